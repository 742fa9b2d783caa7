import DepositProgram
import DepositVerifier
import Foundation
import SolanaCodec
import TestSupport
import Testing
import TransportCurl

/// A depositor on a chain that runs the deposit program, with the tests' constants.
struct ProgramScene {
    let depositor: Depositor
    let client: RPCClient

    static let program = OperatorProgram(World.keypair(8).address)
    static let usdc = Asset(symbol: "USDC", mint: World.usdc, decimals: 6)

    var chain: LocalChain { depositor.chain }
    var tool: Tool { depositor.tool }

    init() async throws {
        depositor = try await Depositor.funded(
            programs: [Self.program.address: BuiltPrograms.deposit()])
        client = RPCClient(
            try CurlTransport(
                CurlConfiguration(url: depositor.chain.url, operatorName: "localnet")))
        // The treasury's account: without it a deposit creates it.
        try await depositor.chain.fund(World.treasury.address, tokens: 1)
    }

    /// What the chain runs at the program's address.
    func image() async throws -> ProgramImage {
        try await client.getProgramImage(Self.program.address, commitment: .confirmed)
    }

    /// A policy with a pin that `change` may have put wrong.
    func policy(
        _ change: (inout ProgramImage) -> Void = { _ in }
    ) async throws -> String {
        var image = try await image()
        change(&image)
        let authority = image.upgradeAuthority.map { #""\#($0)""# } ?? "null"
        let pin = """
            "programs":[{"id":"\(image.id)","kind":"l5-deposit","deploySlot":\(image.deploySlot ?? 0),
             "hash":"\(Hexadecimal.encode(image.hash.bytes))","upgradeAuthority":\(authority)}],
            """
        let text = DepositRefusalTests.policy().replacingOccurrences(
            of: #""assets":"#, with: pin + #""assets":"#)
        return try tool.write(text, name: "policy-\(UUID().uuidString).json")
    }

    func code() throws -> DepositCode { try #require(DepositCode(parsing: Depositor.code)) }

    func run(_ arguments: [String]) async throws -> Tool.Output {
        try await tool.run(
            arguments + ["-u", chain.url, "-k", depositor.keyPath, "--output", "json"])
    }

    /// The tree that `decode` shows of a transaction, with what the node says of its execution.
    func decode(_ signature: String) async throws -> String {
        let options =
            #"{"encoding":"base64","maxSupportedTransactionVersion":1,"commitment":"confirmed"}"#
        let answer = try await chain.call("getTransaction", #"["\#(signature)",\#(options)]"#)
        let json = try JSONSerialization.data(withJSONObject: answer)
        let output = try await tool.run(
            ["decode", "-", "--program", Self.program.address.description],
            input: String(decoding: json, as: UTF8.self))
        #expect(output.status == 0, "\(output.stderr)")
        return output.stdout
    }
}
