internal import DepositProgram
internal import SolanaCodec

extension Reconciler {
    // MARK: Lists

    /// The most pages of one list: ten thousand times a thousand entries.
    private static let mostPages = 10_000
    /// The most entries that are kept of one list, the oldest of them.
    private static let mostEntries = 2 * AccountHistory.mostTransactions

    /// What some operators say of an account.
    ///
    /// - Throws: `RPCError` if none says anything usable, `VerifierError.wrongCluster`.
    func listings(
        of account: Address, _ asset: Asset, since first: UInt64
    ) async throws -> [AccountListing] {
        var found: [AccountListing] = []
        var failure: RPCError?
        for index in pool.transports.indices where found.count < wanted {
            guard !found.contains(where: { $0.operatorName == pool.operators[index] }) else {
                continue
            }
            do {
                found.append(try await listing(of: account, asset, since: first, from: index))
            } catch let error as RPCError {
                failure = failure ?? error
            }
        }
        guard !found.isEmpty else {
            throw failure ?? RPCError(.transport, "there is no endpoint")
        }
        return found
    }

    private func listing(
        of account: Address, _ asset: Asset, since first: UInt64, from index: Int
    ) async throws -> AccountListing {
        let client = RPCClient(pool.transports[index])
        try await pool.checkIfDue(index, over: client.transport, within: limit)
        let info = try await ask(index, client) {
            try await $0.getAccountInfo(account, commitment: .finalized)
        }
        var listing = AccountListing(
            operatorName: pool.operators[index],
            balance: BalanceAnchor(
                slot: info.slot, amount: try Self.amount(of: info.value, asset, client)),
            entries: [], reachesBeginning: false)
        var below: Set<UInt64> = []
        var previous: [SignatureEntry] = []
        for _ in 0..<Self.mostPages where below.count < 2 {
            let last = previous.last
            let page = try await ask(index, client) {
                try await $0.getSignaturesForAddress(
                    account, commitment: .finalized, before: last?.signature,
                    minContextSlot: info.slot)
            }
            guard let oldest = page.last else {
                listing.reachesBeginning = true
                break
            }
            let known = Set(previous.map(\.signature))
            guard page.contains(where: { !known.contains($0.signature) }),
                oldest.slot <= last?.slot ?? .max
            else {
                throw RPCError(
                    .unexpectedContent, "\(client.operatorName): its list goes in circles")
            }
            previous = page
            listing.take(page, keeping: Self.mostEntries)
            // The nearest slot below the range is whole once there is one below it.
            below.formUnion(page.filter { $0.slot < first && $0.errJSON == nil }.map(\.slot))
        }
        try await pool.checkIfDue(index, over: client.transport, within: limit)
        return listing
    }

    /// What an account holds; nothing if it is not there. An address may hold lamports before and
    /// after it is a token account.
    private static func amount(
        of info: AccountInfo?, _ asset: Asset, _ client: RPCClient
    ) throws -> UInt64 {
        guard let info, info.owner != Programs.system else { return 0 }
        guard info.owner == asset.tokenProgram,
            let state = try? TokenAccountState(decoding: info.data), state.mint == asset.mint
        else {
            throw RPCError(
                .unexpectedContent, "\(client.operatorName): the account is no account of the token"
            )
        }
        return state.amount.rawValue
    }

    /// One request to one endpoint, repeated after what passes.
    private func ask<Value>(
        _ index: Int, _ client: RPCClient, _ request: (RPCClient) async throws -> Value
    ) async throws -> Value {
        var attempt = 1
        while true {
            do {
                let value = try await request(client.limited(to: limit))
                pool.note(nil, of: index)
                return value
            } catch let error as RPCError {
                pool.note(error, of: index)
                guard error.isRetryable, attempt < pool.retry.attempts else { throw error }
                attempt += 1
                try await pool.stopwatch.sleep(for: pool.rest(of: index))
            }
        }
    }

    // MARK: Transactions

    /// What every transaction is asked about.
    struct Question: Sendable {
        var account: Address
        var asset: Asset
        /// Where the books say that transactions are which no list names.
        var slots: [Signature: UInt64]
    }

    /// What operators say of one transaction.
    enum Told: Sendable {
        /// It named the account. What it may have paid back is told with it.
        case moved(AccountMovement, RefundPayments?)
        /// It did nothing to the account, or there is no such transaction.
        case nothing
        /// They do not say.
        case unknown(Finding)
    }

    /// How many transactions are asked for at the same time: as many as nodes bear for one client.
    private static let concurrency = 8

    /// Hears transactions, many at a time, and takes them in their order.
    ///
    /// - Returns: why not all of them could be heard; `nil` if they were.
    func hear(
        _ signatures: [Signature], about question: Question, take: (Told) -> Void
    ) async throws -> String? {
        var rest = signatures[...]
        while !rest.isEmpty {
            let some = Array(rest.prefix(Self.concurrency))
            rest = rest.dropFirst(some.count)
            let told = try await withThrowingTaskGroup(of: (Int, Told).self) { group in
                for (place, signature) in some.enumerated() {
                    group.addTask { (place, try await self.hear(signature, about: question)) }
                }
                return try await group.reduce(into: [Int: Told]()) { $0[$1.0] = $1.1 }
            }
            for (place, signature) in some.enumerated() {
                guard let told = told[place] else { continue }
                if case .unknown(let finding) = told {
                    return "transaction \(signature): \(finding.reason.rawValue) "
                        + "(\(finding.rule.rawValue))"
                }
                take(told)
            }
        }
        return nil
    }

    private func hear(_ signature: Signature, about question: Question) async throws -> Told {
        let ledger = DepositVerifier.Books(books, KnownCodes([], policy))
        var hearing = Hearing(
            Witness.Question(
                signature: signature, judge: judge, books: ledger, alpenglowSlot: nil,
                lastValidBlockHeight: nil, isOnlyOperator: Set(pool.operators).count < 2),
            pool, over: pool.transports.map { RecordingTransport($0, keeping: Self.answerLimit) },
            within: limit)
        while true {
            var missing = 1
            let told: Told
            switch hearing.inquiry.agreement {
            case .told(let telling):
                missing = wanted - telling.operators.count
                told = try await read(telling, ledger, question)
            case .contradicted: told = .unknown(Finding(.rpcInconsistent, .quorum))
            case .open(let finding, _):
                let isAbsent = finding.reason == .notFound
                told =
                    isAbsent ? try await absence(of: signature, question) : .unknown(finding)
            case .silent(let error):
                guard try await hearing.ask(wanted) else {
                    throw error ?? RPCError(.timeout, "no endpoint could be asked in time")
                }
                continue
            }
            guard missing > 0, try await hearing.ask(missing) else { return told }
        }
    }

    /// The longest that all answers of one endpoint about a transaction may be, in bytes: some of
    /// the longest that a node gives.
    private static let answerLimit = 4_194_304

    private func read(
        _ telling: Inquiry.Telling, _ ledger: DepositVerifier.Books, _ question: Question
    ) async throws -> Told {
        let view: TransactionView
        switch telling.report.outcome {
        case .success(let success): view = success
        case .failure(let finding):
            let isNothing = [.transactionFailed, .transactionNotExecuted].contains(finding.reason)
            return isNothing ? .nothing : .unknown(finding)
        }
        let surroundings = telling.report.surroundings
        let facts = try await ledger.ask(
            judge.query(for: view, signature: view.transaction.signature, nil, surroundings))
        let judge = judge.informed(about: view, by: facts, surroundings)
        let movement: AccountMovement?
        do throws(Finding) {
            movement = try AccountMovement(
                of: question.account, question.asset, in: view, surroundings, judge,
                operators: telling.operators.count)
        } catch {
            return .unknown(error)
        }
        guard let movement else { return .nothing }
        // R21: as many as a credit of that size needs.
        if let quorum = policy.quorum, movement.change > Int128(quorum.above),
            telling.operators.count < min(Int(quorum.operators), Set(pool.operators).count)
        {
            return .unknown(Finding(.quorumRequired, .quorum))
        }
        let refunds = RefundPayments(in: view)
        let genesis = policy.treasury.cluster.genesis
        return .moved(movement, refunds.deposits(on: genesis).isEmpty ? nil : refunds)
    }

    /// Nobody knows a transaction. One that only the books name is not on the chain if somebody has
    /// the history of its slot; one that a list names must be somewhere.
    private func absence(of signature: Signature, _ question: Question) async throws -> Told {
        guard let slot = question.slots[signature] else {
            return .unknown(Finding(.behind, .execution))
        }
        for index in pool.transports.indices {
            let client = RPCClient(pool.transports[index])
            let first = try? await ask(index, client) { try await $0.getFirstAvailableBlock() }
            if let first, first <= slot { return .nothing }
        }
        return .unknown(Finding(.historyUnavailable, .execution))
    }
}

extension AccountListing {
    /// Adds a page. Of a list too long to keep, the newest entries go.
    mutating func take(_ page: [SignatureEntry], keeping most: Int) {
        entries += page
        guard entries.count > 2 * most else { return }
        entries.removeFirst(entries.count - most)
        completeTo = entries.first.map { $0.slot > 0 ? $0.slot - 1 : 0 }
    }
}
