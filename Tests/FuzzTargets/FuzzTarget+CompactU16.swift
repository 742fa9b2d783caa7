import SolanaCodec

extension FuzzTarget {
    /// The length prefix, read from the front of the input.
    static let compactU16 = FuzzTarget(name: "compact-u16", longest: 8) { bytes throws(Finding) in
        var input = bytes.span
        switch Result(catching: { () throws(WireError) in try input.readCompactU16() }) {
        case .success(let value):
            let used = bytes.prefix(bytes.count - input.count)
            try expect(encoded(value).elementsEqual(used), "an accepted form is the only one")
            let sum = used.reversed().reduce(0) { $0 << 7 | Int($1 & 0x7F) }
            try expect(sum == Int(value), "seven bits a byte, the lowest first")
        case .failure(.truncated(let missing)):
            try expect(bytes.count < 3 && missing == 1, "three bytes are never too few")
        case .failure(let error):
            try expect(error == .invalidCompactU16, "no other error")
        }
        guard bytes.count >= 2 else { return }
        let value = UInt16(bytes[0]) << 8 | UInt16(bytes[1])
        let output = encoded(value)
        var cursor = output.span
        let read = try? cursor.readCompactU16()
        let rest = cursor.count
        try expect(read == value && rest == 0, "every value reads as it was written")
    }
}

private func encoded(_ value: UInt16) -> [UInt8] {
    var output: [UInt8] = []
    output.append(compactU16: value)
    return output
}
