import SolanaCodec
import TestSupport
import Testing

@Suite struct CompactU16Tests {
    /// Solana docs, "Transactions", and the short-vec crate's tests.
    static let rows: [(UInt16, [UInt8])] = [
        (0x0000, [0x00]), (0x0001, [0x01]), (0x007F, [0x7F]), (0x0080, [0x80, 0x01]),
        (0x00FF, [0xFF, 0x01]), (0x0100, [0x80, 0x02]), (0x3FFF, [0xFF, 0x7F]),
        (0x4000, [0x80, 0x80, 0x01]), (0x7FFF, [0xFF, 0xFF, 0x01]), (0xFFFF, [0xFF, 0xFF, 0x03]),
    ]

    @Test(arguments: rows)
    func `encodes and decodes the documented examples`(value: UInt16, bytes: [UInt8]) throws {
        var output: [UInt8] = []
        output.append(compactU16: value)
        #expect(output == bytes)
        var input = bytes.span
        #expect(try input.readCompactU16() == value)
        let rest = input.count
        #expect(rest == 0)
    }

    /// short-vec's `test_short_vec_u16_decode` rejections.
    static let rejected: [[UInt8]] = [
        [0x80, 0x00], [0x80, 0x80, 0x00], [0xFF, 0x00], [0xFF, 0x80, 0x00], [0x80, 0x81, 0x00],
        [0xFF, 0x81, 0x00], [0x80, 0x80, 0x06], [0xFF, 0xFF, 0x04], [0x80, 0x80, 0x80, 0x00],
        [0xFF, 0xFF, 0xFF, 0x01], [0x80, 0x80, 0x80, 0x01], [0x80, 0x80, 0x04],
    ]

    @Test(arguments: rejected)
    func `rejects longer encodings and values beyond 16 bits`(bytes: [UInt8]) {
        #expect(throws: WireError.invalidCompactU16) {
            var input = bytes.span
            _ = try input.readCompactU16()
        }
    }

    @Test(arguments: [[], [0x80], [0xFF], [0x80, 0x80], [0xFF, 0xFF]] as [[UInt8]])
    func `reports a missing byte`(bytes: [UInt8]) {
        #expect(throws: WireError.truncated(missing: 1)) {
            var input = bytes.span
            _ = try input.readCompactU16()
        }
    }

    @Test func `has exactly one encoding for each of the 65,536 values`() throws {
        var accepted = 0
        for first in UInt8.min ... .max {
            for second in UInt8.min ... .max {
                for third in UInt8.min...0x04 {
                    let bytes = [first, second, third]
                    var input = bytes.span
                    guard let value = try? input.readCompactU16() else { continue }
                    var output: [UInt8] = []
                    output.append(compactU16: value)
                    let used = bytes.count - input.count
                    guard output == Array(bytes.prefix(used)) else {
                        Issue.record("\(bytes) is not the shortest form of \(value)")
                        continue
                    }
                    if bytes.dropFirst(used).allSatisfy({ $0 == 0 }) { accepted += 1 }
                }
            }
        }
        #expect(accepted == 65_536)
    }
}
