import CCurl
import SolanaCodec

/// Texts that must not leave the process, and how to remove them from what a server says.
struct Secrets: Sendable {
    /// Longest first, so that a secret goes before its parts.
    private let texts: [[UInt8]]

    /// Words of a path or query below this length are names, not keys.
    private static let shortestKey = 6
    private static let replacement = Array("[redacted]".utf8)

    init(url: String, parts: URLParts, headers: [String]) {
        var texts: Set<[UInt8]> = [Array(url.utf8)]
        func add(_ text: String, atLeast length: Int = 1) {
            for form in [Array(text.utf8), Self.percentDecoded(text)] where form.count >= length {
                texts.insert(form)
            }
        }
        let user = parts[CURLUPART_USER] ?? ""
        let password = parts[CURLUPART_PASSWORD] ?? ""
        add(user)
        add(password)
        if !user.isEmpty || !password.isEmpty {
            let pair = Self.percentDecoded(user) + [UInt8(ascii: ":")]
            texts.insert(Array(Base64.encode(pair + Self.percentDecoded(password)).utf8))
        }
        for part in [CURLUPART_PATH, CURLUPART_QUERY, CURLUPART_FRAGMENT] {
            let text = parts[part] ?? ""
            add(text, atLeast: Self.shortestKey)
            for word in text.split(whereSeparator: { "/&=;?".contains($0) }) {
                add(String(word), atLeast: Self.shortestKey)
            }
        }
        for value in headers {
            add(value)
            for word in value.split(separator: " ") {
                add(String(word), atLeast: Self.shortestKey)
            }
        }
        self.texts = texts.filter { !$0.isEmpty }.sorted {
            ($0.count, $0.lexicographicKey) > ($1.count, $1.lexicographicKey)
        }
    }

    /// The text with every secret replaced, whatever the case of its letters.
    func redact(_ text: [UInt8]) -> [UInt8] {
        texts.reduce(text) { text, secret in Self.replace(secret, in: text) }
    }

    private static func replace(_ secret: [UInt8], in text: [UInt8]) -> [UInt8] {
        guard let first = secret.first, text.count >= secret.count else { return text }
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            if lower(text[index]) == lower(first), index + secret.count <= text.count,
                zip(text[index...], secret).allSatisfy({ lower($0) == lower($1) })
            {
                output += replacement
                index += secret.count
            } else {
                output.append(text[index])
                index += 1
            }
        }
        return output
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }

    private static func percentDecoded(_ text: String) -> [UInt8] {
        var output: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let decoded = Hexadecimal.decode(String(decoding: rest.prefix(2), as: UTF8.self))
            {
                output += decoded
                rest = rest.dropFirst(2)
            } else {
                output.append(byte)
            }
        }
        return output
    }
}

extension [UInt8] {
    /// A text with the same order as the bytes.
    fileprivate var lexicographicKey: String { Hexadecimal.encode(self) }
}
