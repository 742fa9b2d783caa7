import DepositVerifier
import SolanaCodec
import Testing

/// Every endpoint must prove that a deposit is gone.
@Suite struct ExpiryTests {
    static let gone = DepositSenderTests.latest(101)
    static let absent = DepositSenderTests.absent
    let clock = ManualClock()

    /// A deposit that was signed in slot 5.
    static var deposit: SignedDeposit {
        var deposit = DepositSenderTests.deposit
        deposit.slot = 5
        return deposit
    }

    static func endpoint(
        latest: @escaping @Sendable (Int) -> String = { _ in gone },
        status: String = absent, first: Result<String, RPCError> = .success("5")
    ) -> SendingScript {
        SendingScript { method, number in
            switch method {
            case "getLatestBlockhash": .success(latest(number))
            case "getSignatureStatuses": .success(status)
            case "getFirstAvailableBlock": first
            case "sendTransaction": .success(DepositSenderTests.sent)
            default: .failure(RPCError(.malformed, method))
            }
        }
    }

    func look(_ endpoints: SendingScript...) async throws -> SendingOutcome {
        try await DepositSender(
            clients: endpoints.map { RPCClient($0) }, journal: MemoryJournal(),
            patience: .init(), clock: clock
        ).look(once: Self.deposit)
    }

    static let expired = SendingOutcome.expired(
        at: BlockHeight(101), lastValid: BlockHeight(100))

    @Test func `believes a single endpoint that says it twice`() async throws {
        let endpoint = Self.endpoint()
        #expect(try await look(endpoint) == Self.expired)
        #expect(endpoint.count("getLatestBlockhash") == 2)
        #expect(clock.now.offset == .milliseconds(500))
    }

    @Test func `does not believe a single endpoint that takes it back`() async throws {
        // One URL, two machines: the second lags behind.
        let endpoint = Self.endpoint { number in
            DepositSenderTests.latest(number == 0 ? 101 : 50)
        }
        #expect(try await look(endpoint) == .pending(slot: nil, nil))
        #expect(endpoint.count("sendTransaction") == 1)
    }

    @Test func `believes two endpoints that say it once`() async throws {
        let endpoints = [Self.endpoint(), Self.endpoint()]
        #expect(try await look(endpoints[0], endpoints[1]) == Self.expired)
        #expect(endpoints.map { $0.count("getLatestBlockhash") } == [1, 1])
    }

    @Test func `takes the height from the answer that names the slot`() async throws {
        // 250 − 150 is the last valid height itself.
        let endpoint = Self.endpoint { _ in DepositSenderTests.latest(100) }
        #expect(try await look(endpoint) == .pending(slot: nil, nil))
    }

    static let doubts: [Result<String, RPCError>] = [
        .success("6"), .failure(RPCError(.server(code: -32603), "scripted")),
        .failure(DepositSenderTests.lost),
    ]

    @Test(arguments: doubts)
    func `does not expire without a history back to the signing`(
        first: Result<String, RPCError>
    ) async throws {
        let outcome = try await look(Self.endpoint(), Self.endpoint(first: first))
        guard case .unknown(.undecided) = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }

    @Test func `asks no history of an endpoint that does not know the method`() async throws {
        let unknown = RPCError(.server(code: -32601), "scripted: method not found")
        #expect(try await look(Self.endpoint(first: .failure(unknown))) == Self.expired)
    }

    @Test func `does not expire on a status older than the finalized slot`() async throws {
        let old = #"{"context":{"slot":8},"value":[null]}"#
        let outcome = try await look(Self.endpoint(), Self.endpoint(status: old))
        guard case .unknown(.undecided) = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }

    @Test func `takes no height below zero`() async throws {
        let endpoint = Self.endpoint { _ in
            #"{"context":{"slot":9},"value":{"blockhash":"\#(Self.deposit.genesis)","#
                + #""lastValidBlockHeight":149}}"#
        }
        let error = await #expect(throws: RPCError.self) { try await look(endpoint) }
        #expect(error?.code == .unexpectedContent)
    }
}
