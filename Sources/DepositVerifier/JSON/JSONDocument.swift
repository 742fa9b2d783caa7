internal import SolanaCodec

/// A JSON text that has been checked from end to end, and an index over its bytes.
///
/// Shape: UTF-8 by RFC 8259 without extensions; no byte order mark. The bytes stay as received:
/// strings and numbers are read out of them when somebody asks. Duplicate keys are an error of the
/// member that is read, not of the document. The caller bounds the length of the text.
public final class JSONDocument: Sendable {
    /// How deep arrays and objects may be nested; an RPC answer needs about ten levels.
    public static let depthLimit = 64
    /// How many values and keys a text may hold: 32 MiB of index for the largest answer.
    public static let valueLimit = 2_097_152

    /// The text as received.
    public let bytes: [UInt8]
    let tape: [JSONEntry]

    /// Checks a whole text.
    ///
    /// - Throws: `JSONError` with one of the kinds about the text.
    public init(parsing bytes: [UInt8]) throws(JSONError) {
        guard bytes.count <= Int(Int32.max) else { throw JSONError(.tooLarge, offset: 0) }
        var parser = JSONParser(count: bytes.count)
        try JSONReader.readAll(of: bytes) { json throws(JSONError) in try parser.parse(&json) }
        self.bytes = bytes
        tape = parser.tape
    }

    /// The value that the text stands for.
    public var root: JSONValue { JSONValue(document: self, index: 0) }

    /// Whether the key at a tape index has exactly these bytes once its escapes are resolved.
    func key(at index: Int, equals name: Span<UInt8>) -> Bool {
        let entry = tape[index]
        let bytes = bytes
        let text = bytes.span.extracting(Int(entry.start) + 1..<Int(entry.end) - 1)
        guard !entry.isEscaped else {
            return Self.equal(JSONText.unescape(text).span, name)
        }
        return Self.equal(text, name)
    }

    private static func equal(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        for index in 0..<left.count where left[index] != right[index] { return false }
        return true
    }

    /// The path of the innermost value around a byte, such as `result.meta.preBalances[3]`.
    ///
    /// Empty for the root. Keys come from the input: they are cut and escaped for one line.
    ///
    /// - Parameter redact: removes from a key what nobody may see, before it is cut.
    public func path(
        toOffset offset: Int, redacting redact: ([UInt8]) -> [UInt8] = { $0 }
    ) -> String {
        var path = ""
        var index = 0
        while let step = child(of: index, around: offset, redact) {
            path += step.label
            index = step.index
        }
        return path.first == "." ? String(path.dropFirst()) : path
    }

    private func child(
        of parent: Int, around offset: Int, _ redact: ([UInt8]) -> [UInt8]
    ) -> (index: Int, label: String)? {
        let container = tape[parent]
        guard container.kind == .array || container.kind == .object else { return nil }
        var index = parent + 1
        var position = 0
        while index < Int(container.next) {
            let key = index
            if container.kind == .object { index += 1 }
            if Int(tape[key].start) <= offset, offset < Int(tape[index].end) {
                guard container.kind == .object else { return (index, "[\(position)]") }
                let name = JSONValue(document: self, index: key).decodedString
                return (index, "." + PrintableText.escape(redact(name), limit: 40))
            }
            index = Int(tape[index].next)
            position += 1
        }
        return nil
    }
}

/// One value or key: where its bytes are, and where the next one after its content is.
struct JSONEntry {
    /// Offset of the first byte; for a string the opening quotation mark.
    var start: UInt32
    /// Offset behind the last byte.
    var end: UInt32
    /// Index of the entry that follows this one and everything inside it.
    var next: UInt32
    var kind: JSONValue.Kind
    /// Whether a string holds escapes.
    var isEscaped: Bool
}
