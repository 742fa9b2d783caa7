import SolanaCodec
import Testing

@testable import DepositVerifier

@Suite struct `Batching transport and time` {
    @Test func `a call with much less time than the others does not shorten theirs`() async throws {
        let endpoint = HeldEndpoint()
        let transport = BatchingTransport(
            endpoint, limits: BatchingTransport.Limits(lanes: 1), clock: ManualClock())
        let seconds = [30, 30, 20, 2, 25]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, seconds) in seconds.enumerated() {
                group.addTask {
                    let delivery = RPCDelivery(timeLimit: .seconds(seconds))
                    _ = try await transport.send(HeldEndpoint.call("\(index)"), as: delivery)
                }
                while index == 0 ? endpoint.requests.isEmpty : transport.waitingCount < index {
                    await Task.yield()
                }
            }
            endpoint.open()
            try await group.waitForAll()
        }
        #expect(endpoint.limits == [30, 20, 2, 25].map { .seconds($0) })
    }

    @Test func `a call whose time has ended before its turn is not sent`() async throws {
        let clock = ManualClock()
        let endpoint = HeldEndpoint()
        let transport = BatchingTransport(
            endpoint, limits: BatchingTransport.Limits(lanes: 1), clock: clock)
        async let first = transport.send(HeldEndpoint.call("a"))
        while endpoint.requests.isEmpty { await Task.yield() }
        async let second = transport.send(
            HeldEndpoint.call("b"), as: RPCDelivery(timeLimit: .seconds(1)))
        while transport.waitingCount < 1 { await Task.yield() }
        clock.pass(.seconds(2))
        endpoint.open()
        _ = try await first
        do {
            _ = try await second
            Issue.record("it has an answer")
        } catch let error as RPCError {
            #expect(error.code == .timeout)
        }
        #expect(endpoint.requests.count == 1)
    }

    @Test func `who leads a batch and is cancelled leaves the others in the line`() async throws {
        // The first request that is held is the batch.
        let endpoint = HeldEndpoint()
        let transport = BatchingTransport(endpoint, limits: BatchingTransport.Limits(lanes: 1))
        let opener = Task { try await transport.send(HeldEndpoint.call("a")) }
        while endpoint.requests.isEmpty { await Task.yield() }
        let leader = Task { try await transport.send(HeldEndpoint.call("b")) }
        while transport.waitingCount < 1 { await Task.yield() }
        let follower = Task { try await transport.send(HeldEndpoint.call("c")) }
        while transport.waitingCount < 2 { await Task.yield() }
        opener.cancel()
        await #expect(throws: CancellationError.self) { try await opener.value }
        // Now the batch of both is held.
        while endpoint.requests.count < 2 { await Task.yield() }
        leader.cancel()
        await #expect(throws: CancellationError.self) { try await leader.value }
        endpoint.open()
        let answer = String(decoding: try await follower.value, as: UTF8.self)
        #expect(answer == HeldEndpoint.answer(to: "c"))
        #expect(endpoint.requests.last == String(decoding: HeldEndpoint.call("c"), as: UTF8.self))
    }

    @Test func `a recording above it holds single calls, which replay`() async throws {
        let endpoint = HeldEndpoint()
        let transport = BatchingTransport(endpoint, limits: BatchingTransport.Limits(lanes: 1))
        let recordings = (0..<3).map { _ in RecordingTransport(transport) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, recording) in recordings.enumerated() {
                group.addTask {
                    let name: String = try await RPCClient(recording).call(
                        "echo", [.string("\(index)")]
                    ) { value throws(JSONError) in try value.string() }
                    #expect(name == "\(index)")
                }
                while index == 0 ? endpoint.requests.isEmpty : transport.waitingCount < index {
                    await Task.yield()
                }
            }
            endpoint.open()
            try await group.waitForAll()
        }
        #expect(endpoint.requests.count == 2)
        for (index, recording) in recordings.enumerated() {
            let replay = ReplayTransport(operatorName: "held", exchanges: recording.exchanges)
            let name: String = try await RPCClient(replay).call("echo", [.string("\(index)")]) {
                value throws(JSONError) in try value.string()
            }
            #expect(name == "\(index)")
            #expect(replay.unused.isEmpty)
        }
    }
}
