import Foundation
import SolanaCodec
import TestSupport
import Testing

/// Programs through the real upgradeable loader, with mainnet's features.
@Suite struct ProgramDeployTests {
    /// Rent is (128 + size) · 6960 lamports on the local chain.
    static func rent(_ size: UInt64) -> UInt64 { (128 + size) * 6_960 }

    /// Of the smallest program: its two accounts; a buffer's creation, one write, a deployment.
    static let cost = rent(36) + rent(45 + 136) + 5_000 + 5_000 + 10_000

    @Test func `deploys a program that answers, and does nothing the second time`() async throws {
        let deployer = try await Deployer.funded(lamports: Self.cost + Self.rent(0))
        let output = try await deployer.deploy(TinyProgram.elf(answer: 7))
        #expect(output.status == 0, "\(output.stderr)")
        #expect(output.text("status") == "deployed")
        #expect(output.text("id") == "\(Deployer.program.address)")
        #expect(output.stderr.contains("This is mainnet: the money is real."))
        #expect(try await deployer.lamports == Self.rent(0))

        let again = try await deployer.deploy(TinyProgram.elf(answer: 7))
        #expect(again.text("status") == "unchanged")
        #expect(try await deployer.lamports == Self.rent(0))
        try await deployer.chain.fund(World.payer.address)
        #expect(try await deployer.answer == 7)
    }

    @Test func `prints the entry for a policy`() async throws {
        let deployer = try await Deployer.funded()
        let output = try await deployer.deploy(TinyProgram.elf(answer: 7))
        let pin = try #require(output.json?["policy"] as? [String: Any])
        #expect(pin["id"] as? String == "\(Deployer.program.address)")
        #expect(pin["upgradeAuthority"] as? String == "\(World.payer.address)")
        #expect(pin["deploySlot"] as? Int == output.json?["deploySlot"] as? Int)
        let code = TinyProgram.elf(answer: 7)
        // The seven zeros at the end of the last instruction do not count.
        #expect(
            pin["hash"] as? String == Hexadecimal.encode(SHA256.hash(Array(code.dropLast(7))).bytes)
        )
    }

    @Test func `says how much SOL is missing`() async throws {
        let deployer = try await Deployer.funded(lamports: Self.cost + Self.rent(0) - 1)
        let output = try await deployer.deploy(TinyProgram.elf(answer: 7))
        #expect(output.status == 8)
        #expect(output.stderr.contains("0.000000001 SOL are missing"))
    }

    @Test func `shows the cost in a dry run and sends nothing`() async throws {
        let deployer = try await Deployer.funded()
        let output = try await deployer.deploy(TinyProgram.elf(answer: 7), ["--dry-run"])
        #expect(output.status == 0)
        #expect(output.text("status") == "planned")
        #expect(output.text("rent") == "\(Self.rent(36) + Self.rent(45 + 136))")
        #expect(output.text("bufferRent") == "\(Self.rent(37 + 136))")
        #expect(output.text("fees") == "20000")
        #expect(try await deployer.lamports == Deployer.lamports)
    }

    @Test func `goes on with the same buffer after it was killed`() async throws {
        let deployer = try await Deployer.funded()
        let code = TinyProgram.elf(answer: 7, size: 12_000)
        let first = try deployer.start(code)
        #expect(await first.says("  write 12 parts"))
        first.signal(SIGKILL)
        #expect(await first.end().status == -1)
        let second = try await deployer.deploy(code)
        #expect(second.status == 0, "\(second.stderr)")
        #expect(!second.stderr.contains("create the buffer"))
        #expect(try await deployer.answer == 7)
        // Rent is paid once, and at most every transaction twice.
        let rent = Self.rent(36) + Self.rent(45 + 12_000)
        let paid = Deployer.lamports - (try await deployer.lamports)
        #expect((rent + 75_000...rent + 150_000).contains(paid))
    }

    @Test func `gives the lamports of an abandoned buffer back`() async throws {
        let deployer = try await Deployer.funded()
        let code = TinyProgram.elf(answer: 7, size: 12_000)
        let first = try deployer.start(code)
        #expect(await first.says("  write 12 parts"))
        first.signal(SIGKILL)
        _ = await first.end()
        let closed = try await deployer.deploy(code, ["--close-buffer"])
        #expect(closed.status == 0, "\(closed.stderr)")
        #expect(closed.text("returned") == "\(Self.rent(37 + 12_000))")
        // Nothing but fees is gone.
        #expect(Deployer.lamports - (try await deployer.lamports) <= 15 * 5_000)
        let again = try await deployer.deploy(code, ["--close-buffer"])
        #expect(again.text("returned") == "0")
    }

    @Test func `signs anew what expired`() async throws {
        // A blockhash lives for 151 slots of 5 ms here.
        let deployer = try await Deployer.funded(slotMilliseconds: 5)
        try await deployer.chain.call("localnet_dropSends", "[1]")
        let output = try await deployer.deploy(TinyProgram.elf(answer: 7))
        #expect(output.status == 0, "\(output.stderr)")
        #expect(output.stderr.contains("1 expired; what is missing is signed anew"))
        #expect(Deployer.lamports - (try await deployer.lamports) == Self.cost)
    }

    @Test func `upgrades to longer code, then takes the right away`() async throws {
        let deployer = try await Deployer.funded()
        #expect(try await deployer.deploy(TinyProgram.elf(answer: 7)).status == 0)
        let longer = TinyProgram.elf(answer: 8, size: 800)
        let output = try await deployer.deploy(
            longer, ["--program-id", "\(Deployer.program.address)"])
        #expect(output.status == 0, "\(output.stderr)")
        #expect(output.stderr.contains("  make room for 10240 bytes more\n"))
        #expect(try await deployer.answer == 8)

        let final = try await deployer.deploy(longer, ["--final"])
        #expect(final.status == 0, "\(final.stderr)")
        #expect(final.json?["upgradeAuthority"] is NSNull)
        let refused = try await deployer.deploy(TinyProgram.elf(answer: 9))
        #expect(refused.status == 2)
        #expect(refused.stderr.contains("nobody may upgrade it, ever"))
        #expect(try await deployer.deploy(longer).text("status") == "unchanged")
    }

    @Test func `refuses to upgrade for somebody else`() async throws {
        let elf = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).so")
        try Data(TinyProgram.elf(answer: 7)).write(to: elf)
        defer { try? FileManager.default.removeItem(at: elf) }
        let chain = try LocalChain(
            programs: [Deployer.program.address: elf], programAuthority: World.victim.address)
        let deployer = try await Deployer(chain)
        let output = try await deployer.deploy(TinyProgram.elf(answer: 8))
        #expect(output.status == 2)
        #expect(output.stderr.contains("its upgrade authority is \(World.victim.address)"))
        #expect(try await deployer.answer == 7)
    }

    @Test func `is not stopped by lamports at its addresses`() async throws {
        let deployer = try await Deployer.funded()
        let plan = try await deployer.deploy(TinyProgram.elf(answer: 7), ["--dry-run"])
        for address in [plan.text("buffer"), "\(Deployer.program.address)"] {
            let address = try #require(address)
            try await deployer.chain.call(
                "localnet_setAccount", #"["\#(address)",{"lamports":1000000}]"#)
        }
        let output = try await deployer.deploy(TinyProgram.elf(answer: 7))
        #expect(output.status == 0, "\(output.stderr)")
        // The gifts are the payer's now.
        #expect(Deployer.lamports - (try await deployer.lamports) == Self.cost - 2_000_000)
    }

    @Test func `lets another wallet pay, and names it in nothing else`() async throws {
        let deployer = try await Deployer.funded()
        let relayer = World.relayer.address
        try await deployer.chain.fund(relayer)
        let seed = Array(repeating: UInt8(5), count: 32)
        let path = try deployer.tool.writeKey(seed + relayer.bytes, name: "payer.json")
        let output = try await deployer.deploy(
            TinyProgram.elf(answer: 7), ["--fee-payer", path])
        #expect(output.status == 0, "\(output.stderr)")
        #expect(output.text("upgradeAuthority") == "\(World.payer.address)")
        #expect(try await deployer.lamports == Deployer.lamports)
        // One signature more in each of the three transactions.
        let options = #"{"commitment":"processed"}"#
        let balance = try await deployer.chain.call("getBalance", #"["\#(relayer)",\#(options)]"#)
        let left = (balance as? [String: Any])?["value"] as? Int
        #expect(left == 1_000_000_000 - Int(Self.cost) - 15_000)
    }

    @Test func `refuses what the loader refuses before it is sent`() async throws {
        let deployer = try await Deployer.funded()
        let cut = Array(TinyProgram.elf(answer: 7).dropLast(8))
        let output = try await deployer.deploy(cut)
        #expect(output.status == 7)
        #expect(output.stderr.contains("InvalidAccountData"))
    }

    @Test func `wants a key for a new program, and a program`() async throws {
        let deployer = try await Deployer.funded()
        let path = try deployer.write(TinyProgram.elf(answer: 7))
        let id = "\(Deployer.program.address)"
        let rows: [(arguments: [String], status: Int32, text: String)] = [
            ([path, "--program-id", id], 9, "no key to create it with"),
            ([path], 64, "the program has no address"),
            (["nothing.so", "--program-id", id], 64, "there is no such program"),
            ([deployer.keyPath, "--program-id", id], 2, "it is no ELF file"),
            ([path, "--program-id", "elsewhere"], 64, "--program-id is no address"),
        ]
        for row in rows {
            let output = try await deployer.tool.run(
                ["program", "deploy"] + row.arguments + deployer.options)
            #expect(output.status == row.status)
            #expect(output.stderr.contains(row.text), "\(output.stderr)")
        }
    }
}

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

    func start(_ code: [UInt8]) throws -> Tool.Run { try tool.start(arguments(code, [])) }

    private func arguments(_ code: [UInt8], _ more: [String]) throws -> [String] {
        let key = more.contains("--program-id") ? [] : ["--program-keypair", programPath]
        return ["program", "deploy", try write(code)] + key + options + more
    }

    func write(_ code: [UInt8]) throws -> String {
        let file = tool.home.appending(path: "program.so")
        try Data(code).write(to: file)
        return file.path
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
