internal import SolanaCodec

/// The steps of sending and of settling.
extension DepositSender {
    /// How many looks in a row must find it gone: the word of a single endpoint counts when it is
    /// given twice, for one URL may stand for several machines.
    var looksForExpiry: Int { clients.count > 1 ? 1 : 2 }

    func settlement(of deposit: SignedDeposit) throws(JournalError) -> Settlement? {
        JournalState(try journal.lines()).settlements[deposit.signature]
    }

    func settle(
        _ signature: Signature, _ outcome: SendingOutcome
    ) throws(JournalError) {
        guard let settlement = outcome.settlement else { return }
        let state = JournalState(try journal.lines())
        guard state.deposit(signature) != nil,
            settlement.overrides(state.settlements[signature])
        else { return }
        try journal.append(.settled(signature, settlement)) { _ in }
    }

    func expire(
        _ deposit: SignedDeposit, at height: BlockHeight
    ) throws(JournalError) -> SendingOutcome {
        let outcome = SendingOutcome.expired(at: height, lastValid: deposit.lastValidBlockHeight)
        try settle(deposit.signature, outcome)
        return outcome
    }

    /// What to say of a settled deposit that is not found; `nil` if the whereabouts says more.
    static func outcome(
        _ settled: Settlement, _ deposit: SignedDeposit, _ whereabouts: Whereabouts
    ) -> SendingOutcome? {
        switch (settled, whereabouts) {
        case (_, .found), (_, .silent), (_, .undecided): return nil
        case (.refused, _):
            return .refused(
                RPCError(
                    .server(code: -32002),
                    "the endpoint's simulation had refused it, and it is not on the chain"))
        case (.expired, .gone(let height)):
            return .expired(at: height, lastValid: deposit.lastValidBlockHeight)
        case (.expired, _), (.landed, _), (.failed, _):
            return .unknown(
                .undecided(
                    RPCError(
                        .unexpectedContent,
                        "the journal says that it is settled (\(settled.rawValue)), "
                            + "and no endpoint shows that any more")))
        }
    }

    /// Asks all of the history once more before giving up.
    func lastLook(
        at deposit: SignedDeposit, _ doubt: SendingOutcome.Doubt, until deadline: Time.Instant
    ) async throws -> SendingOutcome {
        let end = min(deadline, clock.now.advanced(by: patience.reserve))
        if case .found(let status) = try await search(for: deposit.signature, until: end) {
            let outcome = judge(status)
            if outcome.settlement != nil { try settle(deposit.signature, outcome) }
            if case .pending = outcome { return .unknown(doubt) }
            return outcome
        }
        return .unknown(doubt)
    }

    func resend(
        _ deposit: SignedDeposit, attempt: Int, until end: Time.Instant
    ) async throws {
        // Another process may have settled it meanwhile.
        guard try settlement(of: deposit) == nil else { return }
        // A simulation would only say that it has been processed already.
        let answers = try await sendToAll(deposit, skipPreflight: true, until: end)
        if answers.contains(.taken) { report(.sent(attempt: attempt)) }
        for case .lost(let error) in answers { report(.silent(error)) }
    }

    func judge(_ status: SignatureStatus) -> SendingOutcome {
        let commitment = status.commitment
        if let errJSON = status.errJSON, commitment == .finalized {
            return .failedOnChain(slot: status.slot, errJSON: errJSON)
        }
        // An error in a block that may be dropped is no answer yet.
        if status.errJSON == nil, commitment >= patience.commitment {
            return .landed(slot: status.slot, commitment)
        }
        return .pending(slot: status.slot, commitment)
    }
}
