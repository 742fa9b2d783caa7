/// Passes over a text once, recording where each value is.
struct JSONParser {
    private(set) var tape: [JSONEntry] = []

    init(count: Int) {
        // Answers hold a value every dozen bytes; growth covers denser texts.
        tape.reserveCapacity(Swift.min(count / 12 + 8, JSONDocument.valueLimit))
    }

    /// Records a value and everything inside it. Depth is limited, so the calls are.
    mutating func parse(_ json: inout JSONReader) throws(JSONError) {
        let byte = try json.peek()
        let entry = tape.count
        let start = json.position
        guard let kind = JSONValue.Kind(startingWith: byte) else {
            throw json.error(.unexpectedByte(byte))
        }
        switch kind {
        case .string: return try record(json.string())
        case .object:
            var members = try json.object()
            try record(kind, from: start, to: start)
            while let key = try json.key(of: &members) {
                try record(key.body)
                try parse(&json)
            }
        case .array:
            var elements = try json.array()
            try record(kind, from: start, to: start)
            while try json.element(of: &elements) { try parse(&json) }
        case .number, .boolean, .null:
            try json.skip()
            return try record(kind, from: start, to: json.position)
        }
        tape[entry].end = UInt32(truncatingIfNeeded: json.position)
        tape[entry].next = UInt32(truncatingIfNeeded: tape.count)
    }

    /// Records a string or key: its range lies between the quotation marks.
    private mutating func record(_ string: JSONReader.StringBody) throws(JSONError) {
        try record(
            .string, from: string.range.lowerBound - 1, to: string.range.upperBound + 1,
            isEscaped: string.isEscaped)
    }

    private mutating func record(
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
}
