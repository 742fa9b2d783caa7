import CAnchors
import SolanaCodec

/// Base58 of keys (32 bytes) and signatures (64 bytes) against Rust's bs58, which writes into memory
/// that is already there; ours makes a `String`, as its users do.
enum Base58Rows {
    static let all = [
        decode(Address.self, size: 32), decode(Signature.self, size: 64),
        encode(Address.self, size: 32, target: 0.12),
        encode(Signature.self, size: 64, target: 0.06),
    ]

    private static let anchor = "bs58 (Rust)"
    /// 88 characters at most.
    private static let stride = 96

    private static func decode<Value: Base58Value>(_ type: Value.Type, size: Int) -> Row {
        let name = "base58 decode \(size) B"
        return Row(name: name, anchor: anchor, target: 0.12) {
            let values = RandomPool.bytes(size: size, seed: 58)
            let (texts, lengths) = encodeWithAnchor(values, size: size)
            let strings = strings(texts, lengths)
            var output = [UInt8](repeating: 0, count: size * values.count)
            let anchor = {
                UInt64(anchor_bs58_decode(texts, stride, lengths, lengths.count, size, &output))
            }
            guard anchor() == values.count else { throw Disagreement(row: name, index: -1) }
            try expectEqual(output, values.flatMap(\.self), row: name)
            try expectEqual(strings.map { try? Value(parsing: $0).bytes }, values, row: name)
            return Contest(
                operations: values.count,
                ours: {
                    var sum: UInt64 = 0
                    for text in strings {
                        if let value = try? Value(parsing: text) { sum &+= UInt64(value.firstByte) }
                    }
                    return sum
                },
                anchor: .here(anchor))
        }
    }

    private static func encode<Value: Base58Value>(
        _ type: Value.Type, size: Int, target: Double
    ) -> Row {
        let name = "base58 encode \(size) B"
        return Row(name: name, anchor: anchor, target: target) {
            let bytes = RandomPool.bytes(size: size, seed: 58)
            let values = bytes.compactMap { Value(bytes: $0) }
            let (texts, lengths) = encodeWithAnchor(bytes, size: size)
            try expectEqual(values.map(\.description), strings(texts, lengths), row: name)
            let flat = bytes.flatMap(\.self)
            var (output, written) = (texts, lengths)
            return Contest(
                operations: values.count,
                ours: {
                    var sum: UInt64 = 0
                    for value in values { sum &+= UInt64(value.description.utf8.count) }
                    return sum
                },
                anchor: .here {
                    UInt64(
                        anchor_bs58_encode(flat, size, bytes.count, &output, stride, &written))
                })
        }
    }

    private static func encodeWithAnchor(_ values: [[UInt8]], size: Int) -> ([UInt8], [UInt8]) {
        var texts = [UInt8](repeating: 0, count: stride * values.count)
        var lengths = [UInt8](repeating: 0, count: values.count)
        _ = anchor_bs58_encode(
            values.flatMap(\.self), size, values.count, &texts, stride, &lengths)
        return (texts, lengths)
    }

    private static func strings(_ texts: [UInt8], _ lengths: [UInt8]) -> [String] {
        lengths.enumerated().map { index, length in
            String(decoding: texts[stride * index..<stride * index + Int(length)], as: UTF8.self)
        }
    }
}

/// What both kinds of text have, so that the compiler makes a loop of its own for each.
private protocol Base58Value: CustomStringConvertible, SendableMetatype {
    init?(bytes: [UInt8])
    init(parsing text: String) throws(Base58Error)
    var bytes: [UInt8] { get }
    var firstByte: UInt8 { get }
}

extension Address: Base58Value {
    fileprivate var firstByte: UInt8 { fixedBytes[0] }
}

extension Signature: Base58Value {
    fileprivate var firstByte: UInt8 { fixedBytes[0] }
}
