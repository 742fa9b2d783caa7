#if PostgreSQL
import DepositProgram
import DepositVerifier
import SolanaCodec

extension WorkingSet {
    /// The statements that write everything, one for each table and kind of change.
    var writing: [Query] {
        [
            assetInserts, eventSetInserts, accountUpdates, accountInserts, entryInserts,
            depositInserts, decisionInserts, depositUpdates, holdInserts, holdUpdates,
        ].compactMap { $0 }
    }

    /// Statements that find out whether exactly this was committed: they wait for whoever still
    /// holds the accounts, and then look for one row of it, since a transaction is there as a whole.
    ///
    /// `nil` if nothing was to be written.
    func witness(_ keys: GroupKeys) -> [Query]? {
        guard let look else { return nil }
        return [Self.lockQuery(keys), look]
    }

    private var look: Query? {
        if let entry = books.values.lazy.compactMap(\.entries.first).first {
            return Query(
                """
                SELECT count(*) FROM entry
                WHERE agent_id = $1 AND asset_id = $2 AND seq = $3 AND hash = $4
                """,
                [
                    .integer(entry.account.agent), .integer(entry.account.asset),
                    .integer(entry.sequence), .blob(entry.hash),
                ])
        }
        if let id = newHolds.first ?? changedHolds.first, let row = holds[id] {
            return Query(
                """
                SELECT count(*) FROM hold
                WHERE agent_id = $1 AND id = $2 AND state = $3 AND progress >= $4
                """,
                [
                    .integer(id.agent), .text(id.id), .text(row.state.rawValue),
                    .integer(row.progress),
                ])
        }
        if let new = newDecisions.first {
            return Query(
                """
                SELECT count(*) FROM decision WHERE genesis = $1 AND signature = $2 AND path = $3
                  AND state = $4 AND person = $5 AND created_at = $6
                """,
                [
                    .blob(new.deposit.genesis.bytes), .blob(new.deposit.signature.bytes),
                    .text(new.deposit.path.description), .text(new.decision.state.rawValue),
                    .text(new.decision.person), .integer(new.decision.createdAt),
                ])
        }
        if let new = newEventSets.first {
            return Query(
                """
                SELECT count(*) FROM event_set
                WHERE genesis = $1 AND signature = $2 AND digest = $3
                """,
                [.blob(new.key.genesis.bytes), .blob(new.key.signature.bytes), .blob(new.digest)]
            )
        }
        return newDeposits.first.map { new in
            Query(
                "SELECT count(*) FROM deposit WHERE genesis = $1 AND signature = $2 AND path = $3",
                [
                    .blob(new.record.id.genesis.bytes), .blob(new.record.id.signature.bytes),
                    .text(new.record.id.path.description),
                ])
        }
    }

    private var assetInserts: Query? {
        let new = assets.filter(\.value.isNew).sorted { $0.value.id < $1.value.id }
        guard !new.isEmpty else { return nil }
        return Query(
            """
            INSERT INTO asset (id, genesis, mint, symbol, decimals)
            SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::bytea[], $4::text[], $5::bigint[])
            """,
            [
                .integers(new.map(\.value.id)), .blobs(new.map(\.key.genesis.bytes)),
                .blobs(new.map(\.key.mint.bytes)), .texts(new.map(\.value.symbol)),
                .integers(new.map { Int64($0.value.decimals) }),
            ])
    }

    private var eventSetInserts: Query? {
        guard !newEventSets.isEmpty else { return nil }
        // In one order everywhere: two groups with the same new transactions wait, and never for
        // each other.
        let new = newEventSets.sorted {
            $0.key.signature.fixedBytes < $1.key.signature.fixedBytes
        }
        return Query(
            """
            INSERT INTO event_set (genesis, signature, digest, slot, created_at)
            SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bytea[], $4::bigint[], $5::bigint[])
            """,
            [
                .blobs(new.map(\.key.genesis.bytes)), .blobs(new.map(\.key.signature.bytes)),
                .blobs(new.map(\.digest)), .integers(new.map { Int64(clamping: $0.slot) }),
                .integers(new.map(\.createdAt)),
            ])
    }

    // MARK: Accounts

    private func accountValues(_ books: [AccountBook]) -> [Query.Value] {
        [
            .integers(books.map(\.account.agent)), .integers(books.map(\.account.asset)),
            .integers(books.map(\.state.balance)), .integers(books.map(\.state.held)),
            .integers(books.map(\.state.debt)), .integers(books.map(\.state.sequence)),
            .blobs(books.map(\.state.head)), .integers(books.map { updatedAt[$0.account] }),
        ]
    }

    private var changedBooks: [AccountBook] {
        books.values.sorted {
            ($0.account.agent, $0.account.asset) < ($1.account.agent, $1.account.asset)
        }
    }

    private var accountUpdates: Query? {
        let changed = changedBooks.filter { $0.stored != nil }
        guard !changed.isEmpty else { return nil }
        return Query(
            """
            UPDATE account SET balance = new.balance, held = new.held, debt = new.debt,
              seq = new.seq, head = new.head, updated_at = new.updated_at
            FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[],
              $6::bigint[], $7::bytea[], $8::bigint[])
              AS new (agent_id, asset_id, balance, held, debt, seq, head, updated_at)
            WHERE account.agent_id = new.agent_id AND account.asset_id = new.asset_id
            """, accountValues(changed))
    }

    private var accountInserts: Query? {
        let new = changedBooks.filter { $0.stored == nil }
        guard !new.isEmpty else { return nil }
        return Query(
            """
            INSERT INTO account (agent_id, asset_id, balance, held, debt, seq, head, updated_at)
            SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[],
              $5::bigint[], $6::bigint[], $7::bytea[], $8::bigint[])
            """, accountValues(new))
    }

    private var entryInserts: Query? {
        let entries = changedBooks.flatMap(\.entries)
        guard !entries.isEmpty else { return nil }
        return Query(
            """
            INSERT INTO entry (agent_id, asset_id, seq, amount, balance_after, kind, contra, idem,
              meta, created_at, hash)
            SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[],
              $5::bigint[], $6::bigint[], $7::bigint[], $8::text[], $9::text[], $10::bigint[],
              $11::bytea[])
            """,
            [
                .integers(entries.map(\.account.agent)), .integers(entries.map(\.account.asset)),
                .integers(entries.map(\.sequence)), .integers(entries.map(\.amount)),
                .integers(entries.map(\.balanceAfter)), .integers(entries.map(\.kind)),
                .integers(entries.map(\.contra)), .texts(entries.map(\.idem)),
                .texts(entries.map(\.meta)), .integers(entries.map(\.createdAt)),
                .blobs(entries.map(\.hash)),
            ])
    }

    // MARK: Deposits

    private var depositInserts: Query? {
        let new = newDeposits.filter { !$0.wasOpen }
        guard !new.isEmpty else { return nil }
        let records = new.map(\.record)
        return Query(
            """
            INSERT INTO deposit (genesis, signature, path, slot, destination, asset_id, amount,
              payer, source, code, agent_id, entry_seq, state, reason, evidence, created_at,
              operators, received)
            SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::text[], $4::bigint[], $5::bytea[],
              $6::bigint[], $7::bigint[], $8::bytea[], $9::bytea[], $10::bytea[], $11::bigint[],
              $12::bigint[], $13::text[], $14::text[], $15::text[], $16::bigint[], $17::bigint[],
              $18::bigint[])
            """,
            [
                .blobs(records.map(\.id.genesis.bytes)), .blobs(records.map(\.id.signature.bytes)),
                .texts(records.map(\.id.path.description)),
                .integers(records.map { Int64(clamping: $0.slot) }),
                .blobs(records.map(\.destination.bytes)), .integers(new.map(\.asset)),
                .integers(records.map { $0.amount.flatMap(LedgerRules.storable) }),
                .blobs(records.map(\.payer.bytes)), .blobs(records.map(\.source.bytes)),
                .blobs(records.map { $0.code?.bytes }), .integers(new.map { $0.owner?.agent }),
                .integers(new.map { $0.owner?.sequence }), .texts(records.map(\.state.rawValue)),
                .texts(records.map(\.reason)), .texts(records.map(\.evidence)),
                .integers(records.map(\.createdAt)), .integers(new.map { Int64($0.operators) }),
                .integers(new.map(\.received)),
            ])
    }

    /// Deposits that waited and are credited now. A trigger refuses those that are settled already.
    private var depositUpdates: Query? {
        let settled = newDeposits.filter(\.wasOpen)
        guard !settled.isEmpty else { return nil }
        let records = settled.map(\.record)
        return Query(
            """
            UPDATE deposit SET state = new.state, agent_id = new.agent_id,
              entry_seq = new.entry_seq, code = new.code, evidence = new.evidence,
              operators = greatest(operators, new.told)
            FROM unnest($1::bytea[], $2::bytea[], $3::text[], $4::text[], $5::bigint[],
              $6::bigint[], $7::bytea[], $8::text[], $9::bigint[])
              AS new (genesis, signature, path, state, agent_id, entry_seq, code, evidence, told)
            WHERE deposit.genesis = new.genesis AND deposit.signature = new.signature
              AND deposit.path = new.path
            """,
            [
                .blobs(records.map(\.id.genesis.bytes)), .blobs(records.map(\.id.signature.bytes)),
                .texts(records.map(\.id.path.description)), .texts(records.map(\.state.rawValue)),
                .integers(settled.map { $0.owner?.agent }),
                .integers(settled.map { $0.owner?.sequence }),
                .blobs(records.map { $0.code?.bytes }), .texts(records.map(\.evidence)),
                .integers(settled.map { Int64($0.operators) }),
            ])
    }

    // MARK: Holds

    private var holdInserts: Query? {
        let rows = newHolds.compactMap { holds[$0] }
        guard !rows.isEmpty else { return nil }
        return Query(
            """
            INSERT INTO hold (agent_id, asset_id, id, amount, state, progress, cost, captured,
              owner, expires_at, created_at)
            SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[], $5::text[],
              $6::bigint[], $7::bigint[], $8::bigint[], $9::text[], $10::bigint[], $11::bigint[])
            """,
            [
                .integers(rows.map(\.account.agent)), .integers(rows.map(\.account.asset)),
                .texts(rows.map(\.id)), .integers(rows.map(\.amount)),
                .texts(rows.map(\.state.rawValue)), .integers(rows.map(\.progress)),
                .integers(rows.map(\.cost)), .integers(rows.map(\.captured)),
                .texts(rows.map(\.owner)), .integers(rows.map(\.expiresAt)),
                .integers(rows.map(\.createdAt)),
            ])
    }

    private var holdUpdates: Query? {
        let rows = changedHolds.compactMap { holds[$0] }
        guard !rows.isEmpty else { return nil }
        return Query(
            """
            UPDATE hold SET state = new.state, progress = new.progress, cost = new.cost,
              captured = new.captured
            FROM unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[], $5::bigint[],
              $6::bigint[]) AS new (agent_id, id, state, progress, cost, captured)
            WHERE hold.agent_id = new.agent_id AND hold.id = new.id
            """,
            [
                .integers(rows.map(\.account.agent)), .texts(rows.map(\.id)),
                .texts(rows.map(\.state.rawValue)), .integers(rows.map(\.progress)),
                .integers(rows.map(\.cost)), .integers(rows.map(\.captured)),
            ])
    }
}
#endif
