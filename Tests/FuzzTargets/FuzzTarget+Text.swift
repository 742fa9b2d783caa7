import SolanaCodec

extension FuzzTarget {
    /// Base58 both ways, general and of fixed size. The cost grows with the square of the length.
    static let base58 = FuzzTarget(name: "base58", longest: 128) { bytes throws(Finding) in
        let encoded = Base58.encode(bytes)
        try expect((try? Base58.decode(encoded)) == bytes, "what was encoded decodes to itself")

        let text = String(decoding: bytes, as: UTF8.self)
        let result = Result { () throws(Base58Error) in try Base58.decode(text) }
        switch result {
        case .success(let value):
            try expect(Base58.encode(value) == text, "an accepted text is the only one")
        case .failure(let error): try expectPlace(of: error, in: Array(text.utf8))
        }
        let decoded = try? result.get()
        try expectFixed(Address.init(parsing:), \.bytes, 32, text, decoded)
        try expectFixed(Signature.init(parsing:), \.bytes, 64, text, decoded)
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

/// A fixed size accepts exactly the texts that the general decoder reads as that many bytes.
private func expectFixed<T>(
    _ parse: (String) throws(Base58Error) -> T, _ content: KeyPath<T, [UInt8]>, _ size: Int,
    _ text: String, _ decoded: [UInt8]?
) throws(Finding) {
    switch Result(catching: { () throws(Base58Error) in try parse(text) }) {
    case .success(let value):
        try expect(value[keyPath: content] == decoded, "\(size) bytes as the general decoder")
    case .failure(let error):
        try expect(decoded?.count != size, "every text of \(size) bytes is accepted")
        try expectPlace(of: error, in: Array(text.utf8))
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
