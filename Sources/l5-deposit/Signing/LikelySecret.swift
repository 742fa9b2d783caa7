/// Tells keys and seed phrases from paths and words, so that messages do not repeat them.
extension SignerSource {
    /// The shortest seed phrase. Source: BIP-39.
    static let fewestWords = 12
    /// Fewer numbers than these are no key, but may be a file called `1,2`.
    static let fewestNumbers = 16
    /// The characters of 32 bytes in hexadecimal, and fewer than those of 64 bytes in base58.
    static let fewestCharacters = 64

    /// Whether a text looks like a key itself: numbers, a seed phrase, base58, base64 or hexadecimal.
    static func mayBeSecret(_ text: String) -> Bool {
        mayBeNumbers(text) || mayBeSeedPhrase(text) || mayBeEncoded(text)
    }

    /// An array of numbers, whole or cut off.
    private static func mayBeNumbers(_ text: String) -> Bool {
        if text.utf8.first == UInt8(ascii: "[") { return true }
        let parts = text.split { $0.isWhitespace || ",;[]".contains($0) }
        return parts.count >= fewestNumbers
            && parts.allSatisfy { $0.utf8.allSatisfy(isDigit) }
    }

    /// Words with blanks, commas or hyphens between them, also after `prompt:`; a path has something
    /// else as well.
    private static func mayBeSeedPhrase(_ text: String) -> Bool {
        let words = text.split { $0.isWhitespace || ",;-_:?=".contains($0) }
        return words.count >= fewestWords && words.allSatisfy { $0.allSatisfy(\.isLetter) }
    }

    private static func mayBeEncoded(_ text: String) -> Bool {
        let isBase64 = text.utf8.allSatisfy {
            isDigit($0) || isLetter($0) || "+/=".utf8.contains($0)
        }
        // 32 bytes and 64 bytes end with a filler in base64; a path hardly ever does.
        if isBase64, text.utf8.last == UInt8(ascii: "="), text.utf8.count >= 44 { return true }
        return text.utf8.count >= fewestCharacters
            && text.utf8.allSatisfy { isDigit($0) || isLetter($0) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
