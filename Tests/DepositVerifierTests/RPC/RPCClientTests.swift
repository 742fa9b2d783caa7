import DepositVerifier
import Testing

@Suite struct RPCClientTests {
    static func slot(from answer: String) async throws -> UInt64 {
        try await RPCClient(AnswerScript([.success(answer)])).getSlot(commitment: .finalized)
    }

    @Test func `numbers its requests from 1`() async throws {
        let script = AnswerScript(results: "5", "6")
        let client = RPCClient(script)
        #expect(try await client.getSlot(commitment: .confirmed) == 5)
        #expect(try await client.getSlot(commitment: .finalized, minContextSlot: 7) == 6)
        #expect(
            script.requests == [
                #"{"jsonrpc":"2.0","id":1,"method":"getSlot","params":[{"commitment":"confirmed"}]}"#,
                #"{"jsonrpc":"2.0","id":2,"method":"getSlot","#
                    + #""params":[{"commitment":"finalized","minContextSlot":7}]}"#,
            ])
    }

    @Test func `takes members in any order and ignores others`() async throws {
        #expect(
            try await Self.slot(
                from: #" { "extra":{}, "result" : 9 , "id":1, "jsonrpc":"2.0" } "#) == 9)
    }

    static let malformed = [
        "", "null", "[]", "9", "<html>", #"{"jsonrpc":"2.0","id":1}"#,
        #"{"id":1,"result":9}"#, #"{"jsonrpc":"1.0","id":1,"result":9}"#,
        #"{"jsonrpc":2.0,"id":1,"result":9}"#, #"{"jsonrpc":"2.0","result":9}"#,
        #"{"jsonrpc":"2.0","id":2,"result":9}"#, #"{"jsonrpc":"2.0","id":"1","result":9}"#,
        #"{"jsonrpc":"2.0","id":1.0,"result":9}"#, #"{"jsonrpc":"2.0","id":null,"result":9}"#,
        #"{"jsonrpc":"2.0","id":1,"result":9,"error":{"code":1,"message":""}}"#,
        #"{"jsonrpc":"2.0","id":1,"result":9,"error":null}"#,
        #"{"jsonrpc":"2.0","id":1,"result":9,"result":9}"#,
        #"{"jsonrpc":"2.0","id":1,"result":9,"re\u0073ult":9}"#,
        #"{"jsonrpc":"2.0","id":1,"id":1,"result":9}"#,
        #"{"jsonrpc":"2.0","jsonrpc":"2.0","id":1,"result":9}"#,
        #"[{"jsonrpc":"2.0","id":1,"result":9}]"#,
        #"{"jsonrpc":"2.0","id":1,"result":9}{}"#, #"{"jsonrpc":"2.0","id":1,"result":9,}"#,
        #"{"jsonrpc":"2.0","id":1,"error":null}"#, #"{"jsonrpc":"2.0","id":1,"error":{}}"#,
        #"{"jsonrpc":"2.0","id":1,"error":{"code":"1","message":"x"}}"#,
        #"{"jsonrpc":"2.0","id":1,"error":{"code":1}}"#,
        #"{"jsonrpc":"2.0","id":2,"error":{"code":1,"message":"x"}}"#,
    ]

    static let unexpected = [
        #"{"jsonrpc":"2.0","id":1,"result":null}"#, #"{"jsonrpc":"2.0","id":1,"result":"9"}"#,
        #"{"jsonrpc":"2.0","id":1,"result":9.0}"#, #"{"jsonrpc":"2.0","id":1,"result":-9}"#,
        #"{"jsonrpc":"2.0","id":1,"result":18446744073709551616}"#,
    ]

    @Test(arguments: unexpected)
    func `tells an answer with other content from none at all`(_ answer: String) async throws {
        let error = await #expect(throws: RPCError.self) { try await Self.slot(from: answer) }
        #expect(error?.code == .unexpectedContent)
        #expect(error?.isRetryable == false)
        #expect(error?.reason.hasPrefix("script: getSlot:") == true)
    }

    @Test(arguments: malformed)
    func `refuses what is not the answer to the request`(_ answer: String) async throws {
        let error = await #expect(throws: RPCError.self) { try await Self.slot(from: answer) }
        #expect(error?.code == .malformed)
        #expect(error?.isRetryable == false)
        #expect(error?.reason.hasPrefix("script: getSlot:") == true)
    }

    @Test func `names the place of what is malformed`() async throws {
        let error = await #expect(throws: RPCError.self) {
            try await Self.slot(from: #"{"jsonrpc":"2.0","id":1,"result":9.0}"#)
        }
        #expect(
            error?.reason
                == "script: getSlot: result: not an integer of the expected range (byte 33)")
    }

    // MARK: Error objects

    @Test func `passes on an error object fit for one line`() async throws {
        let error = await #expect(throws: RPCError.self) {
            try await Self.slot(
                from: #"{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"#
                    + #""message":"no\nsuch \u001b[31m\u202emethod\\"}}"#)
        }
        #expect(error?.code == .server(code: -32601))
        #expect(
            error?.reason
                == #"script: getSlot: error -32601: no\u{a}such \u{1b}[31m\u{202e}method\\"#)
    }

    @Test func `cuts and redacts a server's message`() async throws {
        let long = String(repeating: "x", count: 100_000)
        for (message, shown) in [
            (long, String(repeating: "x", count: 200) + "…"), ("secret", "hidden"),
        ] {
            let error = await #expect(throws: RPCError.self) {
                try await Self.slot(
                    from: #"{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"\#(message)"}}"#)
            }
            #expect(error?.reason == "script: getSlot: error 1: \(shown)")
        }
    }

    @Test func `takes an error without a number, for the request may have been unreadable`()
        async throws
    {
        let error = await #expect(throws: RPCError.self) {
            try await Self.slot(
                from: #"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Parse"}}"#)
        }
        #expect(error?.code == .server(code: -32700))
    }

    static let codes: [(String, RPCError.Code, Bool)] = [
        (
            #""code":-32005,"message":"Node is behind by 42 slots","data":{"numSlotsBehind":42}"#,
            .server(code: -32005), true
        ),
        (
            #""code":-32005,"message":"Node is unhealthy","data":{"numSlotsBehind":null}"#,
            .server(code: -32005), true
        ),
        (#""code":-32005,"message":"Too many requests"# + "\"", .rateLimited, true),
        (#""code":-32005,"message":"daily quota reached"# + "\"", .rateLimited, true),
        (#""code":429,"message":"slow down"# + "\"", .rateLimited, true),
        (
            #""code":-32016,"message":"Minimum context slot has not been reached"# + "\"",
            .server(code: -32016), true
        ),
        (
            #""code":-32004,"message":"Block not available for slot 1"# + "\"",
            .server(code: -32004), true
        ),
        (
            #""code":-32015,"message":"Transaction version (1) is not supported"# + "\"",
            .server(code: -32015), false
        ),
        (#""code":-32602,"message":"Invalid param"# + "\"", .server(code: -32602), false),
    ]

    @Test(arguments: codes)
    func `tells errors that pass from errors that stay`(
        _ object: String, _ code: RPCError.Code, _ isRetryable: Bool
    ) async throws {
        let error = await #expect(throws: RPCError.self) {
            try await Self.slot(from: #"{"jsonrpc":"2.0","id":1,"error":{\#(object)}}"#)
        }
        #expect(error?.code == code)
        #expect(error?.isRetryable == isRetryable)
    }

    static let retryable: [(RPCError.Code, Bool)] = [
        (.transport, true), (.timeout, true), (.rateLimited, true), (.http(status: 500), true),
        (.http(status: 502), true), (.http(status: 503), true), (.http(status: 504), true),
        (.http(status: 408), true), (.http(status: 400), false), (.http(status: 401), false),
        (.http(status: 302), false), (.oversized, false), (.malformed, false),
        (.unexpectedContent, false),
        (.notRecorded, false),
    ]

    @Test(arguments: retryable)
    func `knows which failures may pass`(_ code: RPCError.Code, _ isRetryable: Bool) {
        #expect(RPCError(code, "").isRetryable == isRetryable)
    }
}
