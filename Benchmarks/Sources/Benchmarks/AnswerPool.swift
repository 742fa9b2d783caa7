import CSimdjsonAnchor
import DepositVerifier
import Foundation
import SolanaCodec

/// Bodies of `getTransaction` answers to request 1, made from the recordings as a node writes
/// them: members in the order of their names, no blanks, the transaction in base64.
struct AnswerPool {
    /// What JSONDecoder and we read.
    let bodies: [[UInt8]]
    /// What simdjson reads: every body with 64 bytes behind it, which spares it a copy.
    private var padded: [UInt8] = []
    private var offsets: [Int] = []
    private let lengths: [Int]

    /// The size of a deposit with one signature. Only the size matters: bytes are random.
    private static let transactionSize = 418
    private static let padding = 64

    /// Bodies from the recordings whose names start with `prefix`.
    ///
    /// - Parameters:
    ///   - count: how many bodies, the recordings in turn. Each has balances, amounts and owners of
    ///     its own, so that no branch predictor learns one body by heart.
    ///   - keepsParsed: whether the node's own reading of the transaction follows under a name that
    ///     nobody reads, so that the body is as long as one in jsonParsed.
    init(prefix: String, count: Int, keepsParsed: Bool) throws {
        let folder = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "fixtures/transactions/recordings")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasPrefix(prefix) && $0.hasSuffix(".json") }
            .filter { !$0.hasPrefix(Self.parsedByNode) }
            .sorted()
        let recordings = try names.map { try Data(contentsOf: folder.appending(path: $0)) }
        var generator = SplitMix64(state: 64)
        bodies = try (0..<count).map { index in
            try Self.body(
                recordings[index % recordings.count], keepsParsed: keepsParsed, using: &generator)
        }
        lengths = bodies.map(\.count)
        for body in bodies {
            offsets.append(padded.count)
            padded += body + [UInt8](repeating: 0, count: Self.padding)
        }
    }

    /// The one recording whose inner instructions were parsed by the node.
    private static let parsedByNode = "devnet-sol-with-ata-rent"

    /// The body that holds one recording, whatever its file wraps it in.
    private static func body(
        _ data: Data, keepsParsed: Bool, using generator: inout SplitMix64
    ) throws -> [UInt8] {
        let json = try JSONSerialization.jsonObject(with: data)
        let outer = (json as? [[String: Any]])?.first ?? json as? [String: Any] ?? [:]
        var result = outer["result"] as? [String: Any] ?? outer
        if keepsParsed { result["transactionParsed"] = result["transaction"] }
        let wire = Data((0..<transactionSize).map { _ in .random(in: 0...255, using: &generator) })
        result["transaction"] = [wire.base64EncodedString(), "base64"]
        var meta = result["meta"] as? [String: Any] ?? [:]
        for key in ["preBalances", "postBalances"] {
            let count = (meta[key] as? [Any])?.count ?? 0
            meta[key] = (0..<count).map { _ in amount(using: &generator) }
        }
        for key in ["preTokenBalances", "postTokenBalances"] {
            let balances = meta[key] as? [[String: Any]] ?? []
            meta[key] = balances.map { balance in
                var balance = balance
                let owner = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
                balance["owner"] = Base58.encode(owner)
                var units = balance["uiTokenAmount"] as? [String: Any] ?? [:]
                units["amount"] = "\(amount(using: &generator))"
                balance["uiTokenAmount"] = units
                return balance
            }
        }
        result["meta"] = meta
        let text = try JSONSerialization.data(
            withJSONObject: result, options: [.sortedKeys, .withoutEscapingSlashes])
        return Array(#"{"jsonrpc":"2.0","result":"#.utf8) + text + Array(#","id":1}"#.utf8)
    }

    /// An amount of one to thirteen digits.
    private static func amount(using generator: inout SplitMix64) -> UInt64 {
        .random(in: 0...9_999_999_999_999, using: &generator)
            >> UInt64.random(in: 0...40, using: &generator)
    }

    /// Reads every body with simdjson; a digest of each answer if `digests` has room for it.
    func readBySimdjson(_ digests: UnsafeMutablePointer<UInt64>? = nil) -> UInt64 {
        UInt64(anchor_simdjson_answers(padded, offsets, lengths, bodies.count, digests))
    }
}

/// FNV-1a over every field in a fixed order: `digest` in `answers.cpp` computes the same.
struct AnswerDigest {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    init(_ answer: TransactionAnswer) {
        add(answer.slot)
        add(answer.blockTime)
        if case .number(let number) = answer.version { add(number) } else { add(.max) }
        add(bytes: answer.transaction)
        guard let meta = answer.meta else { return }
        add(bytes: Array((meta.errJSON ?? "").utf8))
        add(meta.fee)
        for list in [meta.preBalances, meta.postBalances] {
            add(count: list.count)
            for balance in list { add(balance) }
        }
        add(meta.preTokenBalances)
        add(meta.postTokenBalances)
        add(meta.innerInstructions)
        add(count: meta.logMessages?.count)
        for line in meta.logMessages ?? [] { add(bytes: Array(line.utf8)) }
        if let loaded = meta.loadedAddresses {
            for list in [loaded.writable, loaded.readonly] {
                add(count: list.count)
                for address in list { add(bytes: address.bytes) }
            }
        }
        add(meta.computeUnitsConsumed ?? .max)
    }

    private mutating func add(_ number: UInt64) {
        value = (value ^ number) &* 0x100_0000_01B3
    }

    private mutating func add(_ number: Int64?) { add(UInt64(bitPattern: number ?? -1)) }

    private mutating func add(count: Int?) { add(count.map { UInt64($0) } ?? .max) }

    private mutating func add(bytes: [UInt8]) {
        add(count: bytes.count)
        for byte in bytes { add(UInt64(byte)) }
    }

    private mutating func add(_ balances: [TokenBalance]?) {
        add(count: balances?.count)
        for balance in balances ?? [] {
            add(UInt64(balance.accountIndex))
            add(bytes: balance.mint.bytes)
            if let owner = balance.owner { add(bytes: owner.bytes) }
            if let programID = balance.programID { add(bytes: programID.bytes) }
            add(balance.amount)
            add(UInt64(balance.decimals))
        }
    }

    private mutating func add(_ groups: [InnerGroup]?) {
        add(count: groups?.count)
        for group in groups ?? [] {
            add(UInt64(group.index))
            for instruction in group.instructions {
                add(UInt64(instruction.programIDIndex))
                add(bytes: instruction.accounts)
                add(bytes: instruction.data)
                add(instruction.stackHeight.map { Int64($0) })
            }
        }
    }
}
