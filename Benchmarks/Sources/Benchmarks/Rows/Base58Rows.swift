import CAnchors
import SolanaCodec

/// Base58 of keys (32 bytes) and signatures (64 bytes) against Rust's bs58, which writes into memory
/// that is already there; ours makes a `String`, as its users do.
enum Base58Rows {
    static let all = [
        decode(size: 32, parse: { try? Address(parsing: $0).fixedBytes }),
        decode(size: 64, parse: { try? Signature(parsing: $0).fixedBytes }),
        encode(size: 32, target: 0.12, make: { Address(bytes: $0) }),
        encode(size: 64, target: 0.06, make: { Signature(bytes: $0) }),
    ]

    private static let anchor = "bs58 (Rust)"
    /// 88 characters at most.
    private static let stride = 96

    private static func decode<let size: Int>(
        size byteCount: Int, parse: @escaping @Sendable (String) -> FixedBytes<size>?
    ) -> Row {
        let name = "base58 decode \(byteCount) B"
        return Row(name: name, anchor: anchor, target: 0.12) {
            let values = RandomPool.bytes(size: byteCount, seed: 58)
            let (texts, lengths) = encodeWithAnchor(values, size: byteCount)
            let strings = strings(texts, lengths)
            var output = [UInt8](repeating: 0, count: byteCount * values.count)
            let anchor = {
                UInt64(
                    anchor_bs58_decode(
                        texts, stride, lengths, lengths.count, byteCount, &output))
            }
            guard anchor() == values.count else { throw Disagreement(row: name, index: -1) }
            try expectEqual(output, values.flatMap(\.self), row: name)
            try expectEqual(strings.map { parse($0)?.bytes }, values, row: name)
            return Contest(
                operations: values.count,
                ours: {
                    var sum: UInt64 = 0
                    for text in strings {
                        if let bytes = parse(text) { sum &+= UInt64(bytes[0]) }
                    }
                    return sum
                },
                anchor: .here(anchor))
        }
    }

    private static func encode<Value: CustomStringConvertible & SendableMetatype>(
        size: Int, target: Double, make: @escaping @Sendable ([UInt8]) -> Value?
    ) -> Row {
        let name = "base58 encode \(size) B"
        return Row(name: name, anchor: anchor, target: target) {
            let bytes = RandomPool.bytes(size: size, seed: 58)
            let values = bytes.compactMap(make)
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
