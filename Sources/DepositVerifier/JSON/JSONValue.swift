/// One value of a document: a place in its index. Reading it copies only what is asked for.
public struct JSONValue: Sendable {
    /// The six kinds of RFC 8259.
    public enum Kind: UInt8, Sendable, Hashable {
        /// `null`.
        case null
        /// `true` or `false`.
        case boolean
        /// A number, kept as text.
        case number
        /// A string.
        case string
        /// An array.
        case array
        /// An object.
        case object
    }

    let document: JSONDocument
    let index: Int

    var entry: JSONEntry { document.tape[index] }

    /// Which kind of value this is.
    public var kind: Kind { entry.kind }
    /// Whether this is `null`.
    public var isNull: Bool { kind == .null }
    /// Where the value starts, in bytes from the start of the text.
    public var offset: Int { Int(entry.start) }

    /// An error about this value.
    public func error(_ kind: JSONError.Kind) -> JSONError { JSONError(kind, offset: offset) }

    func expect(_ expected: Kind) throws(JSONError) -> JSONEntry {
        let entry = entry
        guard entry.kind == expected else {
            throw error(.wrongKind(found: entry.kind, expected: expected))
        }
        return entry
    }
}

// MARK: Objects and arrays

extension JSONValue {
    /// The member called `name`, or `nil` if there is none.
    ///
    /// Keys are compared by their decoded bytes, so `"\u0065rr"` is `err`.
    ///
    /// - Throws: `JSONError` `.wrongKind` for no object, `.duplicateKey` if the key occurs twice.
    public func member(_ name: String) throws(JSONError) -> JSONValue? {
        let container = try expect(.object)
        let wanted = name.utf8.span
        var found: JSONValue?
        var key = index + 1
        while key < Int(container.next) {
            let value = key + 1
            if document.key(at: key, equals: wanted) {
                guard found == nil else {
                    throw JSONError(
                        .duplicateKey(name), offset: Int(document.tape[key].start))
                }
                found = JSONValue(document: document, index: value)
            }
            key = Int(document.tape[value].next)
        }
        return found
    }

    /// The member called `name`, which must be there; it may be `null`.
    ///
    /// - Throws: as `member(_:)`, and `.missingMember`.
    public func required(_ name: String) throws(JSONError) -> JSONValue {
        guard let value = try member(name) else { throw error(.missingMember(name)) }
        return value
    }

    /// The member called `name`, or `nil` if it is absent or `null`.
    ///
    /// - Throws: as `member(_:)`.
    public func present(_ name: String) throws(JSONError) -> JSONValue? {
        guard let value = try member(name), !value.isNull else { return nil }
        return value
    }

    /// All members in the order of the text, duplicates included.
    ///
    /// - Throws: `JSONError` `.wrongKind`.
    public func object() throws(JSONError) -> [(key: String, value: JSONValue)] {
        let container = try expect(.object)
        var members: [(key: String, value: JSONValue)] = []
        var key = index + 1
        while key < Int(container.next) {
            let name = JSONValue(document: document, index: key).decodedString
            let value = JSONValue(document: document, index: key + 1)
            members.append((String(decoding: name, as: UTF8.self), value))
            key = Int(value.entry.next)
        }
        return members
    }

    /// The elements of an array.
    ///
    /// - Throws: `JSONError` `.wrongKind`.
    public func array() throws(JSONError) -> Elements {
        let container = try expect(.array)
        return Elements(document: document, index: index + 1, end: Int(container.next))
    }

    /// The elements of an array, one after another.
    public struct Elements: Sequence, IteratorProtocol, Sendable {
        let document: JSONDocument
        var index: Int
        let end: Int

        /// The next element.
        public mutating func next() -> JSONValue? {
            guard index < end else { return nil }
            let value = JSONValue(document: document, index: index)
            index = Int(value.entry.next)
            return value
        }
    }
}

// MARK: Scalars

extension JSONValue {
    /// A Boolean.
    ///
    /// - Throws: `JSONError` `.wrongKind`.
    public func bool() throws(JSONError) -> Bool {
        let entry = try expect(.boolean)
        return document.bytes[Int(entry.start)] == UInt8(ascii: "t")
    }

    /// The text of a number as it was received.
    ///
    /// - Throws: `JSONError` `.wrongKind`.
    public func numberText() throws(JSONError) -> String {
        _ = try expect(.number)
        return sourceText
    }

    /// A number of 64 bits without sign, written in plain digits.
    ///
    /// - Throws: `JSONError` `.wrongKind`; `.inexactInteger` for a sign, a fraction, an exponent,
    ///   or more than 2^64 − 1.
    public func uint64() throws(JSONError) -> UInt64 {
        let entry = try expect(.number)
        return try JSONReader.read(document.bytes, from: Int(entry.start)) {
            json throws(JSONError) in try json.uint64()
        }
    }

    /// A number of 64 bits with sign, written in plain digits; `-0` is refused.
    ///
    /// - Throws: `JSONError` `.wrongKind`, `.inexactInteger`.
    public func int64() throws(JSONError) -> Int64 {
        let entry = try expect(.number)
        return try JSONReader.read(document.bytes, from: Int(entry.start)) {
            json throws(JSONError) in try json.int64()
        }
    }

    /// An integer without sign that fits `type`, written in plain digits.
    ///
    /// - Throws: `JSONError` `.wrongKind`, `.inexactInteger`.
    public func integer<T: FixedWidthInteger>(
        as type: T.Type = T.self
    ) throws(JSONError) -> T {
        guard let value = T(exactly: try uint64()) else { throw error(.inexactInteger) }
        return value
    }

    /// A string.
    ///
    /// - Throws: `JSONError` `.wrongKind`.
    public func string() throws(JSONError) -> String {
        _ = try expect(.string)
        return String(decoding: decodedString, as: UTF8.self)
    }

    /// The bytes of a string with its escapes resolved: valid UTF-8.
    ///
    /// - Throws: `JSONError` `.wrongKind`.
    public func utf8Bytes() throws(JSONError) -> [UInt8] {
        _ = try expect(.string)
        return decodedString
    }

    // MARK: Source

    /// The value exactly as received.
    public var sourceText: String {
        let entry = entry
        return String(decoding: document.bytes[Int(entry.start)..<Int(entry.end)], as: UTF8.self)
    }

    /// The value as received, without the blanks between its parts: always one line.
    public var compactText: String {
        let entry = entry
        return JSONText.compact(document.bytes[Int(entry.start)..<Int(entry.end)])
    }

    /// The bytes of a string or key, escapes resolved.
    var decodedString: [UInt8] {
        let entry = entry
        let bytes = document.bytes
        let body = bytes.span.extracting(Int(entry.start) + 1..<Int(entry.end) - 1)
        return entry.isEscaped
            ? JSONText.unescape(body) : body.withUnsafeBufferPointer { [UInt8]($0) }
    }
}
