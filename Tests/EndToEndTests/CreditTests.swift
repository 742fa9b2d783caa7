import Foundation
import LedgerSQLite
import SolanaCodec
import TestSupport
import Testing

/// A gateway beside a depositor: a policy, a ledger, the built tool, and the local chain.
struct Gateway {
    let depositor: Depositor
    let policy: String
    let ledger: String

    var tool: Tool { depositor.tool }

    /// A credential that must never be seen again.
    static let canary = "CANARY7f3a9b21"

    /// - Parameter ledger: a server's URL; a file otherwise.
    init(slotMilliseconds: Int = 100, ledger server: String? = nil) async throws {
        depositor = try await Depositor.funded(slotMilliseconds: slotMilliseconds)
        ledger = server ?? depositor.tool.home.appending(path: "books.db").path
        policy = try depositor.tool.write(
            Self.policy(url: depositor.chain.url), name: "policy.json")
    }

    static func policy(url: String, genesis: String = World.mainnetGenesis) -> String {
        """
        {"schema": "l5.policy/1", "genesis": "\(genesis)",
         "treasury": "\(World.treasury.address)",
         "assets": [{"symbol": "USDC", "mint": "\(World.usdc)", "decimals": 6,
                     "tokenProgram": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA",
                     "minimum": "10000"}],
         "endpoints": [{"url": "\(url)/?api-key=${RPC_KEY}", "operator": "localnet",
                        "headers": {"Authorization": "Bearer ${RPC_KEY}"}}]}
        """
    }

    func run(_ arguments: String...) async throws -> Tool.Output {
        try await tool.run(
            arguments + ["--policy", policy, "--output", "json"],
            environment: ["RPC_KEY": Self.canary])
    }

    func addCode(_ code: String = World.code1, agent: String = "agt_1") async throws {
        let output = try await run("code", "add", code, "--agent", agent, "--ledger", ledger)
        #expect(output.status == 0)
    }

    /// Pays and waits for finality; gives the signature.
    func deposit(_ amount: String = "5", _ more: String...) async throws -> String {
        let output = try await depositor.deposit(amount, ["--commitment", "finalized"] + more)
        #expect(output.status == 0, "\(output.stderr)")
        return try #require(output.text("signature"))
    }

    func verify(_ signature: String, _ more: String...) async throws -> Tool.Output {
        try await tool.run(
            ["verify", signature, "--ledger", ledger, "--policy", policy, "--output", "json"]
                + more, environment: ["RPC_KEY": Self.canary])
    }

    /// The only balance, in base units; `nil` if there is none.
    func balance() async throws -> String? {
        let output = try await run("ledger", "balance", "--ledger", ledger)
        let balances = output.json?["balances"] as? [[String: Any]]
        return balances?.first?["balance"] as? String
    }
}

@Suite(.serialized) struct CreditTests {
    @Test(arguments: ["legacy", "0", "1"])
    func `credits a deposit exactly once, through restarts`(version: String) async throws {
        let gateway = try await Gateway()
        try await gateway.addCode()
        let signature = try await gateway.deposit("25.5", "--tx-version", version)
        let first = try await gateway.verify(signature)
        #expect(first.status == 0)
        #expect(first.text("verdict") == "accept")
        #expect(first.text("schema") == "l5.verify/1")
        let credits = first.json?["credits"] as? [[String: Any]]
        #expect(credits?.count == 1)
        #expect(credits?.first?["amount"] as? String == "25500000")
        #expect(credits?.first?["code"] as? String == World.code1)
        #expect(credits?.first?["payer"] as? String == World.payer.address.description)
        #expect(credits?.first?["new"] as? Bool == true)
        for _ in 0..<2 {
            let again = try await gateway.verify(signature)
            #expect(again.status == 0)
            #expect(again.text("verdict") == "duplicate")
        }
        #expect(try await gateway.balance() == "25500000")
        #expect(try await gateway.run("ledger", "audit", "--ledger", gateway.ledger).status == 0)
    }

    /// I02.
    @Test func `two processes at once credit once`() async throws {
        let gateway = try await Gateway()
        try await gateway.addCode()
        let signature = try await gateway.deposit()
        async let one = gateway.verify(signature)
        async let two = gateway.verify(signature)
        let verdicts = try await [one, two].map { $0.text("verdict") }
        #expect(verdicts.compactMap { $0 }.sorted() == ["accept", "duplicate"])
        #expect(try await gateway.balance() == "5000000")
    }

    @Test func `holds what nobody can attribute, and credits it once the code is known`()
        async throws
    {
        let gateway = try await Gateway()
        try await gateway.addCode(World.code2, agent: "agt_2")
        let signature = try await gateway.deposit()
        let held = try await gateway.verify(signature)
        #expect(held.status == 11)
        #expect(held.text("verdict") == "review")
        #expect(held.text("reason") == "unknown_code")
        #expect(try await gateway.balance() == nil)
        try await gateway.addCode()
        let credited = try await gateway.verify(signature)
        #expect(credited.status == 0)
        #expect(credited.text("verdict") == "accept")
        #expect(try await gateway.balance() == "5000000")
    }

    @Test func `holds less than the minimum`() async throws {
        let gateway = try await Gateway()
        try await gateway.addCode()
        let output = try await gateway.verify(gateway.deposit("0.009999"))
        #expect(output.status == 11)
        #expect(output.text("reason") == "below_minimum")
    }

    /// I03: the claimant is refused, the owner is credited.
    @Test func `credits the code's owner, whoever claims`() async throws {
        let gateway = try await Gateway()
        try await gateway.addCode()
        try await gateway.addCode(World.code2, agent: "agt_2")
        let signature = try await gateway.deposit()
        let claimed = try await gateway.verify(signature, "--expect-code", World.code2)
        #expect(claimed.status == 2)
        #expect(claimed.text("verdict") == "reject")
        #expect(claimed.text("reason") == "claim_mismatch")
        #expect(claimed.text("rule") == "R15")
        #expect(try await gateway.balance() == "5000000")
    }

    @Test func `without a ledger says what it could not check`() async throws {
        let gateway = try await Gateway()
        let signature = try await gateway.deposit()
        let output = try await gateway.run("verify", signature)
        #expect(output.status == 0)
        #expect(output.text("verdict") == "accept")
        #expect(output.json?["unchecked"] as? [String] == ["R15", "R17", "R18"])
    }

    @Test func `ends with the most serious outcome of several`() async throws {
        let gateway = try await Gateway()
        try await gateway.addCode()
        let signature = try await gateway.deposit()
        // Signed with another key over the same bytes: well-formed, and nowhere on the chain.
        let absent = try World.attacker.sign(Array(signature.utf8)).description
        let output = try await gateway.verify(signature, absent)
        #expect(output.status == 3)
        let lines = output.stdout.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.first?.contains(#""verdict":"accept""#) == true)
        #expect(lines.last?.contains(#""reason":"not_found""#) == true)
    }

    @Test func `decides again from its evidence`() async throws {
        let gateway = try await Gateway()
        try await gateway.addCode()
        let output = try await gateway.verify(gateway.deposit())
        let name = try #require(output.text("evidence"))
        let file = "\(gateway.ledger).evidence/\(name).json"
        let replay = try await gateway.run("replay", file)
        #expect(replay.status == 0)
        #expect((replay.json?["replayed"] as? [String: Any])?["verdict"] as? String == "accept")
        // One changed amount in the recorded ledger's place, one other verdict.
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let changed = text.replacingOccurrences(of: #""active":true"#, with: #""active":false"#)
        #expect(changed != text)
        let other = try await gateway.run(
            "replay", gateway.tool.write(changed, name: "changed.json"))
        #expect(other.status == 13)
    }

    @Test func `lets no credential of an endpoint out`() async throws {
        let gateway = try await Gateway()
        try await gateway.addCode()
        let signature = try await gateway.deposit()
        var outputs = [try await gateway.verify(signature)]
        #expect(outputs.first?.status == 0)
        let closed = try gateway.tool.write(
            Gateway.policy(url: "http://127.0.0.1:1"), name: "closed.json")
        outputs.append(
            try await gateway.tool.run(
                ["verify", signature, "--ledger", gateway.ledger, "--policy", closed],
                environment: ["RPC_KEY": Gateway.canary]))
        #expect(outputs.last?.status == 10)
        for output in outputs {
            #expect(!output.stdout.contains(Gateway.canary))
            #expect(!output.stderr.contains(Gateway.canary))
        }
        let home = gateway.tool.home
        let files = try #require(FileManager.default.enumerator(atPath: home.path))
        var looked = 0
        for case let name as String in files {
            guard let data = try? Data(contentsOf: home.appending(path: name)) else { continue }
            #expect(data.range(of: Data(Gateway.canary.utf8)) == nil, "\(name)")
            looked += 1
        }
        #expect(looked > 4)
    }
}

@Suite(.serialized) struct VerifyRefusalTests {
    @Test(arguments: [
        "", "abc", "0OIl", String(repeating: "1", count: 63), String(repeating: "1", count: 65),
        "https://example.com/tx/5NxVgZCADZaNv5kFGgmzHU6csPYxPw42ivtU1zNHBCD3dtBDwbihP4659AAsMSp",
    ])
    func `takes nothing for a signature that is none`(text: String) async throws {
        let tool = try Tool()
        let policy = try tool.write(Gateway.policy(url: "http://127.0.0.1:1"), name: "p.json")
        let output = try await tool.run(
            ["verify", text, "--policy", policy, "--output", "json"],
            environment: ["RPC_KEY": "x"])
        #expect(output.status == 64)
        #expect((output.json?["error"] as? [String: Any])?["exit"] as? Int == 64)
    }

    /// I10.
    @Test func `takes blanks and an explorer's page for the signature they show`() async throws {
        let gateway = try await Gateway()
        try await gateway.addCode()
        let signature = try await gateway.deposit()
        for text in [
            " \(signature)\n", "https://explorer.solana.com/tx/\(signature)?cluster=devnet",
            "https://solscan.io/tx/\(signature)",
        ] {
            let output = try await gateway.verify(text)
            #expect(output.status == 0)
            #expect(output.text("signature") == signature)
        }
        #expect(try await gateway.balance() == "5000000")
    }

    @Test func `decides nothing without an answer or on another cluster`() async throws {
        let gateway = try await Gateway()
        let signature = try World.payer.sign([1]).description
        let devnet = try gateway.tool.write(
            Gateway.policy(url: gateway.depositor.chain.url, genesis: World.devnetGenesis)
                .replacingOccurrences(of: "\(World.usdc)", with: "\(World.usdcDevnet)"),
            name: "devnet.json")
        let closed = try gateway.tool.write(
            Gateway.policy(url: "http://127.0.0.1:1"), name: "closed.json")
        for policy in [devnet, closed] {
            let output = try await gateway.tool.run(
                ["verify", signature, "--policy", policy, "--output", "json"],
                environment: ["RPC_KEY": "x"])
            #expect(output.status == 10)
            #expect((output.json?["error"] as? [String: Any])?["exit"] as? Int == 10)
        }
    }

    @Test func `refuses a policy that is not valid`() async throws {
        let tool = try Tool()
        let good = Gateway.policy(url: "http://127.0.0.1:1")
        let changes = [
            ("\"decimals\": 6", "\"decimals\": 9"), ("l5.policy/1", "l5.policy/2"),
            ("\"treasury\"", "\"treasure\""), ("\"minimum\": \"10000\"", "\"minimum\": 10000"),
            ("\"schema\"", "\"treasury\": \"x\", \"schema\""), ("}]}", "}],}"),
            ("\(World.usdc)", "\(World.usdcDevnet)"),
        ]
        let signature = try World.payer.sign([1]).description
        for (old, new) in changes {
            let text = good.replacingOccurrences(of: old, with: new)
            #expect(text != good)
            let policy = try tool.write(text, name: "policy.json")
            let output = try await tool.run(
                ["verify", signature, "--policy", policy], environment: ["RPC_KEY": "x"])
            #expect(output.status == 64, "\(new)")
        }
        let policy = try tool.write(good, name: "policy.json")
        #expect(try await tool.run(["verify", signature, "--policy", policy]).status == 64)
        #expect(try await tool.run(["verify", signature]).status == 64)
    }

    @Test func `names what is wrong with a ledger`() async throws {
        let gateway = try await Gateway()
        let signature = try World.payer.sign([1]).description
        let missing = try await gateway.verify(signature)
        #expect(missing.status == 12)
        #expect(!FileManager.default.fileExists(atPath: gateway.ledger))
        for path in [
            gateway.tool.home.path, try gateway.tool.write("no ledger", name: "garbage.db"),
            "/proc/version",
        ] {
            let output = try await gateway.run("verify", signature, "--ledger", path)
            #expect(output.status == 12, "\(path): \(output.stderr)")
        }
    }

    @Test(arguments: [("books.db", 0o444), ("", 0o555)])
    func `says that a ledger cannot be written`(name: String, mode: Int) async throws {
        let tool = try Tool()
        let folder = tool.home.appending(path: "books")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let ledger = folder.appending(path: "books.db").path
        #expect(
            try await tool.run(["code", "new", "--agent", "a", "--ledger", ledger]).status == 0)
        let path = folder.appending(path: name).path
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        let output = try await tool.run(
            ["code", "new", "--agent", "a", "--ledger", ledger], isSubjectToPermissions: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
        #expect(output.status == 12)
        #expect(output.stderr.contains("cannot write"))
        #expect(output.stdout.isEmpty)
    }

    @Test func `waits for the ledger's owner, then gives up`() async throws {
        let gateway = try await Gateway()
        try await gateway.addCode()
        let owner = try await SQLiteLedger.open(at: gateway.ledger, create: false)
        let output = try await gateway.verify(World.payer.sign([1]).description)
        await owner.close()
        #expect(output.status == 12)
        #expect(output.stderr.contains("another process"))
    }

    @Test func `gives a code to one agent only`() async throws {
        let gateway = try await Gateway()
        try await gateway.addCode()
        let taken = try await gateway.run(
            "code", "add", World.code1.lowercased(), "--agent", "agt_2", "--ledger",
            gateway.ledger)
        #expect(taken.status == 2)
        let codes = try await (0..<3).asyncMap { _ in
            try await gateway.run("code", "new", "--agent", "agt_3", "--ledger", gateway.ledger)
                .text("code")
        }
        #expect(Set(codes.compactMap { $0 }).count == 3)
    }

    @Test func `takes over a list of codes, or says which line is wrong`() async throws {
        let gateway = try await Gateway()
        func add(_ lines: String) async throws -> Tool.Output {
            let list = try gateway.tool.write(lines, name: "codes.txt")
            return try await gateway.run(
                "code", "add", "--file", list, "--ledger", gateway.ledger)
        }
        func known() async throws -> [String] {
            let list = try await gateway.run("code", "list", "--ledger", gateway.ledger)
            let codes = try #require(list.json?["codes"] as? [[String: String]])
            return codes.map { "\($0["code"] ?? "") \($0["agent"] ?? "")" }.sorted()
        }
        let first = try await add("# of the old gateway\n\n0000000000000001 agt_1\r\n")
        #expect(first.status == 0)
        let malformed = try await add("0000000000000002 agt_2\n000000000000000 agt_3\n")
        #expect(malformed.status == 64)
        #expect(malformed.stderr.contains("line 2"))
        let bare = try await add("0000000000000002\n")
        #expect(bare.status == 64)
        #expect(bare.stderr.contains("line 1"))
        let torn = try await add("0000000000000002 agt_2\n0000000000000002 agt_3\n")
        #expect(torn.status == 64)
        #expect(torn.stderr.contains("line 2"))
        #expect(try await known() == ["0000000000000001 agt_1"])
        let taken = try await add("\n0000000000000001 agt_2\n")
        #expect(taken.status == 2)
        #expect(taken.stderr.contains("line 2"))
        let all = try await add("0000000000000001 agt_1\n0000000000000002\tagt two\n")
        #expect(all.status == 0)
        #expect(
            try await known() == ["0000000000000001 agt_1", "0000000000000002 agt two"])
    }
}

extension Sequence {
    fileprivate func asyncMap<Value>(
        _ transform: (Element) async throws -> Value
    ) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
