internal import SolanaCodec

/// Writes the journal out in a form that other programs read: every entry with both of its sides.
///
/// Entries come account by account, in the order of the books, page by page: memory stays the same
/// however many there are. Entries are never changed, so each account is written as it stood when it
/// was reached, whatever is posted meanwhile.
public struct LedgerExport: Sendable {
    /// What is written.
    public enum Format: String, CaseIterable, Sendable {
        /// Comma-separated values after RFC 4180, with a header line.
        case csv
        /// One JSON object a line, schema `l5.entry/1`.
        case jsonl
        /// A journal of hledger or ledger.
        case hledger
        /// A journal of beancount.
        case beancount
    }

    /// What is written.
    public var format: Format

    /// An export in a format.
    public init(_ format: Format) {
        self.format = format
    }

    /// Entries, and accounts, that are read at a time: some hundred kilobytes.
    private static let page: UInt64 = 500

    /// Writes all entries.
    ///
    /// - Parameters:
    ///   - agent: only this one's.
    ///   - write: takes the text piece by piece.
    /// - Throws: `LedgerError`, and what `write` throws.
    public func write(
        _ books: any LedgerBooks, agent: String? = nil, to write: ([UInt8]) throws -> Void
    ) async throws {
        let writer = try await writer(for: books)
        try write(Array(writer.header.utf8))
        try await Self.forEachAccount(of: books, agent: agent) { account in
            try write(Array(writer.opening(of: account).utf8))
            var next: UInt64 = 1
            while next <= account.entryCount {
                let last = min(account.entryCount, next + Self.page - 1)
                let entries = try await books.entries(
                    of: account.account, numbered: next...last)
                try write(entries.flatMap { Array(writer.text(of: $0).utf8) })
                next = last + 1
            }
        }
    }

    private func writer(for books: any LedgerBooks) async throws -> any EntryWriter {
        switch format {
        case .csv: return CSVEntries()
        case .jsonl: return JSONEntries()
        case .hledger, .beancount: break
        }
        // Names of commodities are given once for all accounts, whichever are written.
        var commodities = Commodities()
        try await Self.forEachAccount(of: books, agent: nil) { commodities.name($0) }
        return format == .hledger
            ? HledgerEntries(commodities: commodities) : BeancountEntries(commodities: commodities)
    }

    private static func forEachAccount(
        of books: any LedgerBooks, agent: String?, visit: (AgentBalance) async throws -> Void
    ) async throws {
        var last: LedgerAccount?
        while true {
            let accounts = try await books.balances(agent: agent, after: last, limit: Int(page))
            for account in accounts { try await visit(account) }
            guard accounts.count == Int(page), let end = accounts.last else { return }
            last = end.account
        }
    }
}

/// One form of text for entries.
protocol EntryWriter: Sendable {
    /// What comes before everything.
    var header: String { get }
    /// What comes before an account's entries.
    func opening(of account: AgentBalance) -> String
    /// An entry.
    func text(of entry: Entry) -> String
}

extension Entry {
    /// The amount with sign and all decimals, to the agent.
    var signedAmount: String { Self.text(amount < 0, amount.magnitude, decimals) }
    /// The same on the other side.
    var signedContraAmount: String { Self.text(amount > 0, amount.magnitude, decimals) }

    private static func text(_ isNegative: Bool, _ amount: UInt64, _ decimals: UInt8) -> String {
        let text = DecimalAmount.format(amount, decimals: decimals, least: Int(decimals))
        return isNegative ? "-\(text)" : text
    }

    /// When it was made, in UTC.
    var time: UTCTime { UTCTime(microseconds: createdAt) }
}
