import DepositVerifier

/// The configuration of the Solana tools, `config.yml`: read, never written.
///
/// Shape: a YAML map of `json_rpc_url`, `websocket_url`, `keypair_path`, `commitment` (plain or
/// quoted texts). Whatever else the map holds is passed over, because the file belongs to another
/// tool. Nothing else of YAML is understood.
/// Source: agave, cli-config.
struct SolanaConfig: Hashable {
    var url: String?
    var websocketURL: String?
    var keypairPath: String?
    var commitment: String?

    /// The largest file that is read, in bytes.
    static let longest = 1_048_576

    init() {}

    /// Reads the text of a file.
    ///
    /// - Throws: `ConfigError` with the line, counted from 1.
    init(parsing text: String) throws(ConfigError) {
        var seen: Set<String> = []
        var isInOther = false
        for (index, rawLine) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let line = rawLine.last == "\r" ? rawLine.dropLast() : rawLine
            let content = line.drop { $0 == " " }
            if content.isEmpty || content.first == "#" || line == "---" { continue }
            if content.count < line.count {
                guard isInOther else { throw ConfigError(line: index + 1) }
                continue
            }
            if isInOther, line.hasPrefix("- ") { continue }
            guard let colon = line.firstIndex(of: ":") else { throw ConfigError(line: index + 1) }
            let key = String(line[..<colon])
            guard seen.insert(key).inserted else { throw ConfigError(line: index + 1) }
            isInOther = !Self.keys.contains(key)
            if isInOther { continue }
            guard let value = Self.scalar(line[line.index(after: colon)...]) else {
                throw ConfigError(line: index + 1)
            }
            set(key, value)
        }
    }

    private static let keys = ["json_rpc_url", "websocket_url", "keypair_path", "commitment"]

    private mutating func set(_ key: String, _ value: String) {
        let text = value.isEmpty ? nil : value
        switch key {
        case "json_rpc_url": url = text
        case "websocket_url": websocketURL = text
        case "keypair_path": keypairPath = text
        default: commitment = text
        }
    }

    /// A plain, single-quoted or double-quoted text; `nil` for anything else of YAML.
    private static func scalar(_ text: Substring) -> String? {
        guard !text.isEmpty else { return "" }
        guard text.first == " " else { return nil }
        let value = text.drop { $0 == " " }
        switch value.first {
        case nil: return ""
        case "'": return quoted(value, by: "'", escape: "'")
        case "\"": return quoted(value, by: "\"", escape: "\\")
        case "{": return value == "{}" ? "{}" : nil
        case "&", "*", "!", "|", ">", "[", "%", "@", "`": return nil
        default:
            let end = value.firstRange(of: " #")?.lowerBound ?? value.endIndex
            return String(value[..<end].reversed().drop { $0 == " " }.reversed())
        }
    }

    private static func quoted(
        _ text: Substring, by quote: Character, escape: Character
    ) -> String? {
        var rest = text.dropFirst()
        var output = ""
        while let character = rest.popFirst() {
            if character == escape, let next = rest.first, next == quote || next == escape {
                output.append(next)
                rest = rest.dropFirst()
            } else if character == quote {
                return rest.allSatisfy { $0 == " " } ? output : nil
            } else if character == "\\", quote == "\"" {
                return nil
            } else {
                output.append(character)
            }
        }
        return nil
    }
}

/// A line that is not understood.
struct ConfigError: Error, Hashable {
    var line: Int
}
