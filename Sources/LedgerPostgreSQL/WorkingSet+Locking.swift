#if PostgreSQL
import DepositProgram
import DepositVerifier
import SolanaCodec

/// What a group locks before it reads anything else, always in this order:
///
/// 1. the turn of those who credit under a cap, if one counts: the cap is over all accounts;
/// 2. the event sets of every transaction that it names, by genesis and signature: what is credited
///    of a transaction is decided by one group at a time, whatever accounts it goes to;
/// 3. the accounts that it may touch, by agent and asset.
///
/// Then it writes, and waits only for those who write the same new row: its mark, which is random;
/// assets; event sets; accounts; holds; each by their keys. Deposits and decisions follow their
/// event set, entries their account, and rows that are only referred to are never waited for.
/// So everybody takes locks in one order, of which each waits only for what comes after all that he
/// has: no circle can close. Who registers agents or codes locks the turn of those who do
/// (`Query.registeringTurn`), and none of the above.
///
/// Statements after the locks see what the last owner committed. What came into the books between
/// the locks and the reading is not locked, and therefore not there yet: the group acts as if it had
/// come first. Where that cannot be, a key is already taken, and the group is run again.
extension WorkingSet {
    static func locks(_ keys: GroupKeys) -> [Reading] {
        var readings: [Reading] = []
        if keys.isCapped { readings.append(capTurn) }
        if !keys.transactions.isEmpty { readings.append(readingEventSets(keys)) }
        readings.append(lockingAccounts(keys))
        return readings
    }

    private static var capTurn: Reading {
        Reading(query: Query("SELECT id FROM turn WHERE id = 1 FOR NO KEY UPDATE")) { _, _ in }
    }

    private static func readingEventSets(_ keys: GroupKeys) -> Reading {
        Reading(query: lockingEventSets(keys.transactions)) { row, set throws(LedgerError) in
            let key = TransactionKey(genesis: try row.blockhash(0), signature: try row.signature(1))
            set.eventSets[key] = try row.blob(2)
        }
    }

    /// Columns: genesis, signature, digest.
    static func lockingEventSets(_ transactions: Set<TransactionKey>) -> Query {
        Query(
            """
            SELECT event_set.genesis, event_set.signature, digest
            FROM unnest($1::bytea[], $2::bytea[]) AS key (genesis, signature)
            JOIN event_set ON event_set.genesis = key.genesis
              AND event_set.signature = key.signature
            ORDER BY event_set.genesis, event_set.signature
            FOR NO KEY UPDATE OF event_set
            """, TransactionKey.values(transactions))
    }

    private static func lockingAccounts(_ keys: GroupKeys) -> Reading {
        let credits = Array(keys.credits)
        let accounts = Array(keys.accounts)
        let holds = Array(keys.holds)
        let assignments = Array(keys.assignments)
        let query = Query(
            """
            SELECT account.agent_id, account.asset_id, balance, held, debt, seq, head
            FROM (
              SELECT deposit_code.agent_id, asset.id AS asset_id
              FROM unnest($1::bytea[], $2::bytea[], $3::bytea[]) AS key (code, genesis, mint)
              JOIN deposit_code ON deposit_code.code = key.code
              JOIN asset ON asset.genesis = key.genesis AND asset.mint = key.mint
              UNION
              SELECT agent.id, asset.id
              FROM unnest($4::text[], $5::bytea[], $6::bytea[]) AS key (name, genesis, mint)
              JOIN agent ON agent.name = key.name
              JOIN asset ON asset.genesis = key.genesis AND asset.mint = key.mint
              UNION
              SELECT hold.agent_id, hold.asset_id
              FROM unnest($7::text[], $8::text[]) AS key (name, id)
              JOIN agent ON agent.name = key.name
              JOIN hold ON hold.agent_id = agent.id AND hold.id = key.id
              UNION
              SELECT deposit_code.agent_id, deposit.asset_id
              FROM unnest($9::bytea[], $10::bytea[], $11::bytea[], $12::text[])
                AS key (code, genesis, signature, path)
              JOIN deposit_code ON deposit_code.code = key.code
              JOIN deposit ON deposit.genesis = key.genesis
                AND deposit.signature = key.signature AND deposit.path = key.path
            ) AS wanted JOIN account USING (agent_id, asset_id)
            ORDER BY account.agent_id, account.asset_id
            FOR NO KEY UPDATE OF account
            """,
            [
                .blobs(credits.map(\.code.bytes)), .blobs(credits.map(\.asset.genesis.bytes)),
                .blobs(credits.map(\.asset.mint.bytes)), .texts(accounts.map(\.agent)),
                .blobs(accounts.map(\.genesis.bytes)), .blobs(accounts.map(\.mint.bytes)),
                .texts(holds.map(\.agent)), .texts(holds.map(\.id)),
                .blobs(assignments.map(\.code.bytes)),
            ] + DepositID.values(assignments.map(\.deposit)))
        return Reading(query: query) { row, set throws(LedgerError) in
            set.states[try row.account(0)] = try row.accountState(2)
        }
    }
}
#endif
