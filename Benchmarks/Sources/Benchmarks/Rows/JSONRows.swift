import DepositVerifier
import Foundation

/// A `getTransaction` answer's body to `TransactionAnswer`, against simdjson On-Demand and against
/// Foundation's JSONDecoder into the same types.
///
/// simdjson keeps no rule that it does not need for its own reading; ours refuses duplicates, loose
/// numbers and more besides. Both sides decode the same base58 and base64.
enum JSONRows {
    static let all = shapes.flatMap { [simdjson($0), decoder($0)] }

    /// Which bodies a row reads.
    private struct Shape {
        var name: String
        var prefix: String
        var keepsParsed = false
    }

    private static let shapes = [
        Shape(name: "USDC, base64, 2.8 KB", prefix: "mainnet-single-usdc"),
        Shape(
            name: "USDC, base64 + parsed, 5.3 KB", prefix: "mainnet-single-usdc", keepsParsed: true),
        Shape(name: "33 recordings, base64, 7.1 KB", prefix: ""),
    ]

    /// Bodies of a pool: enough to be all different, few enough to stay in the second cache.
    private static let count = 132

    private static func simdjson(_ shape: Shape) -> Row {
        let row = "getTransaction \(shape.name)"
        return Row(name: row, anchor: "simdjson On-Demand", target: 2) {
            let pool = try AnswerPool(
                prefix: shape.prefix, count: count, keepsParsed: shape.keepsParsed)
            var digests = [UInt64](repeating: 0, count: pool.bodies.count)
            _ = pool.readBySimdjson(&digests)
            try expectEqual(
                pool.bodies.map { body in
                    (try TransactionAnswer.read(body, to: 1)).map { AnswerDigest($0).value }
                }, digests, row: row)
            return Contest(
                operations: pool.bodies.count, ours: { ours(pool) },
                anchor: .here { pool.readBySimdjson() })
        }
    }

    private static func decoder(_ shape: Shape) -> Row {
        let row = "JSONDecoder: \(shape.name)"
        return Row(name: row, anchor: "JSONDecoder", target: 1.0 / 40) {
            let pool = try AnswerPool(
                prefix: shape.prefix, count: count, keepsParsed: shape.keepsParsed)
            let bodies = pool.bodies.map { Data($0) }
            let decoder = JSONDecoder()
            try expectEqual(
                pool.bodies.map { try TransactionAnswer.read($0, to: 1) },
                bodies.map { body in
                    try decoder.decode(CodableAnswer.self, from: body).result
                        .flatMap(TransactionAnswer.init)
                }, row: row)
            return Contest(
                operations: bodies.count, ours: { ours(pool) },
                anchor: .here {
                    var sum: UInt64 = 0
                    for body in bodies {
                        let answer = try? decoder.decode(CodableAnswer.self, from: body)
                        sum &+= answer?.result?.slot ?? 0
                    }
                    return sum
                })
        }
    }

    private static func ours(_ pool: AnswerPool) -> UInt64 {
        var sum: UInt64 = 0
        for body in pool.bodies {
            if let answer = try? TransactionAnswer.read(body, to: 1) { sum &+= answer.slot }
        }
        return sum
    }
}
