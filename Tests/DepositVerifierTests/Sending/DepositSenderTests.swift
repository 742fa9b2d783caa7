import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

@Suite struct DepositSenderTests {
    static let deposit = SignedDeposit(
        genesis: Cluster.mainnet.genesis, treasury: World.treasury.address, mint: World.usdc,
        code: DepositCode(FixedBytes(repeating: 1)), amount: 5_000_000,
        signature: Signature(Golden.v0.signature) ?? .absent,
        lastValidBlockHeight: BlockHeight(100),
        transaction: Base64.decode(Golden.v0.base64) ?? [])

    static func status(_ commitment: String, err: String = "null") -> String {
        #"{"context":{"slot":9},"value":[{"slot":7,"confirmations":null,"err":\#(err),"#
            + #""confirmationStatus":"\#(commitment)"}]}"#
    }

    static let absent = #"{"context":{"slot":9},"value":[null]}"#
    static let sent = "\"\(Golden.v0.signature)\""
    static let lost = RPCError(.timeout, "scripted: no answer")

    let journal = MemoryJournal()
    let clock = ManualClock()

    func sender(
        _ scripts: SendingScript..., commitment: Commitment = .confirmed
    ) throws -> DepositSender<ManualClock> {
        let sender = DepositSender(
            clients: scripts.map { RPCClient($0) }, journal: journal,
            patience: .init(commitment: commitment), clock: clock)
        try sender.record(Self.deposit, again: false)
        return sender
    }

    var settlement: Settlement? {
        get throws { JournalState(try journal.lines()).settlements[Self.deposit.signature] }
    }

    /// The newest finalized blockhash: slot 9, and a height 150 below its last valid one.
    static func latest(_ height: UInt64) -> String {
        #"{"context":{"slot":9},"value":{"blockhash":"\#(World.mainnetGenesis)","#
            + #""lastValidBlockHeight":\#(height + 150)}}"#
    }

    /// An endpoint at a height where the status changes with the number of looks.
    static func chain(
        height: @escaping @Sendable (Int) -> UInt64 = { _ in 50 },
        status: @escaping @Sendable (Int) -> String
    ) -> SendingScript {
        SendingScript { method, number in
            switch method {
            case "getLatestBlockhash": .success(latest(height(number)))
            case "getSignatureStatuses": .success(status(number))
            case "getFirstAvailableBlock": .success("0")
            case "sendTransaction": .success(sent)
            default: .failure(RPCError(.malformed, method))
            }
        }
    }

    @Test func `sends the same bytes every two seconds until they are seen`() async throws {
        let script = Self.chain { $0 < 20 ? Self.absent : Self.status("confirmed") }
        let outcome = try await sender(script).follow(Self.deposit)
        #expect(outcome == .landed(slot: 7, .confirmed))
        // 20 looks at half a second are 10 s: sent again at 2, 4, 6, 8 s.
        #expect(script.count("sendTransaction") == 4)
        #expect(try settlement == .landed)
    }

    @Test(arguments: [Commitment.processed, .confirmed, .finalized])
    func `takes a higher commitment than the one asked for`(asked: Commitment) async throws {
        let script = Self.chain { _ in Self.status("finalized") }
        let outcome = try await sender(script, commitment: asked).follow(Self.deposit)
        #expect(outcome == .landed(slot: 7, .finalized))
    }

    @Test func `does not settle what is only processed`() async throws {
        let script = Self.chain { _ in Self.status("processed") }
        let outcome = try await sender(script, commitment: .processed).follow(Self.deposit)
        #expect(outcome == .landed(slot: 7, .processed))
        #expect(try settlement == nil)
    }

    @Test func `believes an error only at finality`() async throws {
        let error = #"{"InstructionError":[4,{"Custom":1}]}"#
        let script = Self.chain { number in
            switch number {
            case 0: Self.status("confirmed", err: error)
            case 1: Self.absent
            case 2: Self.status("confirmed")
            default: Self.absent
            }
        }
        #expect(
            try await sender(script).follow(Self.deposit) == .landed(slot: 7, .confirmed))
        let failed = Self.chain { _ in Self.status("finalized", err: error) }
        let outcome = try await DepositSender(
            clients: [RPCClient(failed)], journal: MemoryJournal(), patience: .init(),
            clock: clock
        ).follow(Self.deposit)
        #expect(outcome == .failedOnChain(slot: 7, errJSON: error))
    }

    @Test func `expires only above the last valid height`() async throws {
        let script = Self.chain(height: { 99 + UInt64($0) }) { _ in Self.absent }
        let outcome = try await sender(script).follow(Self.deposit)
        #expect(outcome == .expired(at: BlockHeight(102), lastValid: BlockHeight(100)))
        #expect(try settlement == .expired)
    }

    @Test func `finds in the history what the cache has forgotten`() async throws {
        let script = Self.chain(height: { _ in 101 }) { number in
            number == 0 ? Self.absent : Self.status("finalized")
        }
        let outcome = try await sender(script).follow(Self.deposit)
        #expect(outcome == .landed(slot: 7, .finalized))
    }

    @Test func `does not expire while one endpoint is silent or has it`() async throws {
        let gone = Self.chain(height: { _ in 101 }) { _ in Self.absent }
        let silent = SendingScript { _, _ in .failure(Self.lost) }
        let outcome = try await sender(gone, silent).follow(Self.deposit)
        guard case .unknown(.silence) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(try settlement == nil)
    }

    @Test func `believes the endpoint that has it`() async throws {
        let gone = Self.chain(height: { _ in 101 }) { _ in Self.absent }
        let has = Self.chain(height: { _ in 101 }) { _ in Self.status("finalized") }
        #expect(
            try await DepositSender(
                clients: [RPCClient(gone), RPCClient(has)], journal: journal, patience: .init(),
                clock: clock
            ).look(once: Self.deposit)
                == .landed(slot: 7, .finalized))
    }

    @Test func `does not expire on an answer older than the finalized slot`() async throws {
        let script = Self.chain(height: { _ in 101 }) { _ in
            #"{"context":{"slot":8},"value":[null]}"#
        }
        let outcome = try await sender(script).follow(Self.deposit)
        guard case .unknown(.silence) = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }

    @Test func `gives up after thirty seconds of silence, and after the timeout`() async throws {
        let silent = SendingScript { _, _ in .failure(Self.lost) }
        #expect(
            try await sender(silent).follow(Self.deposit)
                == .unknown(.silence(.seconds(30), Self.lost)))
        let stuck = Self.chain { _ in Self.absent }
        let outcome = try await DepositSender(
            clients: [RPCClient(stuck)], journal: MemoryJournal(), patience: .init(),
            clock: clock
        ).follow(Self.deposit)
        #expect(outcome == .unknown(.timeout(height: BlockHeight(50))))
    }

    @Test func `records a second deposit only when told to or the first is settled`() throws {
        let sender = try sender(Self.chain { _ in Self.absent })
        var second = Self.deposit
        second.signature = Signature(FixedBytes(repeating: 2))
        #expect(throws: JournalError.unsettled(Self.deposit)) {
            try sender.record(second, again: false)
        }
        var other = second
        other.code = DepositCode(FixedBytes(repeating: 2))
        other.signature = Signature(FixedBytes(repeating: 4))
        try sender.record(other, again: false)
        try sender.record(second, again: true)
        try journal.append(.settled(Self.deposit.signature, .landed)) { _ in }
        try journal.append(.settled(second.signature, .expired)) { _ in }
        second.signature = Signature(FixedBytes(repeating: 3))
        try sender.record(second, again: false)
    }
    @Test func `never takes the same transaction for a second payment`() throws {
        let sender = try sender(Self.chain { _ in Self.absent })
        #expect(throws: JournalError.alreadySigned(Self.deposit.signature)) {
            try sender.record(Self.deposit, again: true)
        }
        try journal.append(.settled(Self.deposit.signature, .landed)) { _ in }
        #expect(throws: JournalError.alreadySigned(Self.deposit.signature)) {
            try sender.record(Self.deposit, again: false)
        }
    }
}
