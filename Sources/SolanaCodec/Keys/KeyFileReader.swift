/// Parses `[n, n, …]` with exactly 64 numbers from 0 to 255.
///
/// Shape: JSON (RFC 8259), one array; blanks between its parts; plain digits, no leading zeros.
struct KeyFileReader {
    private var position = 0

    /// Reads a whole text and hands over each number with its index.
    mutating func read(
        _ text: Span<UInt8>, _ store: (Int, UInt8) -> Void
    ) throws(SignerError) {
        try take("[", text, or: .noArray)
        for index in 0..<64 {
            if index > 0 { try take(",", text, or: .noComma) }
            store(index, try readNumber(text))
        }
        try take("]", text, or: .noEnd)
        skipBlanks(text)
        guard position == text.count else { throw fault(.trailingText) }
    }

    private mutating func take(
        _ character: Unicode.Scalar, _ text: Span<UInt8>, or missing: KeyFile.Fault
    ) throws(SignerError) {
        skipBlanks(text)
        guard position < text.count else { throw fault(.truncated) }
        guard text[position] == UInt8(ascii: character) else { throw fault(missing) }
        position += 1
    }

    /// One to three digits; a fourth one is no comma.
    private mutating func readNumber(_ text: Span<UInt8>) throws(SignerError) -> UInt8 {
        skipBlanks(text)
        guard position < text.count else { throw fault(.truncated) }
        let start = position
        var value = 0
        while position < text.count, position - start < 3,
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[position])
        {
            value = value * 10 + Int(text[position] - UInt8(ascii: "0"))
            position += 1
        }
        let hasLeadingZero = position - start > 1 && text[start] == UInt8(ascii: "0")
        guard position > start, !hasLeadingZero, let byte = UInt8(exactly: value) else {
            throw .malformedKeyFile(.invalidNumber, offset: start)
        }
        return byte
    }

    private mutating func skipBlanks(_ text: Span<UInt8>) {
        while position < text.count, [0x20, 0x09, 0x0A, 0x0D].contains(text[position]) {
            position += 1
        }
    }

    private func fault(_ fault: KeyFile.Fault) -> SignerError {
        .malformedKeyFile(fault, offset: position)
    }
}
