import DepositProgram
import DepositVerifier
import Foundation
import SolanaCodec
import TestSupport
import Testing

@Suite(.serialized) struct ProgramShowTests {
    @Test func `shows loader, deployment, authority and both hashes`() async throws {
        let file = [UInt8](try Data(contentsOf: BuiltPrograms.deposit()))
        let scene = try await ProgramScene()
        let output = try await scene.run([
            "program", "show", ProgramScene.program.address.description,
        ])
        #expect(output.status == 0, "\(output.stderr)")
        #expect(output.text("loader") == "BPFLoaderUpgradeab1e11111111111111111111111")
        #expect(
            output.text("programData")
                == UpgradeableLoader.findProgramData(of: ProgramScene.program.address).address
                .description)
        #expect(output.text("upgradeAuthority") == World.hot.address.description)
        #expect(output.json?["deploySlot"] is Int)
        #expect(output.json?["reserved"] as? Int == file.count)
        #expect(output.text("exactHash") == Hexadecimal.encode(SHA256.hash(file).bytes))
        let end = try #require(file.lastIndex { $0 != 0 })
        #expect(
            output.text("hash")
                == Hexadecimal.encode(SHA256.hash(Array(file[...end])).bytes))
    }

    @Test func `verifies a build, and prints the policy's entry`() async throws {
        let build = try BuiltPrograms.deposit()
        let scene = try await ProgramScene()
        let id = ProgramScene.program.address.description
        let same = try await scene.run(["program", "verify", id, build.path])
        #expect(same.status == 0, "\(same.stderr)")
        #expect(same.text("status") == "same")
        let entry = try #require(same.json?["policyEntry"] as? [String: Any])
        let pin = String(
            decoding: try JSONSerialization.data(withJSONObject: entry), as: UTF8.self)
        let text = DepositRefusalTests.policy().replacingOccurrences(
            of: #""assets":"#, with: #""programs":[\#(pin)],"assets":"#)
        let parsed = try PolicyFile.parse(Array(text.utf8)) { _ in nil }
        let expected = try #require(parsed.policy.programs.first)
        #expect(try await scene.image().objection(to: expected) == nil)

        // A byte that differs, a file that ends early, and one that goes on.
        let bytes = [UInt8](try Data(contentsOf: build))
        var changed = bytes
        changed[1_000] ^= 1
        for (other, place) in [
            (changed, 1_000), (Array(bytes.prefix(2_000)), nil), (bytes + [1], nil),
        ] {
            let path = scene.tool.home.appending(path: "other.so")
            try Data(other).write(to: path)
            let different = try await scene.run(["program", "verify", id, path.path])
            #expect(different.status == 2)
            #expect(different.text("status") == "different")
            let differsAt = try #require(different.json?["differsAt"] as? Int)
            if let place { #expect(differsAt == place) }
            #expect(different.json?["policyEntry"] == nil)
        }
        // Zeros behind it do not count.
        let padded = scene.tool.home.appending(path: "padded.so")
        try Data(bytes + [0, 0, 0]).write(to: padded)
        #expect(try await scene.run(["program", "verify", id, padded.path]).status == 0)
    }

    @Test func `says that there is no program, or no file`() async throws {
        let scene = try await ProgramScene()
        let wallet = try await scene.run(["program", "show", World.victim.address.description])
        #expect(wallet.status == 2)
        #expect(wallet.error("code") == "noProgram")
        let mint = try await scene.run(["program", "show", World.usdc.description])
        #expect(mint.status == 2)
        let file = try await scene.run([
            "program", "verify", ProgramScene.program.address.description, "/nowhere.so",
        ])
        #expect(file.status == 64)
        let malformed = try await scene.run(["program", "show", "0"])
        #expect(malformed.status == 64)
    }
}
