internal import DepositProgram
internal import SolanaCodec

/// Proves that the books are what the chain shows: credited, in review, refused and refunded
/// together are what went into the treasury's accounts, to the base unit.
///
/// For each account it reads from several operators what the account holds and which transactions
/// name it, has each transaction told by as many operators as a credit would need, proves by the
/// balances that none is missing, and compares transfer by transfer with the books. What cannot be
/// proved is not known, and never equal.
public struct Reconciler: Sendable {
    /// Books that can be compared.
    public typealias Books = Ledger & CodeRegistry & ReviewQueue & ReconciliationBooks

    let policy: DepositPolicy
    let pool: EndpointPool
    let books: any Books
    let judge: Judge
    /// The longest that one transaction, or one request of a list, is waited for.
    let limit: Duration

    /// A reconciler whose endpoints serve the policy's cluster.
    ///
    /// - Parameters:
    ///   - deadline: the longest time for the start, for one transaction, for one page of a list.
    ///   - retry: how often and how patiently an endpoint is asked again.
    ///   - randomness: spreads the waits between attempts.
    /// - Throws: `VerifierError.wrongCluster` for any endpoint, `RPCError` if none answers.
    public init(
        policy: DepositPolicy, endpoints: [any RPCTransport], books: any Books,
        retry: RetryPolicy = RetryPolicy(), deadline: Duration = .seconds(30),
        clock: any Clock<Duration> = ContinuousClock(),
        randomness: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
    ) async throws {
        pool = EndpointPool(
            endpoints, genesis: policy.treasury.cluster.genesis, wantsCertificate: false,
            retry: retry, stopwatch: Stopwatch(clock), generator: SharedGenerator(randomness))
        self.policy = policy
        self.books = books
        judge = Judge(policy)
        limit = deadline
        try await pool.start(within: deadline)
    }

    /// How far a run goes back behind the end of the one before it, in slots: about an hour, after
    /// which a list has what it lacked.
    static let overlap: UInt64 = 9_000

    /// How many operators are asked for everything, if there are as many.
    var wanted: Int {
        let needed = max(R21Quorum.operatorsForDoubt, Int(policy.quorum?.operators ?? 1))
        return min(needed, Set(pool.operators).count)
    }

    /// Compares, and where everything is equal takes note of it: credits that two operators told of
    /// use up no cap any more, and the next run goes on from there.
    ///
    /// - Parameters:
    ///   - first: the first slot; `nil` goes on where the last run ended, or at the beginning.
    ///   - last: the last slot; `nil` is the newest that is final.
    /// - Throws: `RPCError` if nobody answers, `VerifierError.wrongCluster`, `LedgerError`,
    ///   `ReconciliationError`.
    public func reconcile(
        from first: UInt64? = nil, to last: UInt64? = nil
    ) async throws -> Reconciliation {
        var reconciliation = Reconciliation(
            genesis: policy.treasury.cluster.genesis, accounts: [])
        var vaults: Set<Address> = []
        let own = policy.receivingAccounts
        for account in own {
            let found = try await reconcile(account.address, account.asset, first, last)
            reconciliation.accounts.append(found.result)
            vaults.formUnion(found.sweptFrom)
        }
        vaults.formUnion(try await bookedDestinations())
        vaults.subtract(own.map(\.address))
        for (account, asset) in try await codeVaults(among: vaults) {
            let found = try await reconcile(account, asset, first, last)
            reconciliation.accounts.append(found.result)
        }
        return reconciliation
    }

    // MARK: Accounts

    /// Token accounts of the books.
    private func bookedDestinations() async throws -> Set<Address> {
        var found: Set<Address> = []
        var last: Address?
        let genesis = policy.treasury.cluster.genesis
        while let next = try await books.destination(after: last, genesis: genesis) {
            found.insert(next)
            last = next
        }
        return found
    }

    /// Those of some accounts that are vaults of codes: what arrives there is credited there.
    private func codeVaults(
        among accounts: Set<Address>
    ) async throws -> [(Address, Asset)] {
        guard !accounts.isEmpty, !policy.programs.isEmpty else { return [] }
        var found: [Address: Asset] = [:]
        let programs = Set(policy.programs.map(\.id)).sorted().map(OperatorProgram.init)
        for record in try await books.codes() {
            for program in programs {
                let owner = program.authority(of: .code(record.code)).address
                for asset in policy.treasury.assets {
                    let account = AssociatedTokenAccount.find(
                        owner: owner, mint: asset.mint, tokenProgram: asset.tokenProgram
                    ).address
                    if accounts.contains(account) { found[account] = asset }
                }
            }
        }
        return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private func reconcile(
        _ account: Address, _ asset: Asset, _ first: UInt64?, _ last: UInt64?
    ) async throws -> (result: AccountReconciliation, sweptFrom: Set<Address>) {
        let genesis = policy.treasury.cluster.genesis
        let earlier = try await books.lastReconciliation(of: account, genesis: genesis)
        let start = first ?? earlier.map { $0.slots.upperBound &+ 1 } ?? 0
        // An explicit beginning is taken by its word.
        let behind = first == nil && start > Self.overlap ? start - Self.overlap : 0
        let begin = first ?? behind
        let listings = try await listings(of: account, asset, since: begin)
        var history: AccountHistory
        do throws(AccountHistory.Objection) {
            history = try AccountHistory(listings, from: begin, to: last)
        } catch {
            throw ReconciliationError(error)
        }
        var walk = AccountWalk(
            account: account, asset: asset, history: history,
            booked: try await booked(at: account, over: history.slots),
            operators: listings.count)
        if let earlier { walk.know(earlier) }
        try await walk.run(self)
        if walk.result.outcome == .equal { try await keep(walk, after: earlier) }
        return (walk.result, walk.sweptFrom)
    }

    /// The most deposits of one account and run, several to a transaction.
    private static let mostDeposits = 8 * AccountHistory.mostTransactions
    private static let depositsPerPage = 1_000

    private func booked(
        at account: Address, over slots: ClosedRange<UInt64>
    ) async throws -> [BookedDeposit] {
        var booked: [BookedDeposit] = []
        while true {
            let page = try await books.deposits(
                at: account, genesis: policy.treasury.cluster.genesis, slots: slots,
                after: booked.last, limit: Self.depositsPerPage)
            booked += page
            guard page.count == Self.depositsPerPage else { return booked }
            guard booked.count < Self.mostDeposits else { throw ReconciliationError.tooMany }
        }
    }

    // MARK: What is kept

    /// How many deposits are confirmed in one transaction of the books.
    private static let confirmedAtOnce = 500

    private func keep(_ walk: AccountWalk, after earlier: ReconciliationRecord?) async throws {
        for (operators, deposits) in walk.confirmations {
            var rest = deposits[...]
            while !rest.isEmpty {
                let some = rest.prefix(Self.confirmedAtOnce)
                rest = rest.dropFirst(some.count)
                try await books.confirm(Array(some), operators: operators)
            }
        }
        let result = walk.result
        let isNext = earlier.map {
            result.slots.lowerBound <= $0.slots.upperBound &+ 1
                && result.slots.upperBound > $0.slots.upperBound
        }
        guard isNext ?? true, let received = UInt64(exactly: result.received),
            let sent = UInt64(exactly: result.sent)
        else { return }
        let record = ReconciliationRecord(
            genesis: policy.treasury.cluster.genesis, account: result.account,
            slots: result.slots, opening: result.opening, received: received, sent: sent,
            closing: result.closing, operators: result.operators)
        // What no books can hold is compared anew each time.
        guard (try? record.stored) != nil else { return }
        try await books.record(record)
    }
}

/// Why nothing could be compared.
public enum ReconciliationError: Error, Hashable, Sendable {
    /// The last slot is not final yet, by what some operator has.
    case notFinal(newest: UInt64)
    /// The range ends before it begins.
    case emptyRange
    /// The books hold more deposits, or one slot more transactions, than a run can take.
    case tooMany

    init(_ objection: AccountHistory.Objection) {
        switch objection {
        case .notFinal(let newest): self = .notFinal(newest: newest)
        case .empty: self = .emptyRange
        case .tooMany: self = .tooMany
        }
    }
}
