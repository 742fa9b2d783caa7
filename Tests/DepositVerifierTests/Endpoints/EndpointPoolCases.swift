import DepositProgram
import DepositVerifier
import SolanaCodec
import Synchronization
import TestSupport
import Testing

/// R1 for every endpoint, and what happens when one of them is slow, away or busy.
@Suite struct `Endpoints that fail` {
    static let devnet = Scripted(["getGenesisHash": .result("\"\(World.devnetGenesis)\"")])

    private static func wrong(_ name: String) -> VerifierError {
        VerifierError.wrongCluster(
            found: Cluster.devnet.genesis, expected: Cluster.mainnet.genesis, operatorName: name)
    }

    /// A node that moves to another cluster, and may do so over a new connection.
    private final class Moving: RPCTransport {
        let operatorName = "moving"
        private let base: any RPCTransport
        private struct State {
            var hasMoved = false
            var reconnects = false
            var connections = 1
            var questions = 0
        }
        private let state = Mutex(State())
        init(_ base: any RPCTransport) { self.base = base }
        func move(back: Bool = false) { state.withLock { $0.hasMoved = !back } }
        /// Opens a new connection for the next request.
        func reconnectNext() { state.withLock { $0.reconnects = true } }
        var connectionCount: Int { state.withLock { $0.connections } }
        /// How often it was asked for its cluster.
        var questions: Int { state.withLock { $0.questions } }

        func send(_ body: [UInt8]) async throws -> [UInt8] {
            let isGenesis = String(decoding: body, as: UTF8.self).contains("getGenesisHash")
            let elsewhere = state.withLock { state in
                if state.reconnects { state.connections += 1 }
                state.reconnects = false
                if isGenesis { state.questions += 1 }
                return isGenesis && state.hasMoved
            }
            return try await (elsewhere ? devnet : base).send(body)
        }
    }

    // MARK: R1

    @Test func `C05 one endpoint of another cluster stops the start`() async throws {
        let scene = try await Scene.make()
        let endpoints: [any RPCTransport] = [
            Operator("a", scene.chain.transport), Operator("b", Self.devnet),
        ]
        await #expect(throws: Self.wrong("b")) { try await scene.verifier(over: endpoints) }
    }

    @Test func `an endpoint that is away at the start is asked for its cluster before its use`()
        async throws
    {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let (a, b) = (
            Operator("a", scene.chain.transport), Operator("b", scene.chain.transport, fault: .away)
        )
        let verifier = try await scene.verifier(over: [b, a])
        #expect(try await verifier.verify(signature).operators == ["a"])
        b.fail(nil)
        a.fail(.away)
        #expect(try await verifier.verify(signature).operators == ["b"])
        #expect(b.count("getGenesisHash") >= 2)
        b.fail(.away)
        await #expect(throws: RPCError.away) { try await scene.verifier(over: [a, b]) }
    }

    @Test func `J30 every endpoint is asked for its cluster again each hour`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let clock = ManualClock()
        let moving = Moving(scene.chain.transport)
        let verifier = try await scene.verifier(over: [moving], clock: clock)
        moving.move()
        clock.pass(.seconds(3_599))
        #expect(try await verifier.verify(signature).verdict == .accept)
        clock.pass(.seconds(1))
        await #expect(throws: Self.wrong("moving")) { try await verifier.verify(signature) }
    }

    @Test func `J30 an endpoint of another cluster stops everything, also when it comes back`()
        async throws
    {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let clock = ManualClock()
        let moving = Moving(scene.chain.transport)
        let other = Operator("other", scene.chain.transport)
        let verifier = try await scene.verifier(over: [moving, other], clock: clock)
        moving.move()
        clock.pass(.seconds(3_600))
        for _ in 0..<2 {
            await #expect(throws: Self.wrong("moving")) { try await verifier.verify(signature) }
            moving.move(back: true)
            clock.pass(.seconds(60))
        }
        #expect(other.count("getSignatureStatuses") == 0)
        #expect(try await scene.balances().isEmpty)
    }

    @Test
    func `J30 what came over a new connection counts once the cluster is known to be the same`()
        async throws
    {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let moving = Moving(scene.chain.transport)
        let verifier = try await scene.verifier(over: [moving])
        moving.reconnectNext()
        #expect(try await verifier.verify(signature).verdict == .accept)
        #expect(moving.questions == 2)
        #expect(try await verifier.verify(signature).verdict == .duplicate)
        #expect(moving.questions == 2)
        moving.move()
        moving.reconnectNext()
        await #expect(throws: Self.wrong("moving")) { try await verifier.verify(signature) }
    }

    @Test(arguments: [RPCError.Code.transport, .timeout])
    func `J30 an endpoint that was lost is asked for its cluster again`(
        code: RPCError.Code
    ) async throws {
        let scene = try await Scene.make("J30 \(code)")
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let moving = Moving(scene.chain.transport)
        let endpoint = Operator("moving", moving)
        let verifier = try await scene.verifier(over: [endpoint])
        moving.move()
        endpoint.fail(RPCError(code, "lost"))
        await #expect(throws: RPCError.self) { try await verifier.verify(signature) }
        endpoint.fail(nil)
        await #expect(throws: Self.wrong("moving")) { try await verifier.verify(signature) }
        #expect(try await scene.balances().isEmpty)
    }

    // MARK: Failover

    static let faults: [RPCError] = [
        .away, RPCError(.timeout, "late"), RPCError(.rateLimited, "429"),
        RPCError(.http(status: 503), "503"), RPCError(.http(status: 401), "401"),
        RPCError(.oversized, "100 MB"), RPCError(.malformed, "compressed"),
    ]

    @Test(arguments: faults)
    func `J15 who gives no answer is passed over, and left alone for a while`(
        fault: RPCError
    ) async throws {
        let scene = try await Scene.make("failover \(fault.code)")
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let clock = ManualClock()
        let (a, b) = (Operator("a", scene.chain.transport), Operator("b", scene.chain.transport))
        let verifier = try await scene.verifier(over: [a, b], clock: clock)
        a.fail(fault)
        let decision = try await verifier.verify(signature)
        #expect(decision.verdict == .accept && decision.operators == ["b"])
        let asked = a.bodies.count
        #expect(asked == 2)
        _ = try await verifier.verify(signature)
        #expect(a.bodies.count == asked)
        // The longest first wait is a quarter of a second; who was late is asked last for a minute.
        a.fail(nil)
        clock.pass(fault.code == .timeout ? .seconds(60) : .milliseconds(250))
        #expect(try await verifier.verify(signature).operators == ["a"])
        #expect(a.bodies.count > asked)
    }

    @Test func `a single endpoint is asked again, with growing and random waits`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        var waits: Set<Duration> = []
        for _ in 0..<2 {
            let clock = ManualClock()
            let a = Operator("a", scene.chain.transport)
            let verifier = try await scene.verifier(over: [a], clock: clock)
            a.fail(RPCError(.rateLimited, "429"))
            await #expect(throws: RPCError(.rateLimited, "429")) {
                try await verifier.verify(signature)
            }
            #expect(a.count("getSignatureStatuses") == 4)
            // 0.25 + 0.5 + 1 s, each at least by half.
            let waited = ManualClock.Instant(offset: .zero).duration(to: clock.now)
            #expect(waited >= .milliseconds(875) && waited <= .milliseconds(1_750))
            waits.insert(waited)
        }
        #expect(waits.count == 1, "the same seed waits alike")
    }

    @Test func `a stuck endpoint delays for its share of the time, and does not decide`()
        async throws
    {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let clock = ManualClock()
        let stuck = Stuck(scene.chain.transport, clock)
        let endpoints: [any RPCTransport] = [stuck, Operator("b", scene.chain.transport)]
        let decision = try await scene.verifier(over: endpoints, clock: clock).verify(signature)
        #expect(decision.verdict == .accept && decision.operators == ["b"])
        #expect(ManualClock.Instant(offset: .zero).duration(to: clock.now) == .milliseconds(11_250))
    }

    @Test func `who let others wait is asked last for a minute`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let clock = ManualClock()
        let stuck = Stuck(scene.chain.transport, clock)
        let endpoints: [any RPCTransport] = [stuck, Operator("b", scene.chain.transport)]
        let verifier = try await scene.verifier(over: endpoints, clock: clock)
        func cost() async throws -> Duration {
            let start = clock.now
            _ = try await verifier.verify(signature)
            return start.duration(to: clock.now)
        }
        #expect(try await cost() > .seconds(10))
        clock.pass(.seconds(59))
        #expect(try await cost() == .zero)
        clock.pass(.seconds(1))
        #expect(try await cost() > .seconds(10))
    }

    @Test(arguments: [1, 3])
    func `I3 a decision takes no longer than the deadline`(count: Int) async throws {
        let scene = try await Scene.make("deadline \(count)")
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let clock = ManualClock()
        let endpoints = (0..<count).map { _ in Stuck(scene.chain.transport, clock) }
        let verifier = try await scene.verifier(
            over: endpoints, deadline: .seconds(12), clock: clock)
        await #expect(throws: RPCError(.timeout, "stuck")) { try await verifier.verify(signature) }
        let passed = ManualClock.Instant(offset: .zero).duration(to: clock.now)
        // A quarter of the time is for the start.
        #expect(passed <= .seconds(9) && passed > .seconds(8))
    }

    /// An endpoint that tells its cluster and then lets everybody wait.
    private struct Stuck: RPCTransport {
        let operatorName = "stuck"
        let base: any RPCTransport
        let clock: ManualClock

        init(_ base: any RPCTransport, _ clock: ManualClock) {
            (self.base, self.clock) = (base, clock)
        }

        func send(_ body: [UInt8]) async throws -> [UInt8] {
            try await send(body, as: RPCDelivery())
        }

        func send(_ body: [UInt8], as delivery: RPCDelivery) async throws -> [UInt8] {
            if String(decoding: body, as: UTF8.self).contains("getGenesisHash") {
                return try await base.send(body)
            }
            clock.pass(delivery.timeLimit ?? .seconds(3_600))
            throw RPCError(.timeout, "stuck")
        }
    }
}
