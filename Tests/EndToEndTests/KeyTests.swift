import SolanaCodec
import TestSupport
import Testing

@Suite(.serialized) struct KeyTests {
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
        ("prompt:", "why:   there is no terminal"), ("ASK", "why:   there is no terminal"),
        ("prompt:?key=0/0", "next:  run it at a terminal, or give a key file (-k PATH)"),
        ("prompt:?key=0/x", "why:   index 2 is no number"),
        ("prompt:?key=0/0/0", "why:   it has too many indices"),
        ("prompt://?full-path=44'", "why:   a full path starts with m"),
        ("prompt:?key=2147483648", "why:   index 1 is above 2147483647"),
        ("prompt:id.json", "why:   after prompt: comes nothing, ?key= or ?full-path="),
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
        Hexadecimal.encode(Depositor.key.prefix(32)), Base64.encode(Depositor.key),
        Base64.encode(Array(Depositor.key.prefix(32))), phrase,
        phrase.replacing(" ", with: ","), String(text.prefix(80)), String(text.dropFirst()),
    ]
    static let phrase = words.joined(separator: " ")
    static let words = Array(repeating: "abandon", count: 11) + ["about"]

    @Test(arguments: leaks)
    func `refuses a key itself and never repeats it`(key: String) async throws {
        for arguments in [["address", "-k", key], ["balance", key], ["deposit", key]] {
            let output = try await Tool().run(arguments)
            #expect([9, 64].contains(output.status))
            #expect(!(output.stdout + output.stderr).contains(key))
        }
    }

    @Test(arguments: [words, text.split(separator: " ").map(String.init)])
    func `never repeats a key that lost its quotes`(words: [String]) async throws {
        for arguments in [["address", "-k"] + words, ["deposit"] + words, words] {
            let output = try await Tool().run(arguments + ["--output", "json"])
            #expect(output.status == 64)
            #expect(!(output.stdout + output.stderr).contains("aban"))
            #expect(!(output.stdout + output.stderr).contains(" 1,"))
        }
    }

    @Test func `shows no key in the settings`() async throws {
        let output = try await Tool().run(["config", "-k", Self.phrase])
        #expect(output.stdout.contains("keypair     (hidden) (from -k)"))
    }

    @Test(arguments: ["/nowhere/a,b.json", "my key,old.json", "1,2"])
    func `takes a path with a comma for a path`(path: String) async throws {
        let output = try await Tool().run(["address", "-k", path])
        #expect(output.status == 9)
        #expect(output.stderr.hasPrefix("error: the key cannot be read\nwhy:   \(path): "))
    }
}
