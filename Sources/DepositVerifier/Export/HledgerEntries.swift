internal import DepositProgram
internal import SolanaCodec

/// Entries as a journal of hledger. Amounts owed to agents are negative, as liabilities are there.
///
/// Source: hledger's manual 1.25, "Journal".
struct HledgerEntries: EntryWriter {
    var commodities: Commodities

    var header: String {
        var lines = ["; l5-deposit, journal", "decimal-mark ."]
        for token in commodities.all {
            let zeros = String(repeating: "0", count: Int(token.decimals))
            lines += [
                "", "; \(token.name) is mint \(token.mint) on \(token.genesis)",
                "commodity 1000.\(zeros) \(Self.quoted(token.name))",
            ]
            lines += SystemAccount.allCases.map {
                "account \(Commodities.account(of: $0, token.name))"
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    func opening(of account: AgentBalance) -> String {
        let name = commodities.name(of: account.mint, on: account.genesis)
        var text = "\naccount \(Commodities.account(of: account.agent, name))\n"
        if account.held > 0 || account.debt > 0 {
            let held = AmountText.exact(account.held, account.decimals)
            let debt = AmountText.exact(account.debt, account.decimals)
            text += "; held \(held), debt \(debt)\n"
        }
        return text
    }

    func text(of entry: Entry) -> String {
        let name = commodities.name(of: entry.mint, on: entry.genesis)
        let unit = Self.quoted(name)
        return """

            \(entry.time.date) (\(Self.plain(entry.key))) \(entry.kind)
                ; time:\(entry.time.text), sequence:\(entry.sequence)
                \(Commodities.account(of: entry.contra, name))  \(entry.signedAmount) \(unit)
                \(Commodities.account(of: entry.agent, name))  \(entry.signedContraAmount) \(unit)

            """
    }

    /// A name with anything but letters stands in quotes.
    private static func quoted(_ commodity: String) -> String {
        commodity.allSatisfy(\.isLetter) ? commodity : "\"\(commodity)\""
    }

    /// Keys have plain characters; in a damaged ledger they might not, and must not end the line.
    private static func plain(_ key: String) -> String {
        String(
            decoding: key.utf8.map { byte in
                (0x21...0x7E).contains(byte) && byte != 0x28 && byte != 0x29 ? byte : 0x5F
            }, as: UTF8.self)
    }
}
