import DepositVerifier
import SolanaCodec
import Testing

/// What is settled is never sent again: a second payment may have been made since.
@Suite struct SettledDepositTests {
    static let deposit = DepositSenderTests.deposit
    let journal = MemoryJournal()
    let clock = ManualClock()

    func sender(
        _ script: SendingScript, _ settlement: Settlement
    ) throws -> DepositSender<ManualClock> {
        let sender = DepositSender(
            clients: [RPCClient(script)], journal: journal, patience: .init(), clock: clock)
        try sender.record(Self.deposit, again: false)
        try journal.append(.settled(Self.deposit.signature, settlement)) { _ in }
        return sender
    }

    var settlement: Settlement? {
        get throws { JournalState(try journal.lines()).settlements[Self.deposit.signature] }
    }

    static let settlements: [Settlement] = [.landed, .failed, .expired, .refused]

    @Test(arguments: settlements, [50, 101] as [UInt64])
    func `is not sent again`(settlement: Settlement, height: UInt64) async throws {
        let script = DepositSenderTests.chain(height: { _ in height }) { _ in
            DepositSenderTests.absent
        }
        let sender = try sender(script, settlement)
        for outcome in [
            try await sender.look(once: Self.deposit), try await sender.follow(Self.deposit),
        ] {
            switch (settlement, outcome) {
            case (.refused, .refused): break
            case (.expired, .expired): #expect(height == 101)
            case (.expired, .unknown(.undecided)): #expect(height == 50)
            case (.landed, .unknown(.undecided)), (.failed, .unknown(.undecided)): break
            default: Issue.record("\(outcome)")
            }
        }
        #expect(script.count("sendTransaction") == 0)
        #expect(try self.settlement == settlement)
    }

    @Test(arguments: [Settlement.expired, .refused])
    func `has landed if the chain shows it, whatever was written before`(
        settlement: Settlement
    ) async throws {
        let script = DepositSenderTests.chain { _ in DepositSenderTests.status("confirmed") }
        let sender = try sender(script, settlement)
        #expect(try await sender.look(once: Self.deposit) == .landed(slot: 7, .confirmed))
        #expect(try self.settlement == .landed)
        #expect(script.count("sendTransaction") == 0)
    }

    @Test func `is not sent again when another process settles it meanwhile`() async throws {
        let journal = journal
        let script = DepositSenderTests.chain { number in
            if number == 2 {
                try? journal.append(.settled(Self.deposit.signature, .refused)) { _ in }
            }
            return DepositSenderTests.absent
        }
        let sender = DepositSender(
            clients: [RPCClient(script)], journal: journal, patience: .init(), clock: clock)
        try sender.record(Self.deposit, again: false)
        _ = try await sender.follow(Self.deposit)
        #expect(script.count("sendTransaction") == 0)
    }

    @Test func `stays landed in the journal`() {
        let signature = Self.deposit.signature
        for earlier in [Settlement.refused, .expired] {
            for pair in [[earlier, .landed], [.landed, earlier]] {
                let state = JournalState(pair.map { .settled(signature, $0) })
                #expect(state.settlements[signature] == .landed)
            }
        }
    }
}
