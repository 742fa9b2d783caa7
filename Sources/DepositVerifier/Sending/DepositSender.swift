public import SolanaCodec

/// Brings signed bytes onto the chain and finds out what became of them.
///
/// It never signs. The same bytes are sent again until they have landed or can no longer land, so
/// that nothing can be paid twice. A transaction counts as expired only when every endpoint shows a
/// finalized block above its last valid height and, from no older a state, a history that reaches
/// back to the signing and does not hold it. What is settled is never sent again, only looked for.
///
/// All endpoints are sent to and asked at the same time; none holds up the others for long.
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
        /// How long one of several endpoints may hold up the others.
        public var answer: Duration

        /// Patience from its parts.
        public init(
            commitment: Commitment = .confirmed, timeout: Duration = .seconds(180),
            silence: Duration = .seconds(30), poll: Duration = .milliseconds(500),
            resend: Duration = .seconds(2), answer: Duration = .seconds(5)
        ) {
            self.commitment = commitment
            self.timeout = timeout
            self.silence = silence
            self.poll = poll
            self.resend = resend
            self.answer = answer
        }

        /// The part of the timeout that is kept for a last look.
        var reserve: Duration { min(.seconds(5), timeout / 4) }
    }

    /// The endpoints; each of them is sent to and asked.
    public let clients: [RPCClient]
    /// Where outcomes are written.
    public let journal: any SendingJournal
    /// How patient it is.
    public let patience: Patience
    let clock: Time
    let report: @Sendable (SendingEvent) -> Void

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
    /// - Throws: `JournalError`; `.unsettled` if one is in the way, `.alreadySigned` if this very
    ///   transaction was written before: it would pay only once.
    public func record(_ deposit: SignedDeposit, again: Bool) throws(JournalError) {
        try journal.append(.signed(deposit)) { lines throws(JournalError) in
            if !again { try Self.check(deposit, against: lines) }
            guard JournalState(lines).deposit(deposit.signature) == nil else {
                throw .alreadySigned(deposit.signature)
            }
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
    /// A refusal is written to the journal.
    ///
    /// - Throws: `JournalError`; `CancellationError`.
    public func submit(
        _ deposit: SignedDeposit, skipPreflight: Bool
    ) async throws -> Submission {
        let end = clock.now.advanced(by: patience.timeout)
        let answers = try await sendToAll(deposit, skipPreflight: skipPreflight, until: end)
        for case .lost(let error) in answers { report(.silent(error)) }
        if answers.contains(.taken) {
            report(.sent(attempt: 1))
            return .acknowledged
        }
        for answer in answers {
            // No answer proves nothing: it may have been forwarded.
            if case .lost(let error) = answer { return .unanswered(error) }
        }
        guard case .refused(let refusal) = answers.first else {
            return .unanswered(RPCError(.transport, "no endpoint"))
        }
        // An earlier hop may have forwarded it and asked again.
        switch try await search(for: deposit.signature, until: end) {
        case .found:
            report(.sent(attempt: 1))
            return .acknowledged
        case .silent(let error), .undecided(let error, _): return .unanswered(error)
        case .absent, .gone:
            try settle(deposit.signature, .refused(refusal))
            return .refused(refusal)
        }
    }

    /// Sends again and watches until the deposit is settled or patience ends, and writes what
    /// became of it to the journal. What the journal says to be settled is only looked for.
    ///
    /// - Parameter start: when patience began; `nil` for now.
    /// - Throws: `JournalError`; `CancellationError`.
    public func follow(
        _ deposit: SignedDeposit, since start: Time.Instant? = nil
    ) async throws -> SendingOutcome {
        let start = start ?? clock.now
        let deadline = start.advanced(by: patience.timeout)
        let end = deadline.advanced(by: .zero - patience.reserve)
        let settled = try settlement(of: deposit)
        var watch = Watch(patience, lastAnswer: clock.now, lastSend: start)
        while true {
            let whereabouts = try await look(at: deposit, until: end)
            watch.take(whereabouts, at: clock.now)
            if case .found(let status) = whereabouts {
                let outcome = judge(status)
                guard case .pending(let slot?, let commitment?) = outcome else {
                    try settle(deposit.signature, outcome)
                    return outcome
                }
                if watch.isNew(commitment) { report(.seen(slot: slot, commitment)) }
            } else if let settled, let outcome = Self.outcome(settled, deposit, whereabouts) {
                return outcome
            }
            if case .gone(let height) = whereabouts, watch.goneLooks >= looksForExpiry {
                return try expire(deposit, at: height)
            }
            if let error = whereabouts.error { report(.silent(error)) }
            if let doubt = watch.doubt(at: clock.now, end: end) {
                return try await lastLook(at: deposit, doubt, until: deadline)
            }
            if watch.isDueForSending(at: clock.now) {
                watch.attempt += 1
                watch.lastSend = clock.now
                try await resend(deposit, attempt: watch.attempt, until: end)
            }
            try await clock.sleep(for: patience.poll)
        }
    }

    /// Looks once, sends the bytes again if they are not on the chain but may still land, and
    /// writes to the journal what is final. What is settled is not sent again.
    ///
    /// - Throws: `RPCError` if no endpoint answers; `JournalError`; `CancellationError`.
    public func look(once deposit: SignedDeposit) async throws -> SendingOutcome {
        let end = clock.now.advanced(by: patience.timeout)
        let settled = try settlement(of: deposit)
        var looks = 0
        while true {
            looks += 1
            let whereabouts = try await look(at: deposit, until: end)
            if let settled, let outcome = Self.outcome(settled, deposit, whereabouts) {
                return outcome
            }
            switch whereabouts {
            case .found(let status):
                let outcome = judge(status)
                try settle(deposit.signature, outcome)
                return outcome
            case .absent:
                try await resend(deposit, attempt: 2, until: end)
                return .pending(slot: nil, nil)
            case .gone(let height) where looks >= looksForExpiry:
                return try expire(deposit, at: height)
            case .gone: try await clock.sleep(for: patience.poll)
            case .undecided(let error, _): return .unknown(.undecided(error))
            case .silent(let error): throw error
            }
        }
    }

    /// Looks once for a transaction that the journal does not know, in all of the history.
    ///
    /// - Throws: `RPCError` if no endpoint answers; `CancellationError`.
    public func look(for signature: Signature) async throws -> SendingOutcome {
        let end = clock.now.advanced(by: patience.timeout)
        switch try await search(for: signature, until: end) {
        case .found(let status): return judge(status)
        case .silent(let error): throw error
        case .absent, .gone, .undecided: return .pending(slot: nil, nil)
        }
    }
}
