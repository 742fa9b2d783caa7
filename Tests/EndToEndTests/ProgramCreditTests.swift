import DepositProgram
import DepositVerifier
import Foundation
import SolanaCodec
import TestSupport
import Testing

/// A gateway that trusts a deposit program, and a depositor who pays through it.
private struct ProgramGateway {
    let chain: Chain
    let tool: Tool
    let ledger: String
    let elf: [UInt8]

    static let program = World.keypair(0xD0).address
    static let upgradeAuthority = World.hot.address

    init() async throws {
        let file = try BuiltPrograms.deposit()
        elf = Array(try Data(contentsOf: file))
        chain = try Chain(
            genesis: "mainnet", programs: [Self.program: file],
            programAuthority: Self.upgradeAuthority)
        try await chain.advance(1)
        try await chain.mint(0, of: World.usdc, to: World.treasury.address)
        try await chain.setAccount(World.payer.address, lamports: 1_000_000_000)
        try await chain.mint(100_000_000, of: World.usdc, to: World.payer.address)
        tool = try Tool()
        ledger = tool.home.appending(path: "books.db").path
        let output = try await run(
            ["code", "add", World.code1, "--agent", "agt_1"], policy: policy(hash: elf))
        #expect(output.status == 0, "\(output.stderr)")
    }

    /// A policy that trusts the program with the bytes of `hash`.
    func policy(hash elf: [UInt8]) async throws -> String {
        let data = try #require(
            try await chain.client.getAccountInfo(
                ProgramDerivedAddress.find(
                    seeds: [Self.program.bytes],
                    program: "BPFLoaderUpgradeab1e11111111111111111111111"
                ).address, commitment: .finalized
            ).value
        ).data
        let slot = data[4..<12].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let pin = """
            {"id": "\(Self.program)", "kind": "l5-deposit", "deploySlot": \(slot),
             "hash": "\(Hexadecimal.encode(SHA256.hash(elf).bytes))",
             "upgradeAuthority": "\(Self.upgradeAuthority)"}
            """
        return try tool.write(
            Gateway.policy(url: chain.url).replacingOccurrences(
                of: #""assets""#, with: #""programs": [\#(pin)], "assets""#),
            name: "policy-\(elf.count).json")
    }

    /// Pays 5 USDC by the program's own instruction.
    func deposit() async throws -> Signature {
        let usdc = Asset(symbol: "USDC", mint: World.usdc, decimals: 6)
        let code = try #require(DepositCode(parsing: World.code1))
        let call = OperatorProgram.Call.depositDirect(
            OperatorProgram.DirectDeposit(
                DepositRequest(
                    treasury: Treasury(
                        cluster: .mainnet, owner: World.treasury.address, assets: [usdc]),
                    asset: usdc, code: code, amount: 5_000_000,
                    authority: World.payer.address)))
        var transaction = try Transaction(
            Message.compile(
                [call.instruction(program: Self.program)], payer: World.payer.address,
                recentBlockhash: await chain.blockhash(), version: .v0))
        try transaction.sign(with: [World.payer])
        return try await chain.land(transaction.encoded)
    }

    /// Pays 5 USDC to the vault of a code, as an exchange would: to the associated account of an address.
    func pay(toVaultOf code: DepositCode) async throws -> Signature {
        let vault = try ProgramDerivedAddress.find(
            seeds: [Array("code".utf8), code.bytes], program: Self.program
        ).address
        let account = AssociatedTokenAccount.find(
            owner: vault, mint: World.usdc, tokenProgram: Programs.token
        ).address
        let transfer = TokenTransfer(
            .checked(mint: World.usdc, decimals: 6), source: World.payerUSDC,
            destination: account, authority: World.payer.address, amount: TokenAmount(5_000_000))
        try await chain.mint(0, of: World.usdc, to: vault)
        var transaction = try Transaction(
            Message.compile(
                [transfer.instruction(program: Programs.token)], payer: World.payer.address,
                recentBlockhash: await chain.blockhash(), version: .v0))
        try transaction.sign(with: [World.payer])
        return try await chain.land(transaction.encoded)
    }

    func run(_ arguments: [String], policy: String) async throws -> Tool.Output {
        try await tool.run(
            arguments + ["--ledger", ledger, "--policy", policy, "--output", "json"],
            environment: ["RPC_KEY": Gateway.canary])
    }
}

@Suite(.serialized) struct ProgramCreditTests {
    @Test func `A35 a code that was issued before the program has a vault after code refresh`()
        async throws
    {
        let gateway = try await ProgramGateway()
        let policy = try await gateway.policy(hash: gateway.elf)
        let earlier = try gateway.tool.write(
            Gateway.policy(url: gateway.chain.url), name: "earlier.json")
        let added = try await gateway.run(
            ["code", "add", World.code2, "--agent", "agt_2"], policy: earlier)
        #expect(added.status == 0, "\(added.stderr)")
        let code = try #require(DepositCode(parsing: World.code2))
        let signature = "\(try await gateway.pay(toVaultOf: code))"

        let unknown = try await gateway.run(["verify", signature], policy: policy)
        #expect(unknown.status == 2)
        #expect(unknown.text("reason") == "wrong_destination")
        let refreshed = try await gateway.run(["code", "refresh"], policy: policy)
        #expect(refreshed.status == 0, "\(refreshed.stderr)")
        #expect(refreshed.json?["codes"] as? Int == 2)
        let known = try await gateway.run(["verify", signature], policy: policy)
        #expect(known.status == 0)
        let credits = known.json?["credits"] as? [[String: Any]]
        #expect(credits?.map { $0["code"] as? String } == [World.code2])
        #expect(credits?.map { $0["attribution"] as? String } == ["deposit_address"])
    }

    @Test func `A34 credits a direct deposit once, and decides again from its evidence`()
        async throws
    {
        let gateway = try await ProgramGateway()
        let policy = try await gateway.policy(hash: gateway.elf)
        let signature = "\(try await gateway.deposit())"
        let first = try await gateway.run(["verify", signature], policy: policy)
        #expect(first.status == 0, "\(first.stderr)")
        #expect(first.text("verdict") == "accept")
        let credits = first.json?["credits"] as? [[String: Any]]
        #expect(credits?.count == 1)
        #expect(credits?.first?["event"] as? String == "0.0")
        #expect(credits?.first?["amount"] as? String == "5000000")
        #expect(credits?.first?["code"] as? String == World.code1)
        #expect(credits?.first?["attribution"] as? String == "deposit_direct")
        let again = try await gateway.run(["verify", signature], policy: policy)
        #expect(again.text("verdict") == "duplicate")
        let books = try await gateway.run(["ledger", "balance"], policy: policy)
        let balances = books.json?["balances"] as? [[String: Any]]
        #expect(balances?.map { $0["balance"] as? String } == ["5000000"])
        for output in [first, again] {
            let name = try #require(output.text("evidence"))
            let replay = try await gateway.tool.run(
                ["replay", "\(gateway.ledger).evidence/\(name).json", "--output", "json"])
            #expect(replay.status == 0, "\(replay.stdout)")
        }
    }

    @Test func `L22 holds a deposit through other bytes than the policy pins`() async throws {
        let gateway = try await ProgramGateway()
        let signature = "\(try await gateway.deposit())"
        let other = try await gateway.policy(hash: gateway.elf + [1])
        let held = try await gateway.run(["verify", signature], policy: other)
        #expect(held.status == 11)
        #expect(held.text("reason") == "program_changed")
        #expect(held.text("rule") == "R23")
        let reviews = held.json?["reviews"] as? [[String: Any]]
        #expect(reviews?.first?["code"] as? String == World.code1)
        let right = try await gateway.policy(hash: gateway.elf)
        let credited = try await gateway.run(["verify", signature], policy: right)
        #expect(credited.text("verdict") == "accept")
    }
}
