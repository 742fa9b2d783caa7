internal import DepositProgram
internal import SolanaCodec

/// Asks one endpoint about one signature, within a time.
struct Witness: Sendable {
    var client: RPCClient
    var end: Duration
    var stopwatch: Stopwatch
    var question: Question

    /// What every endpoint is asked.
    struct Question: Sendable {
        var signature: Signature
        var judge: Judge
        var books: Books
        /// From which slot on `confirmed` is final; `nil` if it never is.
        var alpenglowSlot: UInt64?
        /// The last height at which the transaction could land, if the caller knows it.
        var lastValidBlockHeight: BlockHeight?
        /// Whether nobody else can be asked, so that loaded keys are checked with their tables.
        var isOnlyOperator: Bool
    }

    /// Asks for the status, for the transaction once it is settled, and for what the rules need.
    ///
    /// - Throws: `CancellationError`.
    func testify() async throws -> Testimony {
        var status: SignatureStatus?
        do {
            let statuses = try await ask { client in
                try await client.getSignatureStatuses(
                    [question.signature], searchTransactionHistory: true)
            }
            status = statuses.value.first ?? nil
            guard let status else { return try await absence() }
            // Before finality an answer decides nothing, so it is not asked for.
            guard R4Finality.isSettled(status, alpenglowSlot: question.alpenglowSlot) else {
                return .unsettled(status)
            }
            return try await report(status)
        } catch let finding as Finding {
            return .useless(finding, status)
        } catch let error as RPCError {
            guard let finding = Self.finding(for: error) else { return .silent(error) }
            return .useless(finding, status)
        }
    }

    private func report(_ status: SignatureStatus) async throws -> Testimony {
        let isFinal = status.confirmationStatus == .finalized
        let found = try await ask { client in
            try await client.getTransaction(
                question.signature, commitment: isFinal ? .finalized : .confirmed)
        }
        guard let answer = found else {
            try await checkHistory(slot: status.slot)
            throw Finding(.behind, .execution)
        }
        let outcome = try Examination.examine(
            question.signature, status: status, answer: answer)
        guard let meta = answer.meta else { throw Finding(.missingMeta, .execution) }
        var surroundings = Surroundings()
        var level5Events: [LoggedData] = []
        switch outcome {
        case .success(let view):
            surroundings = try await readSurroundings(of: view)
            level5Events = Level5Calls.events(in: view, question.judge.policy)
            if question.isOnlyOperator { try await checkTables(of: view, surroundings) }
        case .failure:
            // An error may be forked out until it is finalized.
            guard isFinal else { return .unsettled(status) }
        }
        return .told(
            TransactionReport(
                status: status, answer: answer, meta: meta, outcome: outcome,
                surroundings: surroundings, level5Events: level5Events))
    }

    // MARK: Absence

    /// An endpoint that knows no status and still has the transaction is catching up.
    private func absence() async throws -> Testimony {
        let answer = try await ask { client in
            try await client.getTransaction(question.signature, commitment: .finalized)
        }
        guard answer == nil else { throw Finding(.behind, .execution) }
        return .absent(isPast: try await isPast())
    }

    /// Whether the endpoint's finalized blocks are above the last valid height, and it still knows
    /// nothing of the signature.
    private func isPast() async throws -> Bool {
        guard let last = question.lastValidBlockHeight else { return false }
        let latest = try await ask { client in
            try await client.getLatestBlockhash(commitment: .finalized)
        }
        let (height, isBelow) = latest.lastValidBlockHeight.rawValue
            .subtractingReportingOverflow(BlockHeight.blockhashAge)
        guard !isBelow, BlockHeight(height) > last else { return false }
        // Looked for before that block, the absence proves nothing.
        let statuses = try await ask { client in
            try await client.getSignatureStatuses(
                [question.signature], searchTransactionHistory: true)
        }
        return statuses.value == [nil] && statuses.slot >= latest.slot
    }

    /// A node that has the status of a final transaction and not the transaction is behind, or has
    /// thrown its history away.
    private func checkHistory(slot: UInt64) async throws {
        do {
            let first = try await ask { try await $0.getFirstAvailableBlock() }
            guard first <= slot else { throw Finding(.historyUnavailable, .execution) }
        } catch is RPCError {
            // Where its history begins is only a better reason.
        }
    }

    // MARK: Surroundings

    /// An endpoint that ignores `minContextSlot` may show what was there before the transaction.
    func check<Value>(_ answer: AtSlot<Value>, isNotBefore slot: UInt64) throws(Finding) {
        guard answer.slot >= slot else { throw Finding(.behind, .execution) }
    }

    /// R21: loaded keys are the endpoint's word. Entries of a table never change, so the tables must
    /// say the same; one that is gone or cannot be read says nothing.
    private func checkTables(
        of view: TransactionView, _ surroundings: Surroundings
    ) async throws {
        let judge = question.judge.informed(about: view, by: question.books.facts, surroundings)
        guard judge.restsOnLoadedKeys(view) else { return }
        let message = view.transaction.message
        var tables: [[Address]?] = []
        do {
            let accounts = try await ask {
                try await $0.getMultipleAccounts(
                    message.lookups.map(\.table), commitment: .finalized,
                    minContextSlot: view.slot)
            }
            try check(accounts, isNotBefore: view.slot)
            tables = accounts.value.map { account in
                account.flatMap { try? AddressLookupTableState(decoding: $0.data).addresses }
            }
        } catch is RPCError {
            return
        }
        var loaded = view.loadedAddresses
        for kind in [\AddressTableLookup.writableIndices, \.readonlyIndices] {
            for (lookup, table) in zip(message.lookups, tables) {
                for index in lookup[keyPath: kind] {
                    guard let address = loaded.popFirst() else { return }
                    guard let table else { continue }
                    guard Int(index) < table.count, table[Int(index)] == address else {
                        throw Finding(.rpcInconsistent, .quorum)
                    }
                }
            }
        }
    }

    // MARK: Asking

    /// One request, with the time that is left.
    func ask<Value>(
        _ request: (RPCClient) async throws -> Value
    ) async throws -> Value {
        let left = end - stopwatch.now
        guard left > .zero else {
            throw RPCError(.timeout, "\(client.operatorName): no answer in time")
        }
        return try await request(client.limited(to: left))
    }

    /// Errors of the node that say something about the transaction. Sources: agave
    /// `rpc-client-api/src/custom_error.rs`.
    private static func finding(for error: RPCError) -> Finding? {
        switch error.code {
        case .unexpectedContent: Finding(.rpcInconsistent, .decoding)
        case .server(-32_015): Finding(.unsupportedVersion, .decoding)
        // Slot skipped or missing in long-term storage; block or status not available yet; node or
        // context slot behind.
        case .server(-32_007), .server(-32_009), .server(-32_004), .server(-32_005),
            .server(-32_014), .server(-32_016):
            Finding(.behind, .execution)
        case .server(-32_011): Finding(.historyUnavailable, .execution)
        default: nil
        }
    }
}
