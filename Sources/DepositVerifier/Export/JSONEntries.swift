internal import DepositProgram
internal import SolanaCodec

/// Entries as JSON Lines, schema `l5.entry/1`. Units: base units, as strings of digits.
struct JSONEntries: EntryWriter {
    var header: String { "" }

    func opening(of account: AgentBalance) -> String { "" }

    func text(of entry: Entry) -> String {
        let json = JSONOutput.object([
            ("schema", .string("l5.entry/1")), ("agent", .string(entry.agent)),
            ("genesis", .string(entry.genesis.description)),
            ("mint", .string(entry.mint.description)), ("symbol", .string(entry.symbol)),
            ("decimals", .unsigned(UInt64(entry.decimals))),
            ("sequence", .unsigned(entry.sequence)), ("kind", .string("\(entry.kind)")),
            ("amount", .string(String(entry.amount))),
            ("balanceAfter", .string(String(entry.balanceAfter))),
            ("contra", .string("\(entry.contra)")),
            ("contraAmount", .string(AmountText.negated(entry.amount))),
            ("code", entry.code.map { .string($0.description) } ?? .null),
            ("signature", entry.deposit.map { .string($0.signature.description) } ?? .null),
            ("event", entry.deposit.map { .string($0.path.description) } ?? .null),
            ("key", .string(entry.key)), ("meta", .string(entry.meta)),
            ("createdAt", .integer(entry.createdAt)), ("time", .string(entry.time.text)),
        ])
        return String(decoding: json.encoded(), as: UTF8.self) + "\n"
    }
}
