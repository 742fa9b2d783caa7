import Foundation
import SolanaCodec
import TestSupport
import Testing

/// A wallet with a key file, the key of a program, and a chain to use them on.
struct Deployer {
    let chain: LocalChain
    let tool: Tool
    let keyPath: String
    let programPath: String

    /// The program. Seed 60…60.
    static let program = World.keypair(0x60)
    static let lamports: UInt64 = 1_000_000_000

    init(_ chain: LocalChain, lamports: UInt64 = lamports) async throws {
        self.chain = chain
        tool = try Tool()
        keyPath = try tool.writeKey(Depositor.key)
        let seed = Array(repeating: UInt8(0x60), count: 32)
        programPath = try tool.writeKey(
            seed + Self.program.address.bytes, name: "program.json")
        try await chain.fund(World.payer.address, lamports: lamports)
    }

    static func funded(
        lamports: UInt64 = lamports, slotMilliseconds: Int = 100
    ) async throws -> Deployer {
        try await Deployer(LocalChain(slotMilliseconds: slotMilliseconds), lamports: lamports)
    }

    var options: [String] { ["-u", chain.url, "-k", keyPath, "--yes", "--output", "json"] }

    func deploy(_ code: [UInt8], _ more: [String] = []) async throws -> Tool.Output {
        try await tool.run(arguments(code, more))
    }

    /// Starts a run and kills it while it writes: after the buffer's creation and three of twelve
    /// parts nothing reaches the chain, so that it cannot come to an end before.
    func kill(_ code: [UInt8]) async throws {
        try await chain.call("localnet_dropSends", "[1000000,4]")
        let run = try tool.start(arguments(code, []))
        #expect(await run.says("  write 12 parts"))
        run.signal(SIGKILL)
        #expect(await run.end().status == -1)
        try await chain.call("localnet_dropSends", "[0]")
    }

    private func arguments(_ code: [UInt8], _ more: [String]) throws -> [String] {
        let key = more.contains("--program-id") ? [] : ["--program-keypair", programPath]
        return ["program", "deploy", try write(code)] + key + options + more
    }

    func write(_ code: [UInt8]) throws -> String {
        let file = tool.home.appending(path: "program.so")
        try Data(code).write(to: file)
        return file.path
    }

    /// The slot of the program's deployment, which stands behind four bytes.
    func deploySlot(commitment: String) async throws -> Int? {
        let address = UpgradeableLoader.findProgramData(of: Self.program.address).address
        let options = #"{"commitment":"\#(commitment)","encoding":"base64"}"#
        let answer = try await chain.call("getAccountInfo", #"["\#(address)",\#(options)]"#)
        let value = (answer as? [String: Any])?["value"] as? [String: Any]
        let data = (value?["data"] as? [String])?.first.flatMap { Base64.decode($0) }
        return data?.dropFirst(4).prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    /// What the payer holds.
    var lamports: UInt64 {
        get async throws {
            let options = #"{"commitment":"processed"}"#
            let answer = try await chain.call(
                "getBalance", #"["\#(World.payer.address)",\#(options)]"#)
            let value = (answer as? [String: Any])?["value"] as? NSNumber
            return try #require(value).uint64Value
        }
    }

    /// The custom error with which the program answers a call.
    var answer: Int? {
        get async throws {
            let call = Instruction(program: Self.program.address, accounts: [], data: [])
            let message = try Message.compile(
                [call], payer: World.payer.address,
                recentBlockhash: Blockhash(FixedBytes(repeating: 0)), version: .legacy)
            let bytes = Base64.encode(try Transaction(message).encoded)
            let options =
                #"{"encoding":"base64","commitment":"processed","replaceRecentBlockhash":true}"#
            let answer = try await chain.call("simulateTransaction", #"["\#(bytes)",\#(options)]"#)
            let value = (answer as? [String: Any])?["value"] as? [String: Any]
            let err = (value?["err"] as? [String: Any])?["InstructionError"] as? [Any]
            return (err?.last as? [String: Int])?["Custom"]
        }
    }
}
