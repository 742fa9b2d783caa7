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

    @Test(.timeLimit(.minutes(1)))
    func `waits for no other endpoint once one of them shows the deposit`() async throws {
        let script = DepositSenderTests.chain { _ in DepositSenderTests.status("confirmed") }
        for endpoints in [[DeafEndpoint(), script], [script, DeafEndpoint()]]
            as [[any RPCTransport]]
        {
            let outcome = try await sender(endpoints).follow(Self.deposit)
            #expect(outcome == .landed(slot: 7, .confirmed))
        }
    }

    @Test func `lets one of several endpoints hold up the others for five seconds`() async throws {
        let elsewhere = ManualClock()
        let hanging = HangingEndpoint(clock: elsewhere)
        let script = SubmissionTests.endpoint(.success(DepositSenderTests.sent))
        let answer = try await sender([hanging, script])
            .submit(Self.deposit, skipPreflight: false)
        #expect(answer == .acknowledged)
        #expect(elsewhere.now.offset == .seconds(5))
    }

    @Test func `asks the whole history before it gives up`() async throws {
        let script = SendingScript { method, number in
            switch method {
            case "getLatestBlockhash": .success(DepositSenderTests.latest(50))
            // The looks every half a second until 175 s find nothing; the one after them does.
            case "getSignatureStatuses":
                .success(
                    number < 350
                        ? DepositSenderTests.absent : DepositSenderTests.status("finalized"))
            default: .success(DepositSenderTests.sent)
            }
        }
        let outcome = try await sender([script]).follow(Self.deposit)
        #expect(outcome == .landed(slot: 7, .finalized))
        #expect(script.count("getLatestBlockhash") == 350)
    }
}
