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
        let pin = try #require(output.json?["policyEntry"] as? [String: Any])
        #expect(pin["id"] as? String == "\(Deployer.program.address)")
        #expect(pin["upgradeAuthority"] as? String == "\(World.payer.address)")
        #expect(pin["deploySlot"] as? Int == output.json?["deploySlot"] as? Int)
        #expect(
            try await deployer.deploySlot(commitment: "finalized") == pin["deploySlot"] as? Int)
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
        try await deployer.kill(code)
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
        try await deployer.kill(code)
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
        let shown = try await deployer.deploy(longer, ["--output", "human"])
        #expect(shown.stdout.contains("Upgradable   by nobody\nLength"))
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

    /// Up to what the program must hold anyway.
    @Test(arguments: [1_000_000, rent(36)])
    func `is not stopped by lamports at its addresses`(gift: UInt64) async throws {
        let deployer = try await Deployer.funded()
        let plan = try await deployer.deploy(TinyProgram.elf(answer: 7), ["--dry-run"])
        for address in [plan.text("buffer"), "\(Deployer.program.address)"] {
            try await deployer.chain.fund(
                try #require(address.flatMap { Address($0) }), lamports: gift)
        }
        let output = try await deployer.deploy(TinyProgram.elf(answer: 7))
        #expect(output.status == 0, "\(output.stderr)")
        // The gifts are the payer's now.
        #expect(Deployer.lamports - (try await deployer.lamports) == Self.cost - 2 * gift)
    }

    @Test func `makes no program of a wallet`() async throws {
        let deployer = try await Deployer.funded()
        let path = try deployer.write(TinyProgram.elf(answer: 7))
        let program = Deployer.program.address
        try await deployer.chain.fund(program, lamports: Self.rent(36) + 1)
        let rows: [(arguments: [String], why: String)] = [
            (
                ["--program-keypair", deployer.programPath],
                "\(program) holds 0.001141441 SOL, which would be lost"
            ),
            (
                ["--program-keypair", deployer.programPath, "--fee-payer", deployer.programPath],
                "\(program) is the wallet that signs or pays; its SOL would be lost"
            ),
            (
                ["--program-keypair", deployer.keyPath],
                "\(World.payer.address) is the wallet that signs or pays; its SOL would be lost"
            ),
        ]
        for row in rows {
            let output = try await deployer.tool.run(
                ["program", "deploy", path] + row.arguments + deployer.options)
            #expect(output.status == 2)
            let lines = [
                "error: the program cannot be deployed", "why:   \(row.why)",
                "next:  take another --program-keypair: solana-keygen new -o program.json\n",
            ]
            #expect(
                output.stderr.hasSuffix(lines.joined(separator: "\n")), "\(output.stderr)")
        }
        #expect(try await deployer.lamports == Deployer.lamports)
    }

    @Test func `tells of a buffer that it does not need, and of what others may do`() async throws {
        let deployer = try await Deployer.funded()
        let code = TinyProgram.elf(answer: 7)
        #expect(try await deployer.deploy(code).status == 0)
        // A buffer as solana-sdk lays it out: its kind, its authority, its content.
        let buffer = World.delegate.address
        let data = Base64.encode([1, 0, 0, 0, 1] + World.payer.address.bytes + code)
        try await deployer.chain.call(
            "localnet_setAccount",
            #"["\#(buffer)",{"lamports":2000000,"owner":"\#(Programs.upgradeableLoader)","#
                + #""data":"\#(data)"}]"#)
        let output = try await deployer.deploy(
            code, ["--buffer", "\(buffer)", "--output", "human"])
        #expect(output.status == 0, "\(output.stderr)")
        #expect(
            output.stderr.contains(
                "The buffer \(buffer) still holds 0.002 SOL; --close-buffer gets them back."),
            "\(output.stderr)")
        #expect(output.stdout.contains("anybody may lengthen it (ExtendProgram)"))
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
