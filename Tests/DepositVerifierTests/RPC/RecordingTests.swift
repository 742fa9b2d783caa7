import DepositVerifier
import Testing

@Suite struct RecordingTests {
    @Test func `a recording replays to the same answers and failures`() async throws {
        let failure = RPCError(.timeout, "script: no complete answer in time")
        let recorder = RecordingTransport(
            AnswerScript([
                .success(#"{"jsonrpc":"2.0","id":1,"result":5}"#), .failure(failure),
                .success(#"{"jsonrpc":"2.0","id":3,"result":"ok"}"#),
            ]))
        func ask(_ transport: any RPCTransport) async throws {
            let client = RPCClient(transport)
            #expect(try await client.getSlot(commitment: .finalized) == 5)
            await #expect(throws: failure) { try await client.getSlot(commitment: .finalized) }
            try await client.getHealth()
        }
        try await ask(recorder)
        let exchanges = recorder.exchanges
        #expect(exchanges.map(\.operatorName) == ["script", "script", "script"])
        #expect(exchanges.first?.answer == Array(#"{"jsonrpc":"2.0","id":1,"result":5}"#.utf8))
        #expect(exchanges.map { $0.answer == nil } == [false, true, false])
        #expect(
            exchanges.last?.request
                == Array(#"{"jsonrpc":"2.0","id":3,"method":"getHealth","params":[]}"#.utf8))

        let replay = ReplayTransport(operatorName: "script", exchanges: exchanges)
        try await ask(replay)
        #expect(replay.unused.isEmpty)
    }

    @Test func `a replay answers equal requests in the recorded order and nothing else`()
        async throws
    {
        func exchange(_ name: String, _ request: String, _ answer: String) -> RPCExchange {
            RPCExchange(
                operatorName: name, request: Array(request.utf8),
                outcome: .answer(Array(answer.utf8)))
        }
        let replay = ReplayTransport(
            operatorName: "a",
            exchanges: [
                exchange("a", "x", "1"), exchange("a", "y", "2"), exchange("a", "x", "3"),
                exchange("b", "x", "4"),
            ])
        #expect(try await replay.send(Array("y".utf8)) == Array("2".utf8))
        #expect(try await replay.send(Array("x".utf8)) == Array("1".utf8))
        #expect(try await replay.send(Array("x".utf8)) == Array("3".utf8))
        for request in ["x", "z\n"] {
            let error = await #expect(throws: RPCError.self) {
                try await replay.send(Array(request.utf8))
            }
            #expect(error?.code == .notRecorded)
            #expect(error?.reason.contains("\n") == false)
        }
    }

    @Test func `a recorder redacts like the transport it records`() {
        let recorder = RecordingTransport(AnswerScript([]))
        #expect(recorder.redact(Array("secret".utf8)) == Array("hidden".utf8))
    }

    @Test func `a recorder takes only so much in all`() async throws {
        let recorder = RecordingTransport(
            AnswerScript([.success("123"), .success("45"), .success("6")]), keeping: 4)
        #expect(try await recorder.send([]).count == 3)
        let error = await #expect(throws: RPCError.self) { try await recorder.send([]) }
        #expect(error?.code == .oversized)
        #expect(try await recorder.send([]).count == 1)
        #expect(recorder.exchanges.map { $0.answer?.count } == [3, nil, 1])
    }
}
