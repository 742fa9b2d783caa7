internal import SolanaCodec

/// What tokens and accounts are called in plain-text journals, whose grammars are narrow and whose
/// readers must not be misled: symbols and agents' names are other people's texts.
struct Commodities: Sendable {
    private struct Key: Hashable {
        var genesis: Blockhash
        var mint: Address
    }

    private var names: [Key: String] = [:]
    /// Each name with what it stands for, in the order in which they came.
    private(set) var all: [(name: String, mint: Address, genesis: Blockhash, decimals: UInt8)] = []

    /// Gives a token its name: its symbol if that is plain, and a number if another token has it.
    mutating func name(_ account: AgentBalance) {
        let key = Key(genesis: account.genesis, mint: account.mint)
        guard names[key] == nil else { return }
        let base = Self.isPlain(account.symbol) ? account.symbol : "TOKEN"
        let taken = Set(names.values)
        var name = base
        var number = 2
        while taken.contains(name) {
            name = "\(base)-\(number)"
            number += 1
        }
        names[key] = name
        all.append((name, account.mint, account.genesis, account.decimals))
    }

    func name(of mint: Address, on genesis: Blockhash) -> String {
        names[Key(genesis: genesis, mint: mint)] ?? "TOKEN"
    }

    /// Two to twelve capital letters and digits, a letter first: what both programs take.
    private static func isPlain(_ symbol: String) -> Bool {
        let bytes = Array(symbol.utf8)
        return (2...12).contains(bytes.count) && bytes.first.map(isLetter) ?? false
            && bytes.allSatisfy { isLetter($0) || isDigit($0) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    // MARK: Accounts

    /// An agent's account: his name with letters and digits as they are, `--` for a hyphen, and a
    /// hyphen with two hexadecimal digits for anything else. No two names become one.
    static func account(of agent: String, _ commodity: String) -> String {
        var name = "A-"
        for byte in agent.utf8 {
            let isSmall = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            if isSmall || isLetter(byte) || isDigit(byte) {
                name.unicodeScalars.append(Unicode.Scalar(byte))
            } else if byte == UInt8(ascii: "-") {
                name += "--"
            } else {
                name += "-" + Hexadecimal.encode([byte]).uppercased()
            }
        }
        return "Liabilities:Agents:\(name):\(commodity)"
    }

    /// An account of the operator's own.
    static func account(of account: SystemAccount, _ commodity: String) -> String {
        let name =
            switch account {
            case .vault: "Assets:Treasury"
            case .revenue: "Income:Revenue"
            case .suspense: "Liabilities:Suspense"
            case .clearing: "Assets:Clearing"
            case .badDebt: "Expenses:BadDebt"
            }
        return "\(name):\(commodity)"
    }
}

/// Amounts as text, exact.
enum AmountText {
    /// With all decimals.
    static func exact(_ amount: UInt64, _ decimals: UInt8) -> String {
        DecimalAmount.format(amount, decimals: decimals, least: Int(decimals))
    }

    /// Base units with the other sign.
    static func negated(_ amount: Int64) -> String {
        amount > 0 ? "-\(amount)" : String(amount.magnitude)
    }
}
