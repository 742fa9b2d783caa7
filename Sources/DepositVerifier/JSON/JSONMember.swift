/// The key of a member that a `JSONReader` stands behind. Valid while the reader lives.
struct JSONKey {
    let bytes: UnsafeBufferPointer<UInt8>
    let body: JSONReader.StringBody

    /// Where the key starts.
    var offset: Int { body.range.lowerBound - 1 }

    /// Whether the key spells `name` once its escapes are resolved.
    @inline(__always) static func ~= (name: StaticString, key: JSONKey) -> Bool {
        let count = name.utf8CodeUnitCount
        // Resolving an escape shortens a key, and no name of ours has a backslash: if the lengths
        // are equal, either the bytes are or the key is another.
        if key.bytes.count == count, let start = key.bytes.baseAddress {
            return equal(UnsafeRawPointer(start), UnsafeRawPointer(name.utf8Start), count)
        }
        return key.body.isEscaped && key.spells(name)
    }

    /// Whether two runs of `count` bytes are equal: words first, then the last bytes, which may
    /// overlap them. With a constant name this is a handful of comparisons with constants.
    @inline(__always) private static func equal(
        _ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int
    ) -> Bool {
        @inline(__always) func differ<T: FixedWidthInteger>(_ offset: Int, _ type: T.Type) -> Bool {
            left.loadUnaligned(fromByteOffset: offset, as: T.self)
                != right.loadUnaligned(fromByteOffset: offset, as: T.self)
        }
        guard count >= 4 else {
            for offset in 0..<count where differ(offset, UInt8.self) { return false }
            return true
        }
        guard count >= 8 else {
            return !differ(0, UInt32.self) && !differ(count - 4, UInt32.self)
        }
        var offset = 0
        while offset + 8 <= count {
            if differ(offset, UInt64.self) { return false }
            offset += 8
        }
        return !differ(count - 8, UInt64.self)
    }

    @inline(never) private func spells(_ name: StaticString) -> Bool {
        JSONText.unescape(bytes.span).elementsEqual(
            UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }
}

/// A member that is looked for while an object is read; refuses a second one of its name.
struct JSONMember<Value> {
    private let name: StaticString
    private var isSet = false
    /// What was read; `nil` if the member is absent or `null`.
    private(set) var value: Value?

    init(_ name: StaticString) { self.name = name }

    /// Keeps what was read for this key.
    @inline(__always) mutating func set(_ value: Value?, _ key: JSONKey) throws(JSONError) {
        guard !isSet else { throw JSONError(.duplicateKey("\(name)"), offset: key.offset) }
        isSet = true
        self.value = value
    }

    /// What was read, which must be there.
    @inline(__always) func required(
        in members: JSONReader.Members
    ) throws(JSONError) -> Value {
        guard let value else { throw JSONError(.missingMember("\(name)"), offset: members.start) }
        return value
    }
}
