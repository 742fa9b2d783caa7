#if PostgreSQL
import DepositProgram
import DepositVerifier
import SolanaCodec

extension WorkingSet {
    /// The statements that write everything, one for each table and kind of change.
    var writing: [Query] {
        [
            assetInserts, eventSetInserts, accountUpdates, accountInserts, entryInserts,
            depositInserts, decisionInserts, depositUpdates, refundUpdates, holdInserts,
            holdUpdates,
        ].compactMap { $0 }
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
        let new = newEventSets.sorted {
            ($0.key.genesis.fixedBytes, $0.key.signature.fixedBytes)
                < ($1.key.genesis.fixedBytes, $1.key.signature.fixedBytes)
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
        return .updating(
            changed.count,
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
        let new = newDeposits.filter { $0.stood == nil }
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

    /// What becomes of deposits that waited.
    private var depositUpdates: Query? {
        let settled = newDeposits.filter { $0.stood == .open }
        guard !settled.isEmpty else { return nil }
        let records = settled.map(\.record)
        return .updating(
            settled.count,
            """
            UPDATE deposit SET state = new.state, agent_id = new.agent_id,
              entry_seq = new.entry_seq, code = new.code, evidence = new.evidence,
              operators = greatest(operators, new.told), assigned = new.assigned
            FROM unnest($1::bytea[], $2::bytea[], $3::text[], $4::text[], $5::bigint[],
              $6::bigint[], $7::bytea[], $8::text[], $9::bigint[], $10::bigint[])
              AS new (genesis, signature, path, state, agent_id, entry_seq, code, evidence, told,
                assigned)
            WHERE deposit.genesis = new.genesis AND deposit.signature = new.signature
              AND deposit.path = new.path AND deposit.state = 'open'
            """,
            DepositID.values(records.map(\.id)) + [
                .texts(records.map(\.state.rawValue)), .integers(settled.map { $0.owner?.agent }),
                .integers(settled.map { $0.owner?.sequence }),
                .blobs(records.map { $0.code?.bytes }), .texts(records.map(\.evidence)),
                .integers(settled.map { Int64($0.operators) }),
                .integers(settled.map { $0.isAssigned ? 1 : 0 }),
            ])
    }

    /// Refunds that are completed, some of which were begun by the statement before.
    private var refundUpdates: Query? {
        let refunded = newDeposits.filter { $0.stood == .refunding }
        guard !refunded.isEmpty else { return nil }
        return .updating(
            refunded.count,
            """
            UPDATE deposit SET state = 'refunded'
            FROM unnest($1::bytea[], $2::bytea[], $3::text[]) AS new (genesis, signature, path)
            WHERE deposit.genesis = new.genesis AND deposit.signature = new.signature
              AND deposit.path = new.path AND deposit.state = 'refunding'
            """, DepositID.values(refunded.map(\.record.id)))
    }

    // MARK: Holds

    private var holdInserts: Query? {
        let rows = newHolds.sorted { ($0.agent, $0.id) < ($1.agent, $1.id) }
            .compactMap { holds[$0] }
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
        return .updating(
            rows.count,
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
