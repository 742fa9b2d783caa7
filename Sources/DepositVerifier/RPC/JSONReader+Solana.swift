import SolanaCodec

/// The forms in which RPC answers write keys, amounts and bytes, read front to back.
extension JSONReader {
    /// What `read` reads, or `nil` for `null`.
    @inline(__always) mutating func optional<Value>(
        _ read: (inout JSONReader) throws(JSONError) -> Value
    ) throws(JSONError) -> Value? {
        try readNull() ? nil : try read(&self)
    }

    /// An address in base58.
    mutating func address() throws(JSONError) -> Address {
        try text(as: "an address of 32 bytes in base58") { try? Address(parsingUTF8: $0) }
    }

    /// Any bytes in base58.
    mutating func base58() throws(JSONError) -> [UInt8] {
        try text(as: "bytes in base58") { try? Base58.decode(utf8: $0) }
    }

    /// Bytes as `["…", "base64"]`, in the one canonical encoding.
    mutating func base64Pair() throws(JSONError) -> [UInt8] {
        _ = try peek()
        let start = position
        var elements = try array()
        var bytes: [UInt8]?
        var isNamed = false
        if try element(of: &elements) { bytes = try text { Base64.decode(utf8: $0) } }
        if try element(of: &elements) { isNamed = try text { JSONText.equal($0, "base64") } }
        guard let bytes, isNamed, try !element(of: &elements) else {
            throw JSONError(
                .expected("a pair of canonical base64 and its name"), offset: start)
        }
        return bytes
    }

    /// An amount as a string of digits: `0`, or no leading zero, at most 2^64 − 1.
    mutating func digitString() throws(JSONError) -> UInt64 {
        try text(as: "a string of digits up to 2^64 - 1") { UInt64(digits: $0) }
    }
}
