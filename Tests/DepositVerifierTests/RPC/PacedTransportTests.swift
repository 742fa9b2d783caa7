import DepositVerifier
import Testing

@Suite struct `Paced transport` {
    @Test func `requests leave one after another, as often as is allowed`() async throws {
        let clock = ManualClock()
        let script = AnswerScript(Array(repeating: .success("{}"), count: 5))
        let paced = PacedTransport(script, requestsPerSecond: 4, clock: clock)
        var times: [Duration] = []
        for _ in 0..<5 {
            _ = try await paced.send([])
            times.append(ManualClock.Instant(offset: .zero).duration(to: clock.now))
        }
        #expect(times == [0, 250, 500, 750, 1_000].map { .milliseconds($0) })
        #expect(paced.operatorName == "script")
    }

    @Test func `time that nobody used is not saved up`() async throws {
        let clock = ManualClock()
        let script = AnswerScript(Array(repeating: .success("{}"), count: 3))
        let paced = PacedTransport(script, requestsPerSecond: 1, clock: clock)
        clock.pass(.seconds(60))
        for _ in 0..<3 { _ = try await paced.send([]) }
        #expect(ManualClock.Instant(offset: .zero).duration(to: clock.now) == .seconds(62))
    }

    @Test func `a request whose turn comes too late is not sent and takes no turn`() async throws {
        let clock = ManualClock()
        let script = AnswerScript(Array(repeating: .success("{}"), count: 3))
        let paced = PacedTransport(script, requestsPerSecond: 1, clock: clock)
        _ = try await paced.send([])
        let hurry = RPCDelivery(timeLimit: .milliseconds(900))
        await #expect {
            try await paced.send([], as: hurry)
        } throws: {
            ($0 as? RPCError)?.code == .rateLimited
        }
        #expect(script.requests.count == 1)
        _ = try await paced.send([], as: RPCDelivery(timeLimit: .seconds(2)))
        #expect(ManualClock.Instant(offset: .zero).duration(to: clock.now) == .seconds(1))
    }
}
