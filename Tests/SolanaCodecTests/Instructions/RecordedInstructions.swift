import Foundation
import SolanaCodec

/// The instructions in the recorded transactions of the public clusters.
enum RecordedInstructions {
    struct Malformed: Error {
        var file: String
    }

    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "fixtures/transactions/recordings")

    /// File names that begin so.
    static func files(prefix: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasPrefix(prefix) && $0.hasSuffix(".json") }.sorted()
    }

    /// All transactions of a file.
    private static func transactions(_ file: String) throws -> [[String: Any]] {
        let json = try JSONSerialization.jsonObject(
            with: Data(contentsOf: folder.appending(path: file)))
        let list = (json as? [Any]) ?? [json]
        return list.compactMap { entry in
            guard let object = entry as? [String: Any] else { return nil }
            return (object["result"] as? [String: Any]) ?? object
        }
    }

    /// Top-level and inner instructions of a transaction, as JSON.
    private static func instructions(
        _ transaction: [String: Any], _ file: String
    ) throws -> (message: [String: Any], instructions: [[String: Any]], meta: [String: Any]) {
        guard let body = transaction["transaction"] as? [String: Any],
            let message = body["message"] as? [String: Any],
            var all = message["instructions"] as? [[String: Any]],
            let meta = transaction["meta"] as? [String: Any]
        else { throw Malformed(file: file) }
        for group in meta["innerInstructions"] as? [[String: Any]] ?? [] {
            all += group["instructions"] as? [[String: Any]] ?? []
        }
        return (message, all, meta)
    }

    /// The instructions of a file in the `json` encoding; roles are left out.
    static func compiled(_ file: String) throws -> [Instruction] {
        var result: [Instruction] = []
        for transaction in try transactions(file) {
            let (message, instructions, meta) = try instructions(transaction, file)
            let loaded = meta["loadedAddresses"] as? [String: [String]] ?? [:]
            let names =
                (message["accountKeys"] as? [String] ?? []) + (loaded["writable"] ?? [])
                + (loaded["readonly"] ?? [])
            let keys = try names.map { try Address(parsing: $0) }
            for instruction in instructions {
                guard let program = instruction["programIdIndex"] as? Int,
                    let accounts = instruction["accounts"] as? [Int],
                    let data = instruction["data"] as? String,
                    (accounts + [program]).allSatisfy({ keys.indices.contains($0) })
                else { throw Malformed(file: file) }
                result.append(
                    Instruction(
                        program: keys[program], accounts: accounts.map { AccountMeta(keys[$0]) },
                        data: try Base58.decode(data)))
            }
        }
        return result
    }

    /// The instructions of a file in the `jsonParsed` encoding, as JSON.
    static func parsed(_ file: String) throws -> [[String: Any]] {
        try transactions(file).flatMap { try instructions($0, file).instructions }
    }
}
