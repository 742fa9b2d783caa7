import SolanaCodec
import Testing

@testable import DepositVerifier

@Suite struct `Batching transport` {
    typealias Outcome = Result<String, RPCError>

    /// Sends a call that the endpoint holds, then the others, which wait; then lets the endpoint go on.
    private func send(
        _ names: [String], over endpoint: HeldEndpoint, _ limits: BatchingTransport.Limits,
        as delivery: RPCDelivery = RPCDelivery()
    ) async throws -> [String: Outcome] {
        let transport = BatchingTransport(endpoint, limits: limits)
        return try await send(names, through: transport, endpoint, as: delivery)
    }

    private func send(
        _ names: [String], through transport: BatchingTransport, _ endpoint: HeldEndpoint,
        as delivery: RPCDelivery = RPCDelivery()
    ) async throws -> [String: Outcome] {
        try await withThrowingTaskGroup(of: (String, Outcome).self) { group in
            for (index, name) in names.enumerated() {
                group.addTask {
                    do {
                        let body = try await transport.send(HeldEndpoint.call(name), as: delivery)
                        return (name, .success(String(decoding: body, as: UTF8.self)))
                    } catch let error as RPCError {
                        return (name, .failure(error))
                    }
                }
                while index == 0 ? endpoint.requests.isEmpty : transport.waitingCount < index {
                    await Task.yield()
                }
            }
            endpoint.open()
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    private func numbers(_ request: String) throws -> [UInt64] {
        try JSONDocument(parsing: Array(request.utf8)).root.array().map {
            try $0.required("id").uint64()
        }
    }

    private static let oneLane = BatchingTransport.Limits(lanes: 1)

    @Test func `calls that wait leave together, and each gets its own answer`() async throws {
        let endpoint = HeldEndpoint()
        let names = ["a", "b", "c", "d"]
        let outcomes = try await send(names, over: endpoint, Self.oneLane)
        for name in names {
            #expect(outcomes[name] == .success(HeldEndpoint.answer(to: name)))
        }
        #expect(endpoint.requests.count == 2)
        #expect(endpoint.requests.first == String(decoding: HeldEndpoint.call("a"), as: UTF8.self))
        #expect(try numbers(try #require(endpoint.requests.last)) == [1, 2, 3])
    }

    @Test func `a call goes at once while a lane is free`() async throws {
        let endpoint = HeldEndpoint()
        let transport = BatchingTransport(endpoint, limits: BatchingTransport.Limits(lanes: 2))
        async let held = transport.send(HeldEndpoint.call("a"))
        while endpoint.requests.isEmpty { await Task.yield() }
        let answer = try await transport.send(HeldEndpoint.call("b"))
        #expect(String(decoding: answer, as: UTF8.self) == HeldEndpoint.answer(to: "b"))
        endpoint.open()
        _ = try await held
        #expect(endpoint.requests.allSatisfy { $0.hasPrefix("{") })
    }

    @Test func `what must not be repeated is never part of a batch`() async throws {
        let endpoint = HeldEndpoint()
        let transport = BatchingTransport(endpoint, limits: Self.oneLane)
        async let held = transport.send(HeldEndpoint.call("a"))
        while endpoint.requests.isEmpty { await Task.yield() }
        let once = RPCDelivery(isRepeatable: false)
        _ = try await transport.send(HeldEndpoint.call("b"), as: once)
        #expect(endpoint.requests.count == 2)
        endpoint.open()
        _ = try await held
    }

    @Test(arguments: [
        BatchingTransport.Limits(calls: 3, lanes: 1),
        // Three calls of 55 bytes with their commas and numbers, and the brackets.
        BatchingTransport.Limits(requestBytes: 3 * (55 + 21) + 2, lanes: 1),
    ])
    func `a batch stays within its limits`(limits: BatchingTransport.Limits) async throws {
        let endpoint = HeldEndpoint()
        let outcomes = try await send(
            ["a", "b", "c", "d", "e", "f"], over: endpoint, limits)
        #expect(outcomes.values.allSatisfy { (try? $0.get()) != nil })
        let batches = try endpoint.requests.dropFirst().map(numbers)
        #expect(batches == [[1, 2, 3], [4, 5]])
    }

    // MARK: Strange answers

    private static let strange: [(answer: String, good: [String])] = [
        (
            #"[{"jsonrpc":"2.0","result":"b","id":1},{"jsonrpc":"2.0","result":"c","id":2}]"#,
            ["b", "c"]
        ),
        (
            #"""
            [{"jsonrpc":"2.0","result":"b","id":1},{"jsonrpc":"2.0","result":"x","id":2},
             {"jsonrpc":"2.0","result":"y","id":2},{"jsonrpc":"2.0","result":"z","id":9}]
            """#, ["b"]
        ),
        (
            #"[{"jsonrpc":"2.0","result":"b","id":"1"}, 5, {"result":"d","jsonrpc":"2.0","id":3}]"#,
            ["d"]
        ),
        (#"[{"jsonrpc":"2.0","result":"b","id":1}"#, []),
        (#"[{"jsonrpc":"2.0","result":"b","id":1,"id":2}]"#, []),
    ]

    @Test(arguments: strange)
    func `an answer counts for the call whose number it bears, once`(
        answer: String, good: [String]
    ) async throws {
        let endpoint = HeldEndpoint { _ in Array(answer.utf8) }
        let outcomes = try await send(["a", "b", "c", "d"], over: endpoint, Self.oneLane)
        for name in ["b", "c", "d"] {
            switch outcomes[name] {
            case .success(let body):
                #expect(good.contains(name))
                #expect(body.contains(#""result":"\#(name)""#))
                #expect(body.contains(#""id":1"#))
            case .failure(let error):
                #expect(!good.contains(name))
                #expect(error.code == .malformed)
            case nil: Issue.record("\(name) has no outcome")
            }
        }
    }

    private static let refusals: [Result<String, RPCError>] = [
        .success(#"{"jsonrpc":"2.0","error":{"code":-32600,"message":"no batches"},"id":null}"#),
        .success(#"[{"jsonrpc":"2.0","error":{"code":-32600,"message":"no"},"id":null}]"#),
        .success("[]"), .success("null"),
        .failure(RPCError(.http(status: 400), "held: HTTP status 400")),
        .failure(RPCError(.http(status: 413), "held: HTTP status 413")),
        .failure(RPCError(.http(status: 500), "held: HTTP status 500")),
    ]

    @Test(arguments: refusals)
    func `an endpoint that refuses batches is asked call by call from then on`(
        refusal: Result<String, RPCError>
    ) async throws {
        let endpoint = HeldEndpoint { _ in Array(try refusal.get().utf8) }
        let transport = BatchingTransport(endpoint, limits: Self.oneLane)
        let names = ["a", "b", "c", "d"]
        let outcomes = try await send(names, through: transport, endpoint)
        for name in names {
            #expect(outcomes[name] == .success(HeldEndpoint.answer(to: name)))
        }
        #expect(endpoint.requests.count { $0.hasPrefix("[") } == 1)
        async let later = transport.send(HeldEndpoint.call("e"))
        async let last = transport.send(HeldEndpoint.call("f"))
        _ = try await (later, last)
        #expect(endpoint.requests.count { $0.hasPrefix("[") } == 1)
    }

    @Test func `too long an answer makes batches smaller`() async throws {
        let endpoint = HeldEndpoint { body in
            let text = String(decoding: body, as: UTF8.self)
            guard text.split(separator: "jsonrpc").count <= 3 else {
                throw RPCError(.oversized, "held: the answer exceeds its limit")
            }
            return try HeldEndpoint.echo(body)
        }
        let limits = BatchingTransport.Limits(calls: 4, lanes: 1)
        let names = ["a", "b", "c", "d", "e", "f", "g"]
        let outcomes = try await send(names, over: endpoint, limits)
        for name in names {
            #expect(outcomes[name] == .success(HeldEndpoint.answer(to: name)))
        }
        let batches = try endpoint.requests.filter { $0.hasPrefix("[") }.map(numbers)
        #expect(batches.map(\.count) == [4, 2])
    }

    private static let failures: [Result<String, RPCError>] = [
        .failure(RPCError(.timeout, "held: no complete answer in time")),
        .failure(RPCError(.rateLimited, "held: too many requests")),
        .failure(RPCError(.http(status: 503), "held: HTTP status 503")),
        .success(#"{"jsonrpc":"2.0","error":{"code":429,"message":"slow down"},"id":null}"#),
    ]

    @Test(arguments: failures)
    func `a failure is the failure of each call, and says nothing of batches`(
        failure: Result<String, RPCError>
    ) async throws {
        let endpoint = HeldEndpoint { _ in Array(try failure.get().utf8) }
        let outcomes = try await send(["a", "b", "c", "d"], over: endpoint, Self.oneLane)
        #expect(outcomes["a"] == .success(HeldEndpoint.answer(to: "a")))
        for name in ["b", "c", "d"] {
            guard case .failure(let error)? = outcomes[name] else {
                Issue.record("\(name) has an answer")
                continue
            }
            #expect(error.isRetryable)
        }
        #expect(endpoint.requests.count == 2)
    }
}
