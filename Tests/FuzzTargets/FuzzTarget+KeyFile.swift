import SolanaCodec

extension FuzzTarget {
    /// Key files: an accepted one holds a seed and its address, and nothing but blanks besides.
    static let keyFile = FuzzTarget(name: "key-file", longest: 512) { bytes throws(Finding) in
        let result = Result { () throws(SignerError) in try KeyFile.decode(bytes.span) }
        switch result {
        case .success(let keypair): try checkAccepted(keypair, bytes)
        case .failure(.malformedKeyFile(_, let offset)):
            try expect((0...bytes.count).contains(offset), "the place is inside the text")
        case .failure(.inconsistentHalves): break
        case .failure(let error): throw Finding(property: "no other error: \(error)")
        }
    }
}

private func checkAccepted(_ keypair: Keypair, _ text: [UInt8]) throws(Finding) {
    let plain = text.filter { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    let numbers = plain.dropFirst().dropLast().split(separator: UInt8(ascii: ","))
        .compactMap { UInt8(String(decoding: $0, as: UTF8.self)) }
    let canonical = "[" + numbers.map(String.init).joined(separator: ",") + "]"
    try expect(plain.elementsEqual(canonical.utf8), "numbers are written in one way")
    try expect(numbers.count == 64, "there are 64 numbers")
    try expect(keypair.address.bytes == Array(numbers[32...]), "the address stands last")
    let again = try? Keypair(seed: Array(numbers[..<32]))
    try expect(again?.address == keypair.address, "the seed stands first")
}
