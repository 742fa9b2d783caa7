#if PostgreSQL
public import DepositVerifier
public import SolanaCodec

extension PostgreSQLLedger: ReconciliationBooks {
    /// Deposits at a token account.
    public func deposits(
        at account: Address, genesis: Blockhash, slots: ClosedRange<UInt64>,
        after last: BookedDeposit?, limit: Int
    ) throws(LedgerError) -> [BookedDeposit] {
        try reading { connection throws(LedgerError) in
            try connection.run(
                """
                SELECT genesis, signature, path, slot, destination, amount, state, operators
                FROM deposit
                WHERE destination = $1 AND genesis = $2 AND slot BETWEEN $3 AND $4
                  AND (slot, signature, path) > ($5, $6, $7)
                ORDER BY slot, signature, path LIMIT $8
                """,
                [
                    .blob(account.bytes), .blob(genesis.bytes),
                    .integer(Int64(clamping: max(slots.lowerBound, last?.slot ?? 0))),
                    .integer(Int64(clamping: slots.upperBound)),
                    .integer(last.map { Int64(clamping: $0.slot) } ?? -1),
                    .blob(last?.id.signature.bytes ?? []), .text(last?.id.path.description ?? ""),
                    .integer(Int64(max(0, limit))),
                ]
            ).map { row throws(LedgerError) in
                BookedDeposit(
                    id: try row.depositID(0), slot: try row.count(3),
                    destination: try row.address(4),
                    amount: row.isNull(5) ? nil : try row.count(5), state: try row.state(6),
                    operators: Int(clamping: try row.integer(7)))
            }
        }
    }

    /// The next token account that a deposit arrived at.
    public func destination(
        after last: Address?, genesis: Blockhash
    ) throws(LedgerError) -> Address? {
        try reading { connection throws(LedgerError) in
            try connection.run(
                """
                SELECT destination FROM deposit WHERE destination > $1 AND genesis = $2
                ORDER BY destination LIMIT 1
                """, [.blob(last?.bytes ?? []), .blob(genesis.bytes)]
            ).map { row throws(LedgerError) in try row.address(0) }.first
        }
    }

    /// Takes note of how many operators have told of some deposits.
    public func confirm(_ deposits: [DepositID], operators: Int) throws(LedgerError) {
        // As a posting does: event sets first, in one order; nobody else locks their deposits.
        let values = DepositID.values(deposits) + [.integer(Int64(operators))]
        let transactions = Set(
            deposits.map { TransactionKey(genesis: $0.genesis, signature: $0.signature) })
        try transaction { connection throws(LedgerError) in
            _ = try connection.run(WorkingSet.lockingEventSets(transactions))
            let raising = Query(
                """
                UPDATE deposit SET operators = $4
                FROM unnest($1::bytea[], $2::bytea[], $3::text[])
                  AS told (genesis, signature, path)
                WHERE deposit.genesis = told.genesis AND deposit.signature = told.signature
                  AND deposit.path = told.path AND operators < $4
                """, values)
            return ((), [raising])
        }
    }

    /// The newest record about a token account.
    public func lastReconciliation(
        of account: Address, genesis: Blockhash
    ) throws(LedgerError) -> ReconciliationRecord? {
        try reading { connection throws(LedgerError) in
            let numbers = try connection.run(
                """
                SELECT from_slot, to_slot, opening, received, sent, closing, operators
                FROM reconciliation WHERE genesis = $1 AND account = $2
                ORDER BY to_slot DESC LIMIT 1
                """, [.blob(genesis.bytes), .blob(account.bytes)]
            ).map { row throws(LedgerError) in
                var numbers: [Int64] = []
                for column in 0..<Int32(7) { numbers.append(try row.integer(column)) }
                return numbers
            }.first
            return numbers.flatMap {
                ReconciliationRecord(genesis: genesis, account: account, stored: $0)
            }
        }
    }

    /// Keeps a record.
    public func record(_ reconciliation: ReconciliationRecord) throws(LedgerError) {
        let key: [Query.Value] = [
            .blob(reconciliation.genesis.bytes), .blob(reconciliation.account.bytes),
        ]
        let numbers = try reconciliation.stored
        let createdAt = now()
        try transaction { _ throws(LedgerError) in
            let inserting = Query(
                """
                INSERT INTO reconciliation (genesis, account, from_slot, to_slot, opening, received,
                  sent, closing, operators, created_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                ON CONFLICT (genesis, account, to_slot) DO NOTHING
                """, key + numbers.map(Query.Value.integer) + [.integer(createdAt)])
            return ((), [inserting])
        }
    }
}
#endif
