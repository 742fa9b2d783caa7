import SolanaCodec

extension FuzzTarget {
    /// Base58 both ways, general and of fixed size. The cost grows with the square of the length.
    static let base58 = FuzzTarget(name: "base58", longest: 128) { bytes throws(Finding) in
        try checkEncoding(bytes)
        let result = Result { () throws(Base58Error) in try Base58.decode(utf8: bytes.span) }
        switch result {
        case .success(let value):
            try expect(
                Base58.encode(value).utf8.elementsEqual(bytes), "an accepted text is the only one")
        case .failure(let error): try expectPlace(of: error, in: bytes)
        }
        let decoded = try? result.get()
        let key = Result { () throws(Base58Error) in try Address(parsingUTF8: bytes.span) }
        try expectFixed(key.map(\.bytes), 32, bytes, decoded)
        let signature = Result { () throws(Base58Error) in try Signature(parsingUTF8: bytes.span) }
        try expectFixed(signature.map(\.bytes), 64, bytes, decoded)

        guard let text = String(validating: bytes, as: UTF8.self) else { return }
        let same = "texts and their bytes decode alike"
        try expect(Result { () throws(Base58Error) in try Base58.decode(text) } == result, same)
        try expect(Result { () throws(Base58Error) in try Address(parsing: text) } == key, same)
        try expect(
            Result { () throws(Base58Error) in try Signature(parsing: text) } == signature, same)
    }

    /// Base64: a text is refused or the only one for its bytes.
    static let base64 = FuzzTarget(name: "base64", longest: 256) { bytes throws(Finding) in
        try expect(Base64.decode(Base64.encode(bytes)) == bytes, "what was encoded decodes")
        let decoded = Base64.decode(utf8: bytes.span)
        if let decoded {
            try expect(
                Base64.encode(decoded).utf8.elementsEqual(bytes), "an accepted text is the only one"
            )
        }
        if let text = String(validating: bytes, as: UTF8.self) {
            try expect(Base64.decode(text) == decoded, "texts and their bytes decode alike")
            if let value = Hexadecimal.decode(text) {
                try expect(
                    Hexadecimal.encode(value) == text.lowercased(), "hexadecimal is the only one")
            }
        }
    }
}

/// Whatever is encoded decodes to itself, and the fixed sizes encode as the general encoder does.
private func checkEncoding(_ bytes: [UInt8]) throws(Finding) {
    let encoded = Base58.encode(bytes)
    try expect((try? Base58.decode(encoded)) == bytes, "what was encoded decodes to itself")
    if let key = FixedBytes<32>(bytes.prefix(32)) {
        let text = Base58.encode(key)
        try expect(text == Base58.encode(key.bytes), "32 bytes as the general encoder")
        try expect((try? Address(parsing: text))?.fixedBytes == key, "a key decodes to itself")
    }
    if let signature = FixedBytes<64>(bytes.prefix(64)) {
        let text = Base58.encode(signature)
        try expect(text == Base58.encode(signature.bytes), "64 bytes as the general encoder")
        try expect(
            (try? Signature(parsing: text))?.fixedBytes == signature,
            "64 bytes decode to themselves")
    }
}

/// A fixed size accepts exactly the texts that the general decoder reads as that many bytes.
private func expectFixed(
    _ result: Result<[UInt8], Base58Error>, _ size: Int, _ text: [UInt8], _ decoded: [UInt8]?
) throws(Finding) {
    switch result {
    case .success(let value):
        try expect(value == decoded, "\(size) bytes as the general decoder")
    case .failure(let error):
        try expect(decoded?.count != size, "every text of \(size) bytes is accepted")
        try expectPlace(of: error, in: text)
    }
}

private func expectPlace(of error: Base58Error, in text: [UInt8]) throws(Finding) {
    switch error {
    case .invalidCharacter(let byte, let offset):
        try expect(
            text.indices.contains(offset) && text[offset] == byte, "the character is at its offset")
    case .empty: try expect(text.isEmpty, "only an empty text is empty")
    case .tooLong(let count, let limit):
        try expect(count == text.count && count > limit, "a text too long is longer than its limit")
    case .wrongLength(let found, let expected):
        try expect(found != expected, "a wrong length is not the expected one")
    }
}
