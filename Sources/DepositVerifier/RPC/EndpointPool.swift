internal import SolanaCodec
import Synchronization

/// The endpoints of a verifier, all of one cluster, and what it remembers of each.
final class EndpointPool: Sendable {
    let transports: [any RPCTransport]
    let retry: RetryPolicy
    let stopwatch: Stopwatch
    private let genesis: Blockhash
    /// Whether the certificate of Alpenglow is asked for, too.
    private let wantsCertificate: Bool
    private let generator: SharedGenerator
    private let records: Mutex<[EndpointRecord]>
    /// What once was wrong with the cluster of one of them.
    private let stop = Mutex<VerifierError?>(nil)

    init(
        _ transports: [any RPCTransport], genesis: Blockhash, wantsCertificate: Bool,
        retry: RetryPolicy, stopwatch: Stopwatch, generator: SharedGenerator
    ) {
        self.transports = transports
        self.genesis = genesis
        self.wantsCertificate = wantsCertificate
        self.retry = retry
        self.stopwatch = stopwatch
        self.generator = generator
        records = Mutex(transports.map { _ in EndpointRecord() })
    }

    /// Who runs each endpoint.
    var operators: [String] { transports.map(\.operatorName) }

    /// What each endpoint said at its last check.
    var checks: [[RPCExchange]] {
        records.withLock { $0.map { $0.check?.exchanges ?? [] } }
    }

    /// The slot after which `confirmed` is final: where Alpenglow began, if every endpoint has
    /// shown the certificate and all of them name the same slot.
    var alpenglowSlot: UInt64? {
        let slots = Set(records.withLock { $0.map { $0.check?.alpenglowSlot } })
        return slots.count == 1 ? slots.first ?? nil : nil
    }

    /// How long an endpoint should be left alone.
    func rest(of index: Int) -> Duration {
        let now = stopwatch.now
        return records.withLock { $0[index].rest(at: now) }
    }

    /// Whether an endpoint let others wait lately.
    func isLate(_ index: Int) -> Bool {
        let now = stopwatch.now
        return records.withLock { $0[index].isLate(at: now) }
    }

    /// R1 at the start: every endpoint is asked for its cluster, all at the same time.
    ///
    /// An endpoint that does not answer is asked again before its first use.
    ///
    /// - Throws: `VerifierError.wrongCluster` for any of them; `RPCError` if none answers.
    func start(within limit: Duration) async throws {
        let errors = try await withThrowingTaskGroup(of: RPCError?.self) { group in
            for (index, transport) in transports.enumerated() {
                group.addTask {
                    do {
                        try await self.check(index, over: transport, within: limit)
                        return nil
                    } catch let error as RPCError {
                        self.note(error, of: index)
                        return error
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        guard errors.contains(nil) else {
            throw errors.compactMap(\.self).first ?? RPCError(.transport, "there is no endpoint")
        }
    }

    /// R1 before and after a use: checks an endpoint's cluster if that is due.
    ///
    /// After the use, because only then it is known whether the answers came over a connection that
    /// was not there at the last check.
    ///
    /// - Throws: `VerifierError.wrongCluster` as soon as any endpoint has named another cluster, from
    ///   then on for ever; `RPCError`.
    func checkIfDue(
        _ index: Int, over transport: any RPCTransport, within limit: Duration
    ) async throws {
        if let error = stop.withLock({ $0 }) { throw error }
        let (now, count) = (stopwatch.now, transport.connectionCount)
        let isDue = records.withLock { $0[index].needsCheck(at: now, connectionCount: count) }
        guard isDue else { return }
        try await check(index, over: transport, within: limit)
    }

    /// Takes note of how an endpoint served.
    func note(_ error: RPCError?, of index: Int) {
        let now = stopwatch.now
        var generator = generator
        records.withLock { records in
            if let error {
                records[index].fail(error, at: now, retry, using: &generator)
            } else {
                records[index].succeed()
            }
        }
    }

    private func check(
        _ index: Int, over transport: any RPCTransport, within limit: Duration
    ) async throws {
        let recording = RecordingTransport(transport)
        // A client of its own: a replay asks with the same bytes.
        guard limit > .zero else {
            throw RPCError(.timeout, "\(transport.operatorName): no answer in time")
        }
        let client = RPCClient(recording).limited(to: limit)
        let found = try await client.getGenesisHash()
        guard found == genesis else {
            let error = VerifierError.wrongCluster(
                found: found, expected: genesis, operatorName: transport.operatorName)
            stop.withLock { $0 = error }
            throw error
        }
        var alpenglowSlot: UInt64?
        if wantsCertificate {
            do {
                alpenglowSlot = try await client.getAlpenglowGenesisSlot()
            } catch is RPCError {
                // Refused or unreadable: then only `finalized` is final.
            }
        }
        let check = EndpointRecord.ClusterCheck(
            time: stopwatch.now, alpenglowSlot: alpenglowSlot, exchanges: recording.exchanges,
            connectionCount: transport.connectionCount)
        records.withLock { $0[index].pass(check) }
    }
}
