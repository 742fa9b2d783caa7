/// Objects and arrays, and whatever nobody asks for.
extension JSONReader {
    // MARK: Objects

    /// An object that is being read, member by member.
    struct Members {
        /// Where the object starts.
        let start: Int
        fileprivate var isFirst = true
    }

    /// Enters an object.
    @inline(__always) mutating func object() throws(JSONError) -> Members {
        guard try peek() == UInt8(ascii: "{") else { throw unexpected(.object) }
        let members = Members(start: position)
        try open()
        return members
    }

    /// The key of the next member, whose value is to be read or skipped next; `nil` behind the last.
    @inline(__always) mutating func key(
        of members: inout Members
    ) throws(JSONError) -> JSONKey? {
        if try peek() == UInt8(ascii: "}") {
            close()
            return nil
        }
        if members.isFirst {
            members.isFirst = false
        } else {
            try expect(UInt8(ascii: ","))
        }
        let byte = try peek()
        guard byte == UInt8(ascii: "\"") else { throw error(.unexpectedByte(byte)) }
        let body = try string()
        let key = JSONKey(bytes: bytes(body.range), body: body)
        try expect(UInt8(ascii: ":"))
        return key
    }

    // MARK: Arrays

    /// An array that is being read, element by element.
    struct Elements {
        fileprivate var isFirst = true
    }

    /// Enters an array.
    @inline(__always) mutating func array() throws(JSONError) -> Elements {
        guard try peek() == UInt8(ascii: "[") else { throw unexpected(.array) }
        try open()
        return Elements()
    }

    /// Whether another element follows, which is to be read or skipped next.
    @inline(__always) mutating func element(
        of elements: inout Elements
    ) throws(JSONError) -> Bool {
        if try peek() == UInt8(ascii: "]") {
            close()
            return false
        }
        if elements.isFirst {
            elements.isFirst = false
        } else {
            try expect(UInt8(ascii: ","))
        }
        return true
    }

    /// An array, element by element, with room for `usual` elements from the start.
    @inline(__always) mutating func list<Element>(
        usual: Int, _ read: (inout JSONReader) throws(JSONError) -> Element
    ) throws(JSONError) -> [Element] {
        var list: [Element] = []
        var elements = try array()
        while try element(of: &elements) {
            if list.isEmpty { list.reserveCapacity(usual) }
            list.append(try read(&self))
        }
        return list
    }

    // MARK: Skipping

    /// Passes over a value of any kind. Depth is limited, so the calls are.
    mutating func skip() throws(JSONError) {
        let byte = try peek()
        switch byte {
        case UInt8(ascii: "\""): _ = try string()
        case UInt8(ascii: "{"):
            var members = try object()
            while try key(of: &members) != nil { try skip() }
        case UInt8(ascii: "["):
            var elements = try array()
            while try element(of: &elements) { try skip() }
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try skipNumber()
        case UInt8(ascii: "t"): try skipWord("true")
        case UInt8(ascii: "f"): try skipWord("false")
        case UInt8(ascii: "n"): try skipWord("null")
        default: throw error(.unexpectedByte(byte))
        }
    }
}
