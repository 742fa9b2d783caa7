public import SolanaCodec

extension InMemoryLedger: ReconciliationBooks {
    /// Deposits at a token account.
    public func deposits(
        at account: Address, genesis: Blockhash, slots: ClosedRange<UInt64>,
        after last: BookedDeposit?, limit: Int
    ) throws(LedgerError) -> [BookedDeposit] {
        let found = transactions.filter { $0.key.genesis == genesis }
            .flatMap { $0.value.deposits.values }
            .filter { $0.record.destination == account && slots.contains($0.record.slot) }
            .map { posted in
                BookedDeposit(
                    id: posted.record.id, slot: posted.record.slot,
                    destination: posted.record.destination, amount: posted.record.amount,
                    state: posted.record.state, operators: posted.operators)
            }
        let inOrder = found.sorted(by: Self.isBefore)
            .drop { deposit in last.map { !Self.isBefore($0, deposit) } ?? false }
        return Array(inOrder.prefix(max(0, limit)))
    }

    private static func isBefore(_ left: BookedDeposit, _ right: BookedDeposit) -> Bool {
        if left.slot != right.slot { return left.slot < right.slot }
        if left.id.signature != right.id.signature {
            return left.id.signature.fixedBytes < right.id.signature.fixedBytes
        }
        return left.id.path.description.utf8.lexicographicallyPrecedes(
            right.id.path.description.utf8)
    }

    /// The next token account that a deposit arrived at.
    public func destination(
        after last: Address?, genesis: Blockhash
    ) throws(LedgerError) -> Address? {
        transactions.filter { $0.key.genesis == genesis }
            .flatMap { $0.value.deposits.values.map(\.record.destination) }
            .filter { address in last.map { $0 < address } ?? true }.min()
    }

    /// Takes note of how many operators have told of some deposits.
    public func confirm(_ deposits: [DepositID], operators: Int) throws(LedgerError) {
        for id in deposits {
            let key = TransactionKey(genesis: id.genesis, signature: id.signature)
            guard let known = transactions[key]?.deposits[id.path]?.operators else { continue }
            transactions[key]?.deposits[id.path]?.operators = max(known, operators)
        }
    }

    /// The newest record about a token account.
    public func lastReconciliation(
        of account: Address, genesis: Blockhash
    ) throws(LedgerError) -> ReconciliationRecord? {
        reconciliations.filter { $0.account == account && $0.genesis == genesis }
            .max { $0.slots.upperBound < $1.slots.upperBound }
    }

    /// Keeps a record.
    public func record(_ reconciliation: ReconciliationRecord) throws(LedgerError) {
        _ = try reconciliation.stored
        let isKnown = reconciliations.contains { other in
            other.account == reconciliation.account && other.genesis == reconciliation.genesis
                && other.slots.upperBound == reconciliation.slots.upperBound
        }
        if !isKnown { reconciliations.append(reconciliation) }
    }
}
