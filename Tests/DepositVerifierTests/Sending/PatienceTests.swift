import DepositVerifier
import SolanaCodec
import Testing

/// Time is kept, and no endpoint holds up the others.
@Suite struct PatienceTests {
    static let deposit = DepositSenderTests.deposit
    let clock = ManualClock()

    func sender(
        _ transports: [any RPCTransport], commitment: Commitment = .confirmed,
        timeout: Duration = .seconds(180)
    ) -> DepositSender<ManualClock> {
        DepositSender(
            clients: transports.map { RPCClient($0) }, journal: MemoryJournal(),
            patience: .init(commitment: commitment, timeout: timeout), clock: clock)
    }

    @Test func `sends again what a dropped fork held`() async throws {
        let script = DepositSenderTests.chain { number in
            switch number {
            case 0..<10: DepositSenderTests.status("confirmed")
            case 10..<20: DepositSenderTests.absent
            default: DepositSenderTests.status("finalized")
            }
        }
        let outcome = try await sender([script], commitment: .finalized).follow(Self.deposit)
        #expect(outcome == .landed(slot: 7, .finalized))
        // Seen for 5 s, then sent at 5, 7 and 9 s.
        #expect(script.count("sendTransaction") == 3)
    }

    @Test(arguments: [1, 10, 60])
    func `ends in time although nothing answers`(seconds: Int) async throws {
        let outcome = try await sender(
            [HangingEndpoint(clock: clock)], timeout: .seconds(seconds)
        ).follow(Self.deposit)
        guard case .unknown = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(clock.now.offset <= .seconds(seconds))
    }

    @Test func `ends in time although the first send took some of it`() async throws {
        let start = clock.now
        clock.pass(.seconds(8))
        let stuck = DepositSenderTests.chain { _ in DepositSenderTests.absent }
        _ = try await sender([stuck], timeout: .seconds(10)).follow(Self.deposit, since: start)
        #expect(clock.now.offset <= .seconds(10))
    }

    @Test func `waits little for one endpoint while another answers`() async throws {
        let script = DepositSenderTests.chain { number in
            number < 3 ? DepositSenderTests.absent : DepositSenderTests.status("confirmed")
        }
        let outcome = try await sender([HangingEndpoint(clock: clock), script])
            .follow(Self.deposit)
        #expect(outcome == .landed(slot: 7, .confirmed))
        // At most 5 s for each look and each send.
        #expect(clock.now.offset < .seconds(45))
        #expect(script.count("sendTransaction") >= 1)
    }

    @Test func `asks the whole history before it gives up`() async throws {
        let script = SendingScript { method, number in
            switch method {
            case "getLatestBlockhash": .success(DepositSenderTests.latest(50))
            // The looks every half a second until 175 s find nothing; the one after them does.
            case "getSignatureStatuses":
                .success(
                    number <= 350
                        ? DepositSenderTests.absent : DepositSenderTests.status("finalized"))
            default: .success(DepositSenderTests.sent)
            }
        }
        let outcome = try await sender([script]).follow(Self.deposit)
        #expect(outcome == .landed(slot: 7, .finalized))
        #expect(script.count("getLatestBlockhash") == 351)
    }
}
