import Foundation
import SolanaCodec
import TestSupport

/// A wallet with a key file, a tool in its hands, and a chain to use it on.
struct Depositor {
    let chain: LocalChain
    let tool: Tool
    let keyPath: String

    /// The bytes of the payer's key file: seed 01…01 and its public key.
    static let key = Array(repeating: UInt8(1), count: 32) + World.payer.address.bytes
    static let code = World.code1

    init(_ chain: LocalChain) throws {
        self.chain = chain
        tool = try Tool()
        keyPath = try tool.writeKey(Self.key)
    }

    /// A chain, and a wallet with 1 SOL and these tokens.
    static func funded(
        slotMilliseconds: Int = 100, lamports: UInt64 = 1_000_000_000,
        tokens: UInt64 = 100_000_000, programs: [Address: URL] = [:]
    ) async throws -> Depositor {
        let chain = try LocalChain(
            slotMilliseconds: slotMilliseconds, programs: programs,
            programAuthority: World.hot.address)
        try await chain.fund(World.payer.address, lamports: lamports, tokens: tokens)
        return try Depositor(chain)
    }

    /// Endpoint, key and treasury.
    var options: [String] {
        ["-u", chain.url, "-k", keyPath, "--treasury", World.treasury.address.description]
    }

    func deposit(_ amount: String, _ more: [String] = []) async throws -> Tool.Output {
        try await tool.run(arguments(amount, more))
    }

    func start(_ amount: String, _ more: [String] = []) throws -> Tool.Run {
        try tool.start(arguments(amount, more))
    }

    func arguments(_ amount: String, _ more: [String] = []) -> [String] {
        ["deposit", amount, "--code", Self.code, "--yes", "--output", "json"] + options + more
    }
}

extension Tool.Output {
    /// A text of the JSON document.
    func text(_ name: String) -> String? { json?[name] as? String }

    /// A text of the error in the JSON document.
    func error(_ name: String) -> String? {
        (json?["error"] as? [String: Any])?[name] as? String
    }
}
