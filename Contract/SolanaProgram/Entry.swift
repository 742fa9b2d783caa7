/// Runs a program on the VM's input buffer and gives what its entry point returns.
///
/// A whole program that takes up to eight accounts:
///
///     @_cdecl("entrypoint")
///     public func entrypoint(_ input: UnsafeMutableRawPointer) -> UInt64 {
///         run(input) { (call: Invocation<8>) throws(ProgramError) in
///             guard call.accounts.count == 1 else { throw .notEnoughAccountKeys }
///             guard call.accounts[0].isSigner else { throw .missingRequiredSignature }
///         }
///     }
@inline(__always)
public func run<let capacity: Int>(
    _ input: UnsafeMutableRawPointer,
    _ program: (Invocation<capacity>) throws(ProgramError) -> Void
) -> UInt64 {
    withUnsafeTemporaryAllocation(of: Account.self, capacity: capacity) { views in
        do throws(ProgramError) {
            try program(Invocation(input, views: views))
            return 0
        } catch {
            return error.code
        }
    }
}
