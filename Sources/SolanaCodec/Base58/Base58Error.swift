/// Why a text is not base58.
public enum Base58Error: Error, Hashable, Sendable {
    /// The text has no characters.
    case empty
    /// The text is longer than any encoding of the asked length.
    case tooLong(count: Int, limit: Int)
    /// A character outside Bitcoin's alphabet, with its offset in bytes.
    case invalidCharacter(UInt8, offset: Int)
    /// The text encodes another number of bytes.
    case wrongLength(found: Int, expected: Int)
}
