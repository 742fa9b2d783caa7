#if !hasFeature(Embedded)
/// The runtime that a program meets off the chain: its tests say what each syscall answers.
///
/// Every requirement has an answer of its own, so that a test writes only those that it needs.
/// Make it the runtime of a test by `Host.$runtime.withValue(mine) { entrypoint(input.pointer) }`.
public protocol HostRuntime: AnyObject, Sendable {
    /// `sol_log_`.
    func log(_ text: [UInt8])
    /// `sol_log_64_`.
    func log(_ numbers: [UInt64])
    /// `sol_log_data`: the fields of one event.
    func log(data: [[UInt8]])
    /// `sol_sha256`: the hash, 32 bytes, of all slices in their order.
    func sha256(_ slices: [[UInt8]]) -> [UInt8]
    /// `sol_curve_validate_point`: whether 32 bytes are a point of the Ed25519 curve.
    func isOnCurve(_ point: [UInt8]) -> Bool
    /// `sol_get_rent_sysvar`: 17 bytes; `nil` if there is none.
    var rent: [UInt8]? { get }
    /// `sol_get_clock_sysvar`: 40 bytes; `nil` if there is none.
    var clock: [UInt8]? { get }
    /// `sol_invoke_signed_c`: zero, or the error with which the called program fails.
    ///
    /// A real failure ends the transaction; here it comes back to the program as an error.
    func invoke(_ call: HostCall) -> UInt64
}

extension HostRuntime {
    /// Forgets the line.
    public func log(_ text: [UInt8]) {}
    /// Forgets the numbers.
    public func log(_ numbers: [UInt64]) {}
    /// Forgets the event.
    public func log(data: [[UInt8]]) {}
    /// Trap: a hash cannot be made up.
    public func sha256(_ slices: [[UInt8]]) -> [UInt8] {
        preconditionFailure("this test's runtime has no sha256")
    }
    /// Trap: a test that derives addresses says what a point is.
    public func isOnCurve(_ point: [UInt8]) -> Bool {
        preconditionFailure("this test's runtime knows no curve")
    }
    /// None.
    public var rent: [UInt8]? { nil }
    /// None.
    public var clock: [UInt8]? { nil }
    /// Success without an effect.
    public func invoke(_ call: HostCall) -> UInt64 { 0 }
}

/// A call of another program, copied out of the caller's memory.
public struct HostCall {
    /// An account that is passed on.
    public struct Use {
        /// The account itself, in the caller's input: a runtime changes it as the program would.
        public let account: Account
        /// Whether it may be changed.
        public let isWritable: Bool
        /// Whether it is a signer.
        public let isSigner: Bool
    }

    /// The program.
    public let program: Address
    /// Its accounts.
    public let accounts: [Use]
    /// Its data.
    public let data: [UInt8]
    /// For each address that signs beside the transaction's signers: its seeds, bump included.
    public let signers: [[[UInt8]]]
}

/// Where programs find the runtime of the test that runs them.
public enum Host {
    /// The runtime; one without any effect outside of tests.
    @TaskLocal public static var runtime: any HostRuntime = SilentRuntime()
}

/// Answers everything by the protocol's own answers.
private final class SilentRuntime: HostRuntime {}
#endif
