import SolanaCodec
import TestSupport
import Testing

@Suite struct KeyTests {
    @Test(arguments: [0o400, 0o600])
    func `reads a key that only its owner can read`(mode: Int) async throws {
        let tool = try Tool()
        let path = try tool.writeKey(Depositor.key, mode: mode)
        let output = try await tool.run(["address", "-k", path])
        #expect(output.stdout == "\(World.payer.address)\n")
    }

    @Test(arguments: [0o604, 0o620, 0o640, 0o644, 0o660, 0o666, 0o777])
    func `refuses a key that others can read and says how to mend it`(mode: Int) async throws {
        let tool = try Tool()
        let path = try tool.writeKey(Depositor.key, mode: mode)
        let output = try await tool.run(["address", "-k", path, "--output", "json"])
        #expect(output.status == 9)
        #expect(output.error("hint") == "chmod 600 \(path)")
    }

    @Test func `refuses a key whose halves do not belong together`() async throws {
        let tool = try Tool()
        let broken = Array(repeating: UInt8(1), count: 32) + World.attacker.address.bytes
        let output = try await tool.run(["address", "-k", tool.writeKey(broken)])
        #expect(output.status == 9)
        #expect(output.stderr.hasPrefix("error: the key is broken\n"))
    }

    static let text = "[\(Depositor.key.map(String.init).joined(separator: ", "))]"

    @Test(arguments: ["-", "stdin:"])
    func `reads a key from standard input`(name: String) async throws {
        let output = try await Tool().run(["address", "-k", name], input: Self.text)
        #expect(output.stdout == "\(World.payer.address)\n")
    }

    @Test func `reads no more than a key from standard input`() async throws {
        let long = Self.text + String(repeating: " ", count: 4_096)
        let output = try await Tool().run(["address", "-k", "-"], input: long)
        #expect(output.status == 9)
    }

    @Test func `takes file links and the variable of the environment`() async throws {
        let tool = try Tool()
        let path = try tool.writeKey(Depositor.key)
        for name in ["file:\(path)", "file://\(path)"] {
            #expect(try await tool.run(["address", "-k", name]).status == 0)
        }
        let output = try await tool.run(["address"], environment: ["L5_KEYPAIR": path])
        #expect(output.stdout == "\(World.payer.address)\n")
    }

    static let others = [
        ("usb://ledger", "next:  sign with `solana` using --sign-only"),
        ("prompt:", "why:   this comes later"), ("ASK", "why:   this comes later"),
        ("/nowhere/id.json", "solana-keygen new"),
    ]

    @Test(arguments: others)
    func `says what it does not take`(name: String, hint: String) async throws {
        let output = try await Tool().run(["address", "-k", name])
        #expect(output.status == 9)
        #expect(output.stderr.contains(hint))
    }

    static let leaks = [
        text, Base58.encode(Depositor.key), Hexadecimal.encode(Depositor.key),
        Hexadecimal.encode(Depositor.key.prefix(32)),
    ]

    @Test(arguments: leaks)
    func `refuses a key itself and never repeats it`(key: String) async throws {
        for arguments in [["address", "-k", key], ["balance", key], ["deposit", key]] {
            let output = try await Tool().run(arguments)
            #expect([9, 64].contains(output.status))
            #expect(!(output.stdout + output.stderr).contains(key))
        }
    }
}
