/// The one pass over a text: checks everything, records where each value is.
struct JSONParser {
    private(set) var tape: [JSONEntry] = []
    var position = 0
    /// Tape indices of the containers that are open.
    private var open: [Int] = []

    init(count: Int) {
        // Answers hold a value every dozen bytes; growth covers denser texts.
        tape.reserveCapacity(Swift.min(count / 12 + 8, JSONDocument.valueLimit))
        open.reserveCapacity(JSONDocument.depthLimit)
    }

    mutating func parse(_ text: Span<UInt8>) throws(JSONError) {
        guard text.count <= Int(Int32.max) else { throw JSONError(.tooLarge, offset: 0) }
        if text.count >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF {
            throw JSONError(.byteOrderMark, offset: 0)
        }
        try parseValue(text)
        while let container = open.last {
            if tape[container].kind == .object {
                try continueObject(text, container)
            } else {
                try continueArray(text, container)
            }
        }
        skipBlanks(text)
        guard position == text.count else { throw JSONError(.trailingContent, offset: position) }
    }

    // MARK: Containers

    private mutating func continueObject(
        _ text: Span<UInt8>, _ container: Int
    ) throws(JSONError) {
        var byte = try nextByte(text)
        let isFirst = tape.count == container + 1
        if byte == UInt8(ascii: "}") { return close(container) }
        if !isFirst {
            guard byte == UInt8(ascii: ",") else { throw unexpected(byte) }
            position += 1
            byte = try nextByte(text)
        }
        guard byte == UInt8(ascii: "\"") else { throw unexpected(byte) }
        try parseString(text)
        byte = try nextByte(text)
        guard byte == UInt8(ascii: ":") else { throw unexpected(byte) }
        position += 1
        try parseValue(text)
    }

    private mutating func continueArray(
        _ text: Span<UInt8>, _ container: Int
    ) throws(JSONError) {
        let byte = try nextByte(text)
        if byte == UInt8(ascii: "]") { return close(container) }
        if tape.count > container + 1 {
            guard byte == UInt8(ascii: ",") else { throw unexpected(byte) }
            position += 1
        }
        try parseValue(text)
    }

    private mutating func begin(_ kind: JSONValue.Kind) throws(JSONError) {
        guard open.count < JSONDocument.depthLimit else {
            throw JSONError(.tooDeep, offset: position)
        }
        open.append(tape.count)
        try record(kind, from: position, to: position + 1)
        position += 1
    }

    private mutating func close(_ container: Int) {
        position += 1
        tape[container].end = UInt32(truncatingIfNeeded: position)
        tape[container].next = UInt32(truncatingIfNeeded: tape.count)
        open.removeLast()
    }

    // MARK: Values

    private mutating func parseValue(_ text: Span<UInt8>) throws(JSONError) {
        let byte = try nextByte(text)
        switch byte {
        case UInt8(ascii: "\""): try parseString(text)
        case UInt8(ascii: "{"): try begin(.object)
        case UInt8(ascii: "["): try begin(.array)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try parseNumber(text)
        case UInt8(ascii: "t"): try parseWord(text, "true", .boolean)
        case UInt8(ascii: "f"): try parseWord(text, "false", .boolean)
        case UInt8(ascii: "n"): try parseWord(text, "null", .null)
        default: throw unexpected(byte)
        }
    }

    private mutating func parseWord(
        _ text: Span<UInt8>, _ word: String, _ kind: JSONValue.Kind
    ) throws(JSONError) {
        let start = position
        for expected in word.utf8 {
            guard position < text.count else { throw JSONError(.unexpectedEnd, offset: position) }
            guard text[position] == expected else { throw unexpected(text[position]) }
            position += 1
        }
        try record(kind, from: start, to: position)
    }

    /// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`; the value stays text.
    private mutating func parseNumber(_ text: Span<UInt8>) throws(JSONError) {
        let start = position
        if text[position] == UInt8(ascii: "-") { position += 1 }
        let leadsWithZero = position < text.count && text[position] == UInt8(ascii: "0")
        let digits = try skipDigits(text)
        guard digits == 1 || !leadsWithZero else { throw JSONError(.invalidNumber, offset: start) }
        if position < text.count, text[position] == UInt8(ascii: ".") {
            position += 1
            _ = try skipDigits(text)
        }
        if position < text.count, text[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < text.count,
                text[position] == UInt8(ascii: "+") || text[position] == UInt8(ascii: "-")
            {
                position += 1
            }
            _ = try skipDigits(text)
        }
        try record(.number, from: start, to: position)
    }

    /// Passes over at least one digit and returns how many there were.
    private mutating func skipDigits(_ text: Span<UInt8>) throws(JSONError) -> Int {
        let start = position
        while position < text.count, text[position] &- UInt8(ascii: "0") < 10 { position += 1 }
        guard position > start else {
            let kind: JSONError.Kind = position < text.count ? .invalidNumber : .unexpectedEnd
            throw JSONError(kind, offset: position)
        }
        return position - start
    }

    // MARK: Details

    mutating func record(
        _ kind: JSONValue.Kind, from start: Int, to end: Int, isEscaped: Bool = false
    ) throws(JSONError) {
        guard tape.count < JSONDocument.valueLimit else {
            throw JSONError(.tooLarge, offset: start)
        }
        // The text is shorter than 2^31 and the tape than 2^21, so nothing is cut off.
        tape.append(
            JSONEntry(
                start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end),
                next: UInt32(truncatingIfNeeded: tape.count + 1), kind: kind,
                isEscaped: isEscaped))
    }

    /// The next byte that is no blank; it is not consumed.
    private mutating func nextByte(_ text: Span<UInt8>) throws(JSONError) -> UInt8 {
        skipBlanks(text)
        guard position < text.count else { throw JSONError(.unexpectedEnd, offset: position) }
        return text[position]
    }

    private mutating func skipBlanks(_ text: Span<UInt8>) {
        while position < text.count {
            switch text[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    private func unexpected(_ byte: UInt8) -> JSONError {
        JSONError(.unexpectedByte(byte), offset: position)
    }
}
