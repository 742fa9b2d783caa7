internal import SolanaCodec

/// The requests of a sender: to all endpoints at the same time, each within its time.
extension DepositSender {
    /// What an endpoint said to a send.
    enum Answer: Hashable, Sendable {
        /// It has taken the transaction, or the chain has it already.
        case taken
        /// Its simulation refused it.
        case refused(RPCError)
        /// Nothing that says what became of it.
        case lost(RPCError)
    }

    /// JSON-RPC: method not found.
    static var unknownMethod: Int64 { -32601 }
    /// What a simulation says of a transaction that has landed, as JSON.
    static var alreadyProcessed: String { "\"AlreadyProcessed\"" }

    /// Hands the transaction to every endpoint; the answers in the order of the endpoints.
    func sendToAll(
        _ deposit: SignedDeposit, skipPreflight: Bool, until end: Time.Instant
    ) async throws -> [Answer] {
        let end = bound(end)
        return try await askAll(
            { client in try await send(deposit, skipPreflight, to: client, until: end) },
            isEnough: { _ in false })
    }

    private func send(
        _ deposit: SignedDeposit, _ skipPreflight: Bool, to client: RPCClient,
        until end: Time.Instant
    ) async throws -> Answer {
        do {
            let signature = try await limited(client, end).sendTransaction(
                deposit.transaction, skipPreflight: skipPreflight,
                preflightCommitment: .confirmed, maxRetries: 0)
            guard signature == deposit.signature else {
                return .lost(
                    RPCError(
                        .unexpectedContent,
                        "\(client.operatorName): it names another signature than ours"))
            }
            return .taken
        } catch let error as RPCError {
            guard let preflight = error.preflight else { return .lost(error) }
            return preflight.errJSON == Self.alreadyProcessed ? .taken : .refused(error)
        }
    }

    /// Looks at every endpoint whether the deposit is on the chain or may still land.
    func look(
        at deposit: SignedDeposit, until end: Time.Instant
    ) async throws -> Whereabouts {
        let end = bound(end)
        let answers = try await askAll(
            { client in try await look(at: deposit, client, until: end) }, isEnough: isFinal)
        return Whereabouts.merge(answers, partly: true)
    }

    /// Looks for a signature in all of the history of every endpoint.
    func search(for signature: Signature, until end: Time.Instant) async throws -> Whereabouts {
        let end = bound(end)
        let answers = try await askAll(
            { client in
                do {
                    let answer = try await limited(client, end).getSignatureStatuses(
                        [signature], searchTransactionHistory: true)
                    return (answer.value.first ?? nil).map { .found($0) } ?? .absent(nil)
                } catch let error as RPCError {
                    return .silent(error)
                }
            }, isEnough: isFinal)
        return Whereabouts.merge(answers, partly: false)
    }

    // MARK: One endpoint

    private func look(
        at deposit: SignedDeposit, _ client: RPCClient, until end: Time.Instant
    ) async throws -> Whereabouts {
        do {
            let recent = try await limited(client, end).getSignatureStatuses(
                [deposit.signature], searchTransactionHistory: false)
            if let status = recent.value.first ?? nil { return .found(status) }
            // Slot and height from one answer: one URL may stand for several machines.
            let latest = try await limited(client, end).getLatestBlockhash(commitment: .finalized)
            let (height, underflow) = latest.lastValidBlockHeight.rawValue
                .subtractingReportingOverflow(BlockHeight.blockhashAge)
            guard !underflow else {
                return .silent(
                    RPCError(.unexpectedContent, "\(client.operatorName): no height of a block"))
            }
            guard BlockHeight(height) > deposit.lastValidBlockHeight else {
                return .absent(BlockHeight(height))
            }
            return try await prove(deposit, client, BlockHeight(height), latest.slot, until: end)
        } catch let error as RPCError {
            return .silent(error)
        }
    }

    /// Looks in the history of a node whose finalized block lies above the last valid height.
    private func prove(
        _ deposit: SignedDeposit, _ client: RPCClient, _ height: BlockHeight, _ slot: UInt64,
        until end: Time.Instant
    ) async throws -> Whereabouts {
        func undecided(_ reason: String) -> Whereabouts {
            .undecided(
                RPCError(.unexpectedContent, "\(client.operatorName): \(reason)"), height)
        }
        do {
            let history = try await limited(client, end).getSignatureStatuses(
                [deposit.signature], searchTransactionHistory: true)
            if let status = history.value.first ?? nil { return .found(status) }
            guard history.slot >= slot else {
                return undecided("the answer is older than the newest finalized slot")
            }
            guard let signing = deposit.slot else { return .gone(height) }
            guard try await firstBlock(client, until: end) <= signing else {
                return undecided("its history does not reach back to slot \(signing)")
            }
            return .gone(height)
        } catch let error as RPCError {
            return .undecided(error, height)
        }
    }

    /// Where an endpoint's history begins; 0 for one that does not say.
    private func firstBlock(
        _ client: RPCClient, until end: Time.Instant
    ) async throws -> UInt64 {
        do {
            return try await limited(client, end).getFirstAvailableBlock()
        } catch let error as RPCError where error.code == .server(code: Self.unknownMethod) {
            return 0
        }
    }

    // MARK: Time

    /// Asks every endpoint at the same time.
    ///
    /// - Returns: the answers in the order of the endpoints; fewer if one of them is enough.
    private func askAll<Value: Sendable>(
        _ ask: @escaping @Sendable (RPCClient) async throws -> Value,
        isEnough: (Value) -> Bool
    ) async throws -> [Value] {
        try await withThrowingTaskGroup(of: (Int, Value).self) { group in
            for (index, client) in clients.enumerated() {
                group.addTask { (index, try await ask(client)) }
            }
            var answers: [(index: Int, value: Value)] = []
            for try await (index, value) in group {
                answers.append((index, value))
                if isEnough(value) {
                    group.cancelAll()
                    break
                }
            }
            return answers.sorted { $0.index < $1.index }.map(\.value)
        }
    }

    private func isFinal(_ whereabouts: Whereabouts) -> Bool {
        guard case .found(let status) = whereabouts else { return false }
        if case .pending = judge(status) { return false }
        return true
    }

    /// No later than `end`, and sooner if others would have to wait.
    private func bound(_ end: Time.Instant) -> Time.Instant {
        clients.count > 1 ? min(end, clock.now.advanced(by: patience.answer)) : end
    }

    /// The client with the time that is left.
    ///
    /// - Throws: `RPCError.timeout` if there is none.
    private func limited(
        _ client: RPCClient, _ end: Time.Instant
    ) throws(RPCError) -> RPCClient {
        let left = clock.now.duration(to: end)
        guard left > .zero else {
            throw RPCError(.timeout, "\(client.operatorName): no answer in time")
        }
        return client.limited(to: left)
    }
}
