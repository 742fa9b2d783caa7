import DepositVerifier
import SolanaCodec

/// Accounts and their entries: read, worked on by `AccountBook`, written back.
extension Connection {
    /// The account as it stands, to work on.
    func book(
        _ account: EntryRow.Account, of agent: String
    ) throws(LedgerError) -> AccountBook {
        let stored = try row(
            """
            SELECT balance, held, debt, seq, head FROM account
            WHERE agent_id = ?1 AND asset_id = ?2
            """, account.values
        ) { row throws(LedgerError) in try row.accountState(0) }
        return AccountBook(account, agent: agent, stored: stored)
    }

    /// The account of these names.
    ///
    /// - Throws: `.unknownAgent`, `.inconsistent` for a token that the books have never seen.
    func book(_ names: LedgerAccount) throws(LedgerError) -> AccountBook {
        guard let agent = try number(ofAgent: names.agent) else {
            throw LedgerRules.unknownAgent(names.agent)
        }
        let asset = try row(
            "SELECT id FROM asset WHERE genesis = ?1 AND mint = ?2",
            [.blob(names.genesis.bytes), .blob(names.mint.bytes)]
        ) { row throws(LedgerError) in try row.integer(0) }
        guard let asset else { throw LedgerRules.unknownAsset(names) }
        return try book(EntryRow.Account(agent: agent, asset: asset), of: names.agent)
    }

    func number(ofAgent name: String) throws(LedgerError) -> Int64? {
        try row("SELECT id FROM agent WHERE name = ?1", [.text(name)]) {
            row throws(LedgerError) in try row.integer(0)
        }
    }

    /// Adds an agent unless he is there.
    func insert(agent: String, createdAt: Int64) throws(LedgerError) {
        guard try number(ofAgent: agent) == nil else { return }
        try run(
            """
            INSERT INTO agent (id, name, created_at)
            VALUES ((SELECT coalesce(max(id), 0) + 1 FROM agent), ?1, ?2)
            """, [.text(agent), .integer(createdAt)])
    }

    /// Writes what was decided: the account's row, if it is as it was read, and its new entries.
    func keep(_ book: AccountBook, at time: Int64) throws(LedgerError) {
        guard book.stored != book.state else { return }
        let now = book.account.values + book.state.values + [.integer(time)]
        if let stored = book.stored {
            let changed = try run(
                """
                UPDATE account SET balance = ?3, held = ?4, debt = ?5, seq = ?6, head = ?7,
                  updated_at = ?8
                WHERE agent_id = ?1 AND asset_id = ?2
                  AND balance = ?9 AND held = ?10 AND debt = ?11 AND seq = ?12 AND head = ?13
                """, now + stored.values)
            guard changed == 1 else {
                throw LedgerError(.inconsistent, "an account changed while it was worked on")
            }
        } else {
            try run(
                """
                INSERT INTO account (agent_id, asset_id, balance, held, debt, seq, head, updated_at)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                """, now)
        }
        for entry in book.entries { try insert(entry) }
    }

    private func insert(_ entry: EntryRow) throws(LedgerError) {
        try run(
            """
            INSERT INTO entry (agent_id, asset_id, seq, amount, balance_after, kind, contra, idem,
              meta, created_at, hash)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            """,
            entry.account.values + [
                .integer(entry.sequence), .integer(entry.amount), .integer(entry.balanceAfter),
                .integer(entry.kind), .integer(entry.contra), .text(entry.idem),
                .text(entry.meta), .integer(entry.createdAt), .blob(entry.hash),
            ])
    }

    /// The account's entry with this key.
    func entry(
        _ idem: String, of account: EntryRow.Account
    ) throws(LedgerError) -> EntryRow? {
        try row(
            """
            SELECT agent_id, asset_id, seq, amount, balance_after, kind, contra, idem, meta,
              created_at, hash
            FROM entry WHERE agent_id = ?1 AND asset_id = ?2 AND idem = ?3
            """, account.values + [.text(idem)]
        ) { row throws(LedgerError) in try row.entry() }
    }
}

extension EntryRow.Account {
    fileprivate var values: [Statement.Value] { [.integer(agent), .integer(asset)] }
}

extension AccountBook.State {
    fileprivate var values: [Statement.Value] {
        [.integer(balance), .integer(held), .integer(debt), .integer(sequence), .blob(head)]
    }
}
