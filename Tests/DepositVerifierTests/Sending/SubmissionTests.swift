import DepositVerifier
import SolanaCodec
import Testing

@Suite struct SubmissionTests {
    static let deposit = DepositSenderTests.deposit
    let journal = MemoryJournal()
    let clock = ManualClock()
    let list = EventList()

    static func refusal(_ errJSON: String) -> RPCError {
        RPCError(
            .server(code: -32002), "scripted: simulation",
            preflight: PreflightFailure(errJSON: errJSON))
    }

    /// An endpoint that answers a send like this, and has this status.
    static func endpoint(
        _ answer: Result<String, RPCError>,
        status: Result<String, RPCError> = .success(DepositSenderTests.absent)
    ) -> SendingScript {
        SendingScript { method, _ in
            switch method {
            case "sendTransaction": answer
            case "getSignatureStatuses": status
            default: .failure(RPCError(.malformed, method))
            }
        }
    }

    func submit(_ endpoints: SendingScript...) async throws -> Submission {
        let sender = DepositSender(
            clients: endpoints.map { RPCClient($0) }, journal: journal, patience: .init(),
            clock: clock, report: list.add)
        try sender.record(Self.deposit, again: false)
        return try await sender.submit(Self.deposit, skipPreflight: false)
    }

    var settlement: Settlement? {
        get throws { JournalState(try journal.lines()).settlements[Self.deposit.signature] }
    }

    @Test func `is refused if every simulation refuses it and it is not on the chain`()
        async throws
    {
        let error = Self.refusal(#"{"InstructionError":[3,{"Custom":1}]}"#)
        let endpoint = Self.endpoint(.failure(error))
        #expect(try await submit(endpoint) == .refused(error))
        #expect(try settlement == .refused)
        #expect(list.events.isEmpty)
    }

    @Test func `is not refused if the simulation says that it has been processed`() async throws {
        let answer = try await submit(Self.endpoint(.failure(Self.refusal(#""AlreadyProcessed""#))))
        #expect(answer == .acknowledged)
        #expect(try settlement == nil)
    }

    @Test func `is not refused if it is on the chain`() async throws {
        let answer = try await submit(
            Self.endpoint(
                .failure(Self.refusal(#""BlockhashNotFound""#)),
                status: .success(DepositSenderTests.status("processed"))))
        #expect(answer == .acknowledged)
        #expect(try settlement == nil)
    }

    @Test func `is not refused if one endpoint cannot say whether it is on the chain`()
        async throws
    {
        let error = Self.refusal(#""BlockhashNotFound""#)
        let answer = try await submit(
            Self.endpoint(.failure(error)),
            Self.endpoint(.failure(error), status: .failure(DepositSenderTests.lost)))
        #expect(answer == .unanswered(DepositSenderTests.lost))
        #expect(try settlement == nil)
    }

    static let losses: [Result<String, RPCError>] = [
        .failure(DepositSenderTests.lost),
        .failure(RPCError(.rateLimited, "scripted: 429")),
        .failure(RPCError(.server(code: -32603), "scripted: internal")),
        .success("\"\(Signature(FixedBytes(repeating: 7)))\""),
    ]

    @Test(arguments: losses)
    func `is not acknowledged if no endpoint takes it`(
        answer: Result<String, RPCError>
    ) async throws {
        let submission = try await submit(
            Self.endpoint(answer), Self.endpoint(.failure(Self.refusal("\"x\""))))
        guard case .unanswered = submission else {
            Issue.record("\(submission)")
            return
        }
        #expect(!list.events.contains(.sent(attempt: 1)))
        #expect(try settlement == nil)
    }

    @Test func `is acknowledged if one endpoint takes it`() async throws {
        let submission = try await submit(
            Self.endpoint(.failure(Self.refusal("\"x\""))),
            Self.endpoint(.failure(DepositSenderTests.lost)),
            Self.endpoint(.success(DepositSenderTests.sent)))
        #expect(submission == .acknowledged)
        #expect(list.events == [.silent(DepositSenderTests.lost), .sent(attempt: 1)])
    }

    @Test func `forbids the transport to repeat it, and nothing else`() async throws {
        let endpoint = Self.endpoint(.failure(Self.refusal("\"x\"")))
        _ = try await submit(endpoint)
        #expect(endpoint.count("getSignatureStatuses") == 1)
        #expect(endpoint.onceOnly == ["sendTransaction"])
        let recorded = Self.endpoint(.success(DepositSenderTests.sent))
        _ = try await RPCClient(RecordingTransport(recorded)).sendTransaction([])
        #expect(recorded.onceOnly == ["sendTransaction"])
    }
}
