internal import DepositProgram
internal import SolanaCodec

/// One account on its way through a reconciliation.
struct AccountWalk {
    private let asset: Asset
    private let history: AccountHistory
    private var booked: [BookedDeposit]
    private var anchors: [BalanceAnchor]
    private var movements: [AccountMovement] = []
    private(set) var result: AccountReconciliation

    /// - Parameter operators: how many of them have listed the account's transactions.
    init(
        account: Address, asset: Asset, history: AccountHistory, booked: [BookedDeposit],
        operators: Int
    ) {
        self.asset = asset
        self.history = history
        self.booked = booked
        anchors = history.anchors
        result = AccountReconciliation(account: account, asset: asset, slots: history.slots)
        result.isPartial = history.isPartial
        result.operators = operators
    }

    /// Holds the chain to what an earlier run has read there.
    mutating func know(_ earlier: ReconciliationRecord) {
        let end = earlier.slots.upperBound
        guard history.slots.contains(end) || end == history.slots.lowerBound &- 1 else { return }
        anchors.append(BalanceAnchor(slot: end, amount: earlier.closing))
        anchors.sort { $0.slot < $1.slot }
    }

    /// Where sweeps into the account came from.
    var sweptFrom: Set<Address> {
        Set(movements.flatMap { $0.receipts.filter(\.isOwn).map(\.source) })
    }

    /// Deposits that more operators have told of now than the books know, by their number.
    var confirmations: [(operators: Int, deposits: [DepositID])] {
        let told = Dictionary(
            movements.map { ($0.signature, $0.operators) }, uniquingKeysWith: max)
        let raised = booked.filter { deposit in
            let operators = told[deposit.id.signature] ?? 0
            return operators >= R21Quorum.operatorsForDoubt && operators > deposit.operators
                && deposit.destination == result.account
        }
        return Dictionary(grouping: raised) { told[$0.id.signature] ?? 0 }
            .sorted { $0.key < $1.key }.map { ($0.key, $0.value.map(\.id)) }
    }

    /// Hears, links, compares.
    mutating func run(_ reconciler: Reconciler) async throws {
        guard try await hear(reconciler) else { return }
        // By what each transaction says itself; equal slots stay as they were listed.
        movements = movements.enumerated().sorted {
            ($0.element.slot, $0.offset) < ($1.element.slot, $1.offset)
        }.map(\.element)
        do throws(BalanceChain.Gap) {
            let ends = try BalanceChain.link(
                movements, from: history.startsAtZero ? 0 : nil, anchors: anchors,
                over: history.slots)
            (result.opening, result.closing) = (ends.opening, ends.closing)
        } catch {
            result.gap = Self.sentence(error)
        }
        let missing = AccountComparison.unknown(
            in: movements, booked: booked, over: history.slots)
        let genesis = reconciler.policy.treasury.cluster.genesis
        for (signature, path) in missing {
            let id = DepositID(genesis: genesis, signature: signature, path: path)
            guard let review = try await reconciler.books.review(of: id) else { continue }
            booked.append(BookedDeposit(review.deposit))
        }
        var comparison = AccountComparison(result, booked: booked)
        comparison.compare(movements)
        result = comparison.result
    }

    /// Has every transaction told that a list or the books name.
    ///
    /// - Returns: whether all of it could be.
    private mutating func hear(_ reconciler: Reconciler) async throws -> Bool {
        let listed = Set(history.signatures)
        var slots: [Signature: UInt64] = [:]
        for deposit in booked where !listed.contains(deposit.id.signature) {
            slots[deposit.id.signature] = deposit.slot
        }
        let others = slots.sorted { ($0.value, $0.key.fixedBytes) < ($1.value, $1.key.fixedBytes) }
        let signatures = history.signatures + others.map(\.key)
        var refunds: [RefundPayments] = []
        let question = Reconciler.Question(account: result.account, asset: asset, slots: slots)
        let gap = try await reconciler.hear(signatures, about: question) { told in
            guard case .moved(let movement, let payments) = told else { return }
            movements.append(movement)
            result.operators = min(result.operators, movement.operators)
            if let payments { refunds.append(payments) }
        }
        result.gap = gap
        guard gap == nil else { return false }
        for payments in refunds { try await settle(payments, reconciler) }
        return true
    }

    /// What was paid back is so in the books.
    private mutating func settle(
        _ payments: RefundPayments, _ reconciler: Reconciler
    ) async throws {
        let policy = reconciler.policy
        var records: [DepositRecord] = []
        for id in payments.deposits(on: policy.treasury.cluster.genesis) {
            guard let record = try await reconciler.books.review(of: id)?.deposit,
                record.state == .refunding
            else { continue }
            records.append(record)
        }
        for refund in payments.paid(of: records, by: policy.treasury.owner) {
            guard case .decided = try await reconciler.books.decide(refund.completion) else {
                continue
            }
            result.refunds.append(refund)
            for index in booked.indices where booked[index].id == refund.deposit {
                booked[index].state = .refunded
            }
        }
    }

    private static func sentence(_ gap: BalanceChain.Gap) -> String {
        let expected = gap.expected.map { "held \($0) base units" } ?? "held something else"
        return "at slot \(gap.slot) the account \(expected) by the transactions before, and "
            + "\(gap.found) by what follows: transactions are missing from the operators' lists"
    }
}

extension BookedDeposit {
    /// What a record says of it; how many operators have told of it, the record does not.
    init(_ record: DepositRecord) {
        self.init(
            id: record.id, slot: record.slot, destination: record.destination,
            amount: record.amount, state: record.state, operators: .max)
    }
}
