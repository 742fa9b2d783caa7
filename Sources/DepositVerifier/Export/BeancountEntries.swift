internal import DepositProgram
internal import SolanaCodec

/// Entries as a journal of beancount. Amounts owed to agents are negative, as liabilities are there.
///
/// Source: "Beancount Language Syntax", version 2.
struct BeancountEntries: EntryWriter {
    var commodities: Commodities

    /// Before any entry: beancount wants to know accounts from some day on.
    private static let firstDay = UTCTime(microseconds: 0).date

    var header: String {
        var lines = ["; l5-deposit, journal", "option \"title\" \"l5-deposit\""]
        for token in commodities.all {
            lines += [
                "", "\(Self.firstDay) commodity \(token.name)", "  mint: \"\(token.mint)\"",
                "  genesis: \"\(token.genesis)\"",
            ]
            lines += SystemAccount.allCases.map {
                let account = Commodities.account(of: $0, token.name)
                return "\(Self.firstDay) open \(account) \(token.name)"
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    func opening(of account: AgentBalance) -> String {
        let name = commodities.name(of: account.mint, on: account.genesis)
        var text = """

            \(Self.firstDay) open \(Commodities.account(of: account.agent, name)) \(name)
              agent: \(Self.quoted(account.agent))

            """
        if account.held > 0 || account.debt > 0 {
            let held = AmountText.exact(account.held, account.decimals)
            let debt = AmountText.exact(account.debt, account.decimals)
            text += "; held \(held), debt \(debt)\n"
        }
        return text
    }

    func text(of entry: Entry) -> String {
        let name = commodities.name(of: entry.mint, on: entry.genesis)
        return """

            \(entry.time.date) * "\(entry.kind)"
              key: \(Self.quoted(entry.key))
              time: "\(entry.time.text)"
              sequence: \(entry.sequence)
              \(Commodities.account(of: entry.contra, name))  \(entry.signedAmount) \(name)
              \(Commodities.account(of: entry.agent, name))  \(entry.signedContraAmount) \(name)

            """
    }

    /// A string of beancount: printable characters, quotes and backslashes escaped.
    private static func quoted(_ text: String) -> String {
        PrintableText.quote(Array(text.utf8), limit: LedgerRules.longestAgentName * 4)
    }
}
