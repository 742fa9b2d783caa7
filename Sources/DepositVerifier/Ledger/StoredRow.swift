package import DepositProgram
package import SolanaCodec

/// A row of a database's answer: columns from 0, by type.
///
/// What is there is ours, so a column of another type or content than expected is damage: nothing is
/// converted.
package protocol StoredRow {
    /// Whether a column has no value.
    func isNull(_ column: Int32) -> Bool
    /// An integer.
    func integer(_ column: Int32) throws(LedgerError) -> Int64
    /// A text.
    func text(_ column: Int32) throws(LedgerError) -> String
    /// A byte string.
    func blob(_ column: Int32) throws(LedgerError) -> [UInt8]
    /// `.corrupt`, with the column's name.
    func damaged(_ column: Int32) -> LedgerError
}

extension String {
    /// The text that a database holds; `nil` if its bytes are no UTF-8.
    ///
    /// `String(validating:as:)` looks up types each time, which takes longer than the text.
    @inlinable package init?(stored bytes: UnsafeBufferPointer<UInt8>) {
        var text = String(decoding: bytes, as: UTF8.self)
        // What is malformed was replaced.
        guard text.withUTF8({ $0.elementsEqual(bytes) }) else { return nil }
        self = text
    }
}

// MARK: One column

extension StoredRow {
    /// A number of 8 bits.
    @inlinable package func byte(_ column: Int32) throws(LedgerError) -> UInt8 {
        guard let value = UInt8(exactly: try integer(column)) else { throw damaged(column) }
        return value
    }

    /// A number that is not negative.
    @inlinable package func count(_ column: Int32) throws(LedgerError) -> UInt64 {
        guard let value = UInt64(exactly: try integer(column)) else { throw damaged(column) }
        return value
    }

    /// 32 bytes.
    @inlinable package func address(_ column: Int32) throws(LedgerError) -> Address {
        guard let value = Address(bytes: try blob(column)) else { throw damaged(column) }
        return value
    }

    /// 32 bytes.
    @inlinable package func blockhash(_ column: Int32) throws(LedgerError) -> Blockhash {
        guard let value = Blockhash(bytes: try blob(column)) else { throw damaged(column) }
        return value
    }

    /// 64 bytes.
    @inlinable package func signature(_ column: Int32) throws(LedgerError) -> Signature {
        guard let value = Signature(bytes: try blob(column)) else { throw damaged(column) }
        return value
    }

    /// 8 bytes.
    @inlinable package func code(_ column: Int32) throws(LedgerError) -> DepositCode {
        guard let value = DepositCode(bytes: try blob(column)) else { throw damaged(column) }
        return value
    }

    /// An event path as text.
    @inlinable package func path(_ column: Int32) throws(LedgerError) -> EventPath {
        guard let value = EventPath(try text(column)) else { throw damaged(column) }
        return value
    }

    /// A deposit's state as text.
    @inlinable package func state(_ column: Int32) throws(LedgerError) -> DepositState {
        guard let value = DepositState(rawValue: try text(column)) else { throw damaged(column) }
        return value
    }
}

// MARK: Several columns

extension StoredRow {
    /// Three columns: genesis, signature, path.
    @inlinable package func depositID(_ column: Int32) throws(LedgerError) -> DepositID {
        DepositID(
            genesis: try blockhash(column), signature: try signature(column + 1),
            path: try path(column + 2))
    }

    /// Two columns: agent, asset.
    @inlinable package func account(_ column: Int32) throws(LedgerError) -> EntryRow.Account {
        EntryRow.Account(agent: try integer(column), asset: try integer(column + 1))
    }

    /// Five columns: balance, held, debt, seq, head.
    @inlinable package func accountState(_ column: Int32) throws(LedgerError) -> AccountBook.State {
        AccountBook.State(
            balance: try integer(column), held: try integer(column + 1),
            debt: try integer(column + 2), sequence: try integer(column + 3),
            head: try blob(column + 4))
    }

    /// Columns from 0: code, agent's name, state.
    @inlinable package func codeRecord() throws(LedgerError) -> CodeRecord {
        CodeRecord(code: try code(0), agent: try text(1), isActive: try text(2) == "active")
    }

    /// Columns from 0: those of `LedgerBooks.entries(of:numbered:)`, seventeen.
    @inlinable package func entryOfAccount() throws(LedgerError) -> Entry {
        guard let kind = EntryKind(rawValue: try integer(2)) else { throw damaged(2) }
        guard let contra = SystemAccount(rawValue: try integer(3)) else { throw damaged(3) }
        return Entry(
            sequence: try count(0), agent: try text(1), kind: kind, contra: contra,
            genesis: try blockhash(4), mint: try address(5), symbol: try text(6),
            decimals: try byte(7), amount: try integer(8), balanceAfter: try count(9),
            deposit: isNull(13) ? nil : try depositID(13), code: isNull(16) ? nil : try code(16),
            key: try text(10), meta: try text(11), createdAt: try integer(12))
    }

    /// Columns from 0: `EntryRow.columns`, eleven.
    @inlinable package func entry() throws(LedgerError) -> EntryRow {
        EntryRow(
            account: try account(0), sequence: try integer(2), amount: try integer(3),
            balanceAfter: try integer(4), kind: try integer(5), contra: try integer(6),
            idem: try text(7), meta: try text(8), createdAt: try integer(9), hash: try blob(10))
    }

    /// Columns from 0: `HoldRow.columns`, eleven.
    @inlinable package func hold() throws(LedgerError) -> HoldRow {
        guard let state = HoldState(rawValue: try text(4)) else { throw damaged(4) }
        return HoldRow(
            account: try account(0), id: try text(2), amount: try integer(3), state: state,
            progress: try integer(5), cost: try integer(6), captured: try integer(7),
            owner: try text(8), expiresAt: try integer(9), createdAt: try integer(10))
    }

    /// Columns from 0: `DepositRecord.columns`, sixteen.
    @inlinable package func deposit() throws(LedgerError) -> DepositRecord {
        DepositRecord(
            id: try depositID(0), slot: try count(3), destination: try address(4),
            mint: try address(5), symbol: try text(6), decimals: try byte(7),
            amount: isNull(8) ? nil : try count(8), payer: try address(9),
            source: try address(10), code: isNull(11) ? nil : try code(11),
            state: try state(12), reason: isNull(13) ? nil : try text(13),
            evidence: try text(14), createdAt: try integer(15))
    }

    /// Five columns: state, detail, person, reason, time.
    @inlinable package func decision(_ column: Int32) throws(LedgerError) -> RecordedDecision {
        RecordedDecision(
            state: try state(column), detail: isNull(column + 1) ? nil : try text(column + 1),
            person: try text(column + 2), reason: try text(column + 3),
            createdAt: try integer(column + 4))
    }
}

extension EntryRow {
    /// What `StoredRow.entry` reads.
    package static let columns = """
        entry.agent_id, entry.asset_id, entry.seq, entry.amount, entry.balance_after, entry.kind,
        entry.contra, entry.idem, entry.meta, entry.created_at, entry.hash
        """
}

extension HoldRow {
    /// What `StoredRow.hold` reads.
    package static let columns = """
        hold.agent_id, hold.asset_id, hold.id, hold.amount, hold.state, hold.progress, hold.cost,
        hold.captured, hold.owner, hold.expires_at, hold.created_at
        """
}

extension DepositRecord {
    /// What `StoredRow.deposit` reads.
    package static let columns = """
        deposit.genesis, deposit.signature, deposit.path, slot, destination, asset.mint, symbol,
        decimals, deposit.amount, payer, source, code, deposit.state, deposit.reason, evidence,
        deposit.created_at
        """
}
