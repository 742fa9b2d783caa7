package import SolanaCodec

/// The forms in which RPC answers write keys, amounts and bytes.
extension JSONValue {
    /// An address in base58.
    package func address() throws(JSONError) -> Address {
        guard let address = Address(try string()) else {
            throw error(.expected("an address of 32 bytes in base58"))
        }
        return address
    }

    /// A signature in base58.
    package func signature() throws(JSONError) -> Signature {
        guard let signature = Signature(try string()) else {
            throw error(.expected("a signature of 64 bytes in base58"))
        }
        return signature
    }

    /// A blockhash in base58.
    package func blockhash() throws(JSONError) -> Blockhash {
        guard let hash = Blockhash(try string()) else {
            throw error(.expected("a hash of 32 bytes in base58"))
        }
        return hash
    }

    /// Bytes as `["…", "base64"]`, in the one canonical encoding.
    func base64Pair() throws(JSONError) -> [UInt8] {
        let problem = error(.expected("a pair of canonical base64 and its name"))
        var elements = try array()
        guard let text = elements.next(), let encoding = elements.next(), elements.next() == nil
        else { throw problem }
        let characters = try text.utf8Bytes()
        guard try encoding.utf8Bytes() == Array("base64".utf8),
            let bytes = Base64.decode(utf8: characters.span)
        else { throw problem }
        return bytes
    }

    /// An amount as a string of digits: `0`, or no leading zero, at most 2^64 − 1.
    package func digitString() throws(JSONError) -> UInt64 {
        let digits = try utf8Bytes()
        guard let value = UInt64(digits: digits.span) else {
            throw error(.expected("a string of digits up to 2^64 - 1"))
        }
        return value
    }

    /// `null` as `nil`, anything else as JSON text in one line: a transaction's `err`.
    var errorText: String? { isNull ? nil : compactText }

    /// An array, element by element.
    package func list<Element>(
        _ parse: (JSONValue) throws(JSONError) -> Element
    ) throws(JSONError) -> [Element] {
        var list: [Element] = []
        for element in try array() { list.append(try parse(element)) }
        return list
    }
}

extension UInt64 {
    /// The number that canonical decimal digits stand for.
    init?(digits: Span<UInt8>) {
        guard !digits.isEmpty, digits.count == 1 || digits[0] != UInt8(ascii: "0") else {
            return nil
        }
        var value: UInt64 = 0
        for index in 0..<digits.count {
            let digit = digits[index] &- UInt8(ascii: "0")
            let (product, tooLong) = value.multipliedReportingOverflow(by: 10)
            let (sum, tooLarge) = product.addingReportingOverflow(UInt64(digit))
            guard digit < 10, !tooLong, !tooLarge else { return nil }
            value = sum
        }
        self = value
    }
}
