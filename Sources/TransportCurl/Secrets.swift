import CCurl
import SolanaCodec

/// Texts that must not leave the process, and how to remove them from what a server says.
struct Secrets: Sendable {
    /// Longest first, so that a secret goes before its parts.
    private let texts: [[UInt8]]
    /// Whether a secret starts with a byte, by the byte.
    private let startsSecret: [Bool]

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
        let firsts = Set(texts.compactMap { $0.first.map(Self.lower) })
        startsSecret = (UInt8.min...UInt8.max).map { firsts.contains(Self.lower($0)) }
        self.texts = texts.filter { !$0.isEmpty }.sorted {
            ($0.count, $0.lexicographicKey) > ($1.count, $1.lexicographicKey)
        }
    }

    /// The text with every secret replaced, whatever the case of its letters.
    ///
    /// Passes over the text once, for it may be as long as an answer: where secrets overlap, all that
    /// they cover goes.
    func redact(_ text: [UInt8]) -> [UInt8] {
        text.withUnsafeBufferPointer { text in
            var output: [UInt8] = []
            var copied = 0
            var covered = 0
            for index in text.indices where startsSecret[Int(text[index])] {
                guard let length = longestSecret(in: text, at: index), index + length > covered
                else { continue }
                if index >= covered {
                    output += text[max(copied, covered)..<index]
                    output += Self.replacement
                    copied = index
                }
                covered = index + length
            }
            output += text[max(copied, covered)...]
            return output
        }
    }

    private func longestSecret(in text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
        texts.first { secret in
            guard secret.count <= text.count - index else { return false }
            for place in secret.indices
            where Self.lower(text[index + place]) != Self.lower(secret[place]) {
                return false
            }
            return true
        }?.count
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
