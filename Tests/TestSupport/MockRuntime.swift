public import SolanaCodec
public import SolanaProgram
internal import Synchronization

/// The runtime of programs on the chain, for tests: it remembers what a program logs and calls, and
/// moves what a called program would move.
public final class MockRuntime: HostRuntime {
    /// What happened, in order.
    public struct Record: Sendable {
        /// Lines of text.
        public var lines: [[UInt8]] = []
        /// Events.
        public var events: [[UInt8]] = []
        /// Calls.
        public var calls: [Instruction] = []
        /// The seeds of every signature, bump included.
        public var signers: [[[UInt8]]] = []
    }

    private let rentPrice: UInt64
    private let failure: UInt64
    private let state = Mutex(Record())

    /// A runtime.
    ///
    /// - Parameters:
    ///   - rentPrice: lamports a byte and year, for two years.
    ///   - failure: what every called program returns.
    public init(rentPrice: UInt64 = 3480, failure: UInt64 = 0) {
        self.rentPrice = rentPrice
        self.failure = failure
    }

    /// What happened so far.
    public var record: Record { state.withLock { $0 } }

    /// Remembers the line.
    public func log(_ text: [UInt8]) {
        state.withLock { $0.lines.append(text) }
    }

    /// Remembers the event.
    public func log(data: [[UInt8]]) {
        state.withLock { $0.events += data }
    }

    /// The hash.
    public func sha256(_ slices: [[UInt8]]) -> [UInt8] {
        SHA256.hash(slices.flatMap(\.self)).bytes
    }

    /// Whether these are a point's bytes.
    public func isOnCurve(_ point: [UInt8]) -> Bool {
        FixedBytes<32>(point).map { Ed25519.isOnCurve(SolanaCodec.Address($0)) } ?? false
    }

    /// The sysvar for the price.
    public var rent: [UInt8]? {
        var bytes: [UInt8] = []
        bytes.append(integer: rentPrice)
        bytes.append(integer: Double(2).bitPattern)
        return bytes + [50]
    }

    /// Remembers the call, and moves what it moves.
    public func invoke(_ call: HostCall) -> UInt64 {
        state.withLock {
            $0.calls.append(
                Instruction(
                    program: call.program.codec,
                    accounts: call.accounts.map {
                        AccountMeta(
                            $0.account.address.codec,
                            AccountRole(signer: $0.isSigner, writable: $0.isWritable))
                    }, data: call.data))
            $0.signers += call.signers
        }
        if failure == 0 { apply(call) }
        return failure
    }

    /// System: assign 1, transfer 2, allocate 8. Token: checked transfer 12, close 9.
    private func apply(_ call: HostCall) {
        let accounts = call.accounts.map(\.account)
        switch (call.program == SolanaProgram.Programs.system, call.data[0]) {
        case (true, 1):
            accounts[0].replace(
                owner: SolanaProgram.Address(Array(call.data[4...])), data: accounts[0].bytes)
        case (true, 2):
            try? accounts[0].moveLamports(number(call.data[4...]), to: accounts[1])
        case (true, 8):
            let length = Int(number(call.data[4...]))
            accounts[0].replace(
                owner: accounts[0].owner, data: [UInt8](repeating: 0, count: length))
        case (false, 12):
            let amount = number(call.data[1...8])
            accounts[0][word: 64] -= amount
            accounts[2][word: 64] += amount
        case (false, 9):
            try? accounts[0].moveLamports(accounts[0].lamports, to: accounts[1])
            accounts[0].close()
        default: break
        }
    }

    private func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}

extension SolanaProgram.Address {
    /// The address of 32 bytes.
    public init(_ bytes: [UInt8]) {
        precondition(bytes.count == 32)
        let words = stride(from: 0, to: 32, by: 8).map { start in
            bytes[start..<start + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        self.init(words[0], words[1], words[2], words[3])
    }

    /// The same as the client's libraries know it.
    public init(_ address: SolanaCodec.Address) {
        self.init(address.bytes)
    }

    /// Its 32 bytes.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        for word in [word0, word1, word2, word3] { bytes.append(integer: word) }
        return bytes
    }

    /// The same for the client's libraries.
    public var codec: SolanaCodec.Address {
        guard let bytes = FixedBytes<32>(bytes) else { preconditionFailure("32 bytes are 32") }
        return SolanaCodec.Address(bytes)
    }
}
