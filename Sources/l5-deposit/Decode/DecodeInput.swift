import DepositVerifier
import SolanaCodec

/// A transaction as it was found in a text, with what the text says besides.
struct DecodeInput {
    /// The form of the text.
    enum Encoding: String {
        /// Base 16.
        case hex
        /// RFC 4648, padded.
        case base64
        /// Bitcoin's alphabet.
        case base58
        /// An answer to `getTransaction`.
        case json
    }

    /// The form of the text.
    var encoding: Encoding
    /// The transaction.
    var transaction: Transaction
    /// Addresses from lookup tables; `nil` if the text does not say.
    var loaded: LoadedAddresses?
    /// The instructions that programs called; empty if the text does not say.
    var inner: [InnerGroup] = []
    /// What else the text says about the execution.
    var effects = TransactionDescription.Context()

    /// Characters of an encoded transaction: 4,096 bytes take 8,192 as hex; the rest is room for
    /// line breaks.
    static let textLimit = 65_536
    /// Bytes of a JSON text: the longest answers, those with logs, stay below 1 MiB.
    static let jsonLimit = 8_388_608
}

extension DecodeInput {
    /// Finds the form of a text and decodes it.
    ///
    /// Blanks at the ends and line breaks anywhere are dropped. A text that starts with `{` or `[`
    /// is JSON. Any other is tried as hex, base64, and base58, in this order since each alphabet is
    /// nearly part of the next; the first reading that is a whole transaction counts. If none is,
    /// the failure is that of the reading that got furthest.
    ///
    /// - Throws: `DecodeFailure`.
    init(parsing input: [UInt8]) throws(DecodeFailure) {
        guard let first = input.first(where: { !Self.isBlank($0) }) else {
            throw DecodeFailure("the input is empty", at: .input(0))
        }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            try self.init(json: input)
        } else {
            try self.init(text: input)
        }
    }

    private init(text input: [UInt8]) throws(DecodeFailure) {
        guard input.count <= Self.textLimit else {
            throw DecodeFailure(
                "\(input.count) characters; a transaction takes at most \(Self.textLimit)",
                at: .input(Self.textLimit))
        }
        let characters = Self.withoutLineBreaks(input)
        var furthest: DecodingFailure?
        var isSignature = false
        for encoding in [Encoding.hex, .base64, .base58] {
            guard let bytes = encoding.decode(characters), !bytes.isEmpty else { continue }
            isSignature = isSignature || encoding == .base58 && bytes.count == 64
            do throws(DecodingFailure) {
                self.init(encoding: encoding, transaction: try Transaction(locating: bytes))
                return
            } catch {
                if error.offset > furthest?.offset ?? -1 { furthest = error }
            }
        }
        guard let furthest else { throw Self.noEncoding(input) }
        var failure = DecodeFailure(furthest)
        if isSignature {
            failure.hint = "this is as long as a signature; decode needs the transaction itself"
        }
        throw failure
    }

    /// The failure of a text that is in none of the encodings.
    private static func noEncoding(_ input: [UInt8]) -> DecodeFailure {
        let blanks = input.prefix { isBlank($0) }.count
        let end = input.count - input.reversed().prefix { isBlank($0) }.count
        let stranger = (blanks..<end).first { index in
            !isLineBreak(input[index]) && !base64Characters.contains(input[index])
        }
        guard let stranger else {
            return DecodeFailure(
                "neither hex nor canonical base64 nor base58", at: .input(input.count),
                hint: "base64 must be padded with = and base58 has no 0, O, I or l")
        }
        return DecodeFailure(
            "a character of no encoding: byte value \(input[stranger])", at: .input(stranger))
    }

    private static let base64Characters = Set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=".utf8)

    private static func withoutLineBreaks(_ input: [UInt8]) -> [UInt8] {
        let trimmed = input.drop { isBlank($0) }
        let body = trimmed.dropLast(trimmed.reversed().prefix { isBlank($0) }.count)
        return body.filter { !isLineBreak($0) }
    }

    private static func isLineBreak(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte)
    }
}

extension DecodeInput.Encoding {
    /// The bytes of a text in this encoding; `nil` if it is not in it, or JSON.
    fileprivate func decode(_ characters: [UInt8]) -> [UInt8]? {
        switch self {
        case .hex: Hexadecimal.decode(String(decoding: characters, as: UTF8.self))
        case .base64: Base64.decode(utf8: characters.span)
        case .base58: try? Base58.decode(String(decoding: characters, as: UTF8.self))
        case .json: nil
        }
    }
}
