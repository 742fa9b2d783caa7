internal import DepositProgram
internal import SolanaCodec

/// Entries as comma-separated values.
///
/// Shape: RFC 4180 in UTF-8, CR LF after each record, a header. A text that a spreadsheet would take
/// for a formula begins with an apostrophe, for names and texts are other people's; numbers with
/// sign are ours and stay.
struct CSVEntries: EntryWriter {
    private static let columns = [
        "time", "agent", "genesis", "mint", "symbol", "decimals", "sequence", "kind", "amount",
        "balanceAfter", "contra", "contraAmount", "code", "signature", "event", "key", "meta",
    ]

    var header: String { Self.record(Self.columns) }

    func opening(of account: AgentBalance) -> String { "" }

    func text(of entry: Entry) -> String {
        Self.record([
            entry.time.text, Self.foreign(entry.agent), entry.genesis.description,
            entry.mint.description, Self.foreign(entry.symbol), String(entry.decimals),
            String(entry.sequence), "\(entry.kind)", entry.signedAmount,
            AmountText.exact(entry.balanceAfter, entry.decimals), "\(entry.contra)",
            entry.signedContraAmount, entry.code?.description ?? "",
            entry.deposit?.signature.description ?? "", entry.deposit?.path.description ?? "",
            Self.foreign(entry.key), Self.foreign(entry.meta),
        ])
    }

    private static func record(_ fields: [String]) -> String {
        fields.map(field).joined(separator: ",") + "\r\n"
    }

    private static func field(_ text: String) -> String {
        let needsQuotes =
            text.utf8.contains { [0x2C, 0x22, 0x0D, 0x0A].contains($0) }
            || text.utf8.first == 0x20 || text.utf8.last == 0x20
        guard needsQuotes else { return text }
        let doubled = text.utf8.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] }
        return "\"" + String(decoding: doubled, as: UTF8.self) + "\""
    }

    /// What spreadsheets take for the beginning of a formula: = + - @, tab, line breaks.
    private static let formulas: Set<UInt8> = [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D, 0x0A]

    private static func foreign(_ text: String) -> String {
        guard let first = text.utf8.first, formulas.contains(first) else { return text }
        return "'" + text
    }
}
