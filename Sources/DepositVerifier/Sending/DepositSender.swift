public import SolanaCodec

/// Brings signed bytes onto the chain and finds out what became of them.
///
/// It never signs. The same bytes are sent again until they have landed or can no longer land, so
/// that nothing can be paid twice. A transaction counts as expired only when a finalized block lies
/// above its last valid height and no endpoint finds it in all of its history.
public struct DepositSender<Time: Clock>: Sendable where Time.Duration == Duration {
    /// How patient a sender is.
    public struct Patience: Hashable, Sendable {
        /// What a success needs.
        public var commitment: Commitment
        /// How long to follow; a blockhash lives about a minute, so this comes later.
        public var timeout: Duration
        /// How long to go on when no endpoint answers.
        public var silence: Duration
        /// Between two looks at the status.
        public var poll: Duration
        /// Between two sends of the same bytes.
        public var resend: Duration

        /// Patience from its parts.
        public init(
            commitment: Commitment = .confirmed, timeout: Duration = .seconds(180),
            silence: Duration = .seconds(30), poll: Duration = .milliseconds(500),
            resend: Duration = .seconds(2)
        ) {
            self.commitment = commitment
            self.timeout = timeout
            self.silence = silence
            self.poll = poll
            self.resend = resend
        }
    }

    /// The endpoints; each of them is sent to and asked.
    public let clients: [RPCClient]
    /// Where outcomes are written.
    public let journal: any SendingJournal
    /// How patient it is.
    public let patience: Patience
    private let clock: Time
    private let report: @Sendable (SendingEvent) -> Void

    /// A sender over some endpoints of one cluster.
    public init(
        clients: [RPCClient], journal: any SendingJournal, patience: Patience, clock: Time,
        report: @escaping @Sendable (SendingEvent) -> Void = { _ in }
    ) {
        self.clients = clients
        self.journal = journal
        self.patience = patience
        self.clock = clock
        self.report = report
    }

    /// Writes a new deposit to the journal.
    ///
    /// - Parameter again: whether another unsettled deposit for the same code is no obstacle.
    /// - Throws: `JournalError`; `.unsettled` if one is in the way.
    public func record(_ deposit: SignedDeposit, again: Bool) throws(JournalError) {
        try journal.append(.signed(deposit)) { lines throws(JournalError) in
            if !again { try Self.check(deposit, against: lines) }
        }
    }

    /// Refuses a deposit while another one for the same code and treasury may still land.
    ///
    /// - Throws: `JournalError.unsettled`.
    static func check(
        _ deposit: SignedDeposit, against lines: [JournalLine]
    ) throws(JournalError) {
        let rival = JournalState(lines).unsettled.first {
            $0.code == deposit.code && $0.treasury == deposit.treasury
                && $0.genesis == deposit.genesis
        }
        if let rival { throw .unsettled(rival) }
    }

    /// Sends a recorded deposit once.
    ///
    /// - Returns: `.refused` if the simulation of every endpoint refused it, which is written to
    ///   the journal; otherwise `nil`: it may be on its way.
    /// - Throws: `JournalError`; `CancellationError`.
    public func submit(
        _ deposit: SignedDeposit, skipPreflight: Bool
    ) async throws -> SendingOutcome? {
        var refusal: RPCError?
        var wasForwarded = false
        for client in clients {
            do {
                _ = try await client.sendTransaction(
                    deposit.transaction, skipPreflight: skipPreflight,
                    preflightCommitment: .confirmed, maxRetries: 0)
                wasForwarded = true
            } catch let error as RPCError {
                if error.preflight == nil {
                    // No answer proves nothing: it may have been forwarded.
                    wasForwarded = true
                    report(.silent(error))
                } else {
                    refusal = refusal ?? error
                }
            }
        }
        if let refusal, !wasForwarded {
            let outcome = SendingOutcome.refused(refusal)
            try settle(deposit.signature, outcome)
            return outcome
        }
        report(.sent(attempt: 1))
        return nil
    }

    /// Sends again and watches until the deposit is settled or patience ends, and writes what
    /// became of it to the journal.
    ///
    /// - Throws: `JournalError`; `CancellationError`.
    public func follow(_ deposit: SignedDeposit) async throws -> SendingOutcome {
        let start = clock.now
        var lastAnswer = start
        var lastSend = start
        var attempt = 1
        var height: BlockHeight?
        var seen: Commitment?
        while true {
            do {
                let look = try await look(deposit)
                lastAnswer = clock.now
                height = look.height ?? height
                if case .pending(let slot?, let commitment?) = look.outcome, commitment != seen {
                    report(.seen(slot: slot, commitment))
                    seen = commitment
                }
                if case .pending = look.outcome {
                } else {
                    try settle(deposit.signature, look.outcome)
                    return look.outcome
                }
            } catch let error as RPCError {
                report(.silent(error))
                let silence = lastAnswer.duration(to: clock.now)
                if silence >= patience.silence { return .unknown(.silence(silence, error)) }
            }
            guard start.duration(to: clock.now) < patience.timeout else {
                return .unknown(.timeout(height: height))
            }
            if seen == nil, lastSend.duration(to: clock.now) >= patience.resend {
                attempt += 1
                lastSend = clock.now
                await resend(deposit, attempt: attempt)
            }
            try await clock.sleep(for: patience.poll)
        }
    }

    /// Looks once, sends the bytes again if they are not on the chain but may still land, and
    /// writes to the journal what is final.
    ///
    /// - Throws: `RPCError` if no endpoint answers; `JournalError`; `CancellationError`.
    public func look(once deposit: SignedDeposit) async throws -> SendingOutcome {
        let outcome = try await look(deposit).outcome
        if case .pending(nil, _) = outcome { await resend(deposit, attempt: 2) }
        try settle(deposit.signature, outcome)
        return outcome
    }

    /// Looks once for a transaction that the journal does not know, in all of the history.
    ///
    /// - Throws: `RPCError` if no endpoint answers; `CancellationError`.
    public func look(for signature: Signature) async throws -> SendingOutcome {
        try await status(signature, searchHistory: true).map(judge)
            ?? .pending(slot: nil, nil)
    }

    private func settle(
        _ signature: Signature, _ outcome: SendingOutcome
    ) throws(JournalError) {
        guard let settlement = outcome.settlement else { return }
        let state = JournalState(try journal.lines())
        guard state.deposit(signature) != nil, state.settlements[signature] == nil else { return }
        try journal.append(.settled(signature, settlement)) { _ in }
    }
}

// MARK: One look

extension DepositSender {
    private func look(
        _ deposit: SignedDeposit
    ) async throws -> (outcome: SendingOutcome, height: BlockHeight?) {
        // The height comes first: what is absent after a height was passed is absent for good.
        let height = try await finalizedHeight()
        if let status = try await status(deposit.signature, searchHistory: false) {
            return (judge(status), height)
        }
        guard height > deposit.lastValidBlockHeight else {
            return (.pending(slot: nil, nil), height)
        }
        if let status = try await status(deposit.signature, searchHistory: true, byAll: true) {
            return (judge(status), height)
        }
        return (.expired(at: height, lastValid: deposit.lastValidBlockHeight), height)
    }

    private func judge(_ status: SignatureStatus) -> SendingOutcome {
        // Nodes before 1.5 leave the status out; rooted means no count of confirmations.
        let commitment =
            status.confirmationStatus ?? (status.confirmations == nil ? .finalized : .processed)
        if let errJSON = status.errJSON, commitment == .finalized {
            return .failedOnChain(slot: status.slot, errJSON: errJSON)
        }
        // An error in a block that may be dropped is no answer yet.
        if status.errJSON == nil, commitment >= patience.commitment {
            return .landed(slot: status.slot, commitment)
        }
        return .pending(slot: status.slot, commitment)
    }

    /// The lowest height of a finalized block that an endpoint names.
    private func finalizedHeight() async throws -> BlockHeight {
        var lowest: BlockHeight?
        var failure = RPCError(.transport, "no endpoint")
        for client in clients {
            do {
                let height = try await client.getBlockHeight(commitment: .finalized)
                lowest = lowest.map { min($0, height) } ?? height
            } catch let error as RPCError {
                failure = error
            }
        }
        guard let lowest else { throw failure }
        return lowest
    }

    /// The most certain status that an endpoint names; `nil` if those that answer have none.
    ///
    /// - Parameter byAll: whether absence needs the word of every endpoint, each of them having
    ///   reached the finalized slot.
    private func status(
        _ signature: Signature, searchHistory: Bool, byAll: Bool = false
    ) async throws -> SignatureStatus? {
        var best: SignatureStatus?
        var answers = 0
        var failure = RPCError(.transport, "no endpoint")
        for client in clients {
            do {
                let reached = byAll ? try await client.getSlot(commitment: .finalized) : 0
                let answer = try await client.getSignatureStatuses(
                    [signature], searchTransactionHistory: searchHistory)
                if let status = answer.value.first ?? nil {
                    best = best.map { $0.isMoreCertain(than: status) ? $0 : status } ?? status
                }
                guard answer.slot >= reached else {
                    failure = RPCError(
                        .server(code: 0),
                        "\(client.operatorName): the answer is older than "
                            + "the newest finalized slot")
                    continue
                }
                answers += 1
            } catch let error as RPCError {
                failure = error
            }
        }
        guard best != nil || answers == clients.count || (answers > 0 && !byAll) else {
            throw failure
        }
        return best
    }

    private func resend(_ deposit: SignedDeposit, attempt: Int) async {
        for client in clients {
            do {
                // A simulation would only say that it has been processed already.
                _ = try await client.sendTransaction(
                    deposit.transaction, skipPreflight: true, maxRetries: 0)
                report(.sent(attempt: attempt))
            } catch let error as RPCError {
                report(.silent(error))
            } catch {
                // Cancelled: the caller's next wait says so.
                return
            }
        }
    }
}

extension SignatureStatus {
    fileprivate func isMoreCertain(than other: SignatureStatus) -> Bool {
        (confirmationStatus ?? .processed) > (other.confirmationStatus ?? .processed)
    }
}
