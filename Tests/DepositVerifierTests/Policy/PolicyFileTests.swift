import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

@Suite struct PolicyFileTests {
    static let full = """
        {
          "schema": "l5.policy/1",
          "genesis": "5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d",
          "treasury": "9hSR6S7WPtxmTojgo6GG3k4yDPecgJY292j7xrsUGWBu",
          "assets": [
            {"symbol": "USDC", "mint": "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v",
             "tokenProgram": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA", "decimals": 6,
             "minimum": "10000", "allowedExtensions": []},
            {"symbol": "PYUSD", "mint": "2b1kV6DkPAnxd5ixfnxCpjxmKwqjjaYmCZfHsFu24GXo",
             "tokenProgram": "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb", "decimals": 6,
             "allowedExtensions": ["transferFeeConfig", "permanentDelegate"]}
          ],
          "knownAssets": ["Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB"],
          "endpoints": [{"url": "https://rpc.example/?api-key=${KEY}", "operator": "example",
                         "headers": {"Authorization": "Bearer ${KEY}${KEY}"},
                         "requestsPerSecond": 20}],
          "commitment": "confirmed",
          "quorum": {"above": "100000000", "operators": 2,
                     "singleOperatorCap": {"perCode": "500000000", "total": "5000000000"}},
          "memoBinding": "signer",
          "legacyCodes": true,
          "operatorWallets": ["AKnL4NNf3DGWZJS6cPknBuEGnVsV4A4m5tgebLHaRSZ9"],
          "depositAddresses": [
            {"address": "GyGKxMyg1p9SsHfm15MkNUu1u9TN2JtTspcdmrtGUdse", "code": "A1B2C3D4E5F6A7B8"}],
          "programs": [
            {"id": "BBAdcqUkg68JXNiPQ1HR1wujfZuayyK3eQTQSYAh6FSW", "kind": "l5-deposit",
             "hash": "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
             "deploySlot": 7, "upgradeAuthority": null},
            {"id": "BBAdcqUkg68JXNiPQ1HR1wujfZuayyK3eQTQSYAh6FSW", "kind": "l5-deposit",
             "hash": "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
             "deploySlot": 9, "upgradeAuthority": null},
            {"id": "GyGKxMyg1p9SsHfm15MkNUu1u9TN2JtTspcdmrtGUdse", "kind": "level5"}]
        }
        """

    static func parse(_ text: String) throws(PolicyError) -> PolicyFile {
        try PolicyFile.parse(Array(text.utf8)) { $0 == "KEY" ? "secret" : nil }
    }

    @Test func `reads every key`() throws {
        let file = try Self.parse(Self.full)
        let policy = file.policy
        #expect(policy.treasury.cluster == .mainnet)
        #expect(policy.treasury.owner == World.treasury.address)
        #expect(policy.treasury.assets.map(\.symbol) == ["USDC", "PYUSD"])
        #expect(policy.treasury.assets.map(\.minimum) == [10_000, 1])
        #expect(policy.treasury.assets[1].tokenProgram == Programs.token2022)
        #expect(
            policy.allowedExtensions[World.pyusd] == [.transferFeeConfig, .permanentDelegate])
        #expect(policy.knownAssets == ["Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB"])
        #expect(policy.commitment == .confirmed)
        #expect(policy.quorum?.above == 100_000_000)
        #expect(policy.quorum?.operators == 2)
        #expect(policy.quorum?.capPerCode == 500_000_000)
        #expect(policy.quorum?.capTotal == 5_000_000_000)
        #expect(policy.memoBinding == .signer)
        #expect(policy.acceptsLegacyCodes)
        #expect(policy.operatorWallets == [World.payer.address])
        #expect(
            policy.depositAddresses
                == [World.attacker.address: DepositCode(parsing: World.code1)])
        #expect(policy.programs.map(\.deploySlot) == [7, 9])
        #expect(policy.level5Programs == [World.attacker.address])
        #expect(policy.programs.first?.hash.bytes == Array(0..<32))
        let endpoint = try #require(file.endpoints.first)
        #expect(endpoint.url == "https://rpc.example/?api-key=secret")
        #expect(endpoint.headers.map(\.value) == ["Bearer secretsecret"])
        #expect(endpoint.requestsPerSecond == 20)
    }

    @Test func `defaults are the careful ones`() throws {
        let policy = try Self.parse(
            """
            {"schema": "l5.policy/1", "genesis": "\(World.mainnetGenesis)",
             "treasury": "\(World.treasury.address)",
             "assets": [{"symbol": "USDC", "mint": "\(World.usdc)", "decimals": 6,
                         "tokenProgram": "\(Programs.token)"}]}
            """
        ).policy
        #expect(policy.commitment == .finalized)
        #expect(policy.memoBinding == .message)
        #expect(!policy.acceptsLegacyCodes)
        #expect(policy.knownAssets.isEmpty && policy.operatorWallets.isEmpty)
        #expect(policy.depositAddresses.isEmpty && policy.programs.isEmpty)
        #expect(policy.quorum == nil)
    }

    @Test func `writes its rules as a file that reads the same, without endpoints`() throws {
        let file = try Self.parse(Self.full)
        let written = file.policy.json.encoded()
        let again = try PolicyFile.parse(written) { _ in nil }
        #expect(again.policy == file.policy)
        #expect(again.endpoints.isEmpty)
        let text = String(decoding: written, as: UTF8.self)
        #expect(!text.contains("secret") && !text.contains("rpc.example"))
    }

    @Test func `prints no endpoint`() throws {
        let file = try Self.parse(Self.full)
        var dumped = ""
        dump(file, to: &dumped)
        for text in [dumped, "\(file)", String(reflecting: file.endpoints)] {
            #expect(!text.contains("secret") && !text.contains("rpc.example"))
        }
    }

    /// What is replaced in the full file, and where the error must point.
    static let refused: [(old: String, new: String, path: String)] = [
        ("\"l5.policy/1\"", "\"l5.policy/2\"", "schema"),
        ("\"legacyCodes\": true", "\"legacyCode\": true", "legacyCode"),
        ("\"legacyCodes\": true", "\"legacyCodes\": 1", "legacyCodes"),
        ("\"legacyCodes\": true", "\"legacyCodes\": true, \"legacyCodes\": false", "legacyCodes"),
        ("\"schema\":", "\"\\u0074reasury\": \"x\", \"schema\":", "treasury"),
        ("9hSR6S7WPtxmTojgo6GG3k4yDPecgJY292j7xrsUGWBu", "9hSR", "treasury"),
        ("\"minimum\": \"10000\"", "\"minimum\": 10000", "assets[0].minimum"),
        ("\"minimum\": \"10000\"", "\"minimum\": \"010000\"", "assets[0].minimum"),
        ("\"minimum\": \"10000\"", "\"maximum\": \"10000\"", "assets[0].maximum"),
        (
            "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA", "11111111111111111111111111111111",
            "assets[0].tokenProgram"
        ),
        ("\"transferFeeConfig\"", "\"transferFees\"", "assets[1].allowedExtensions[0]"),
        ("\"confirmed\"", "\"processed\"", "commitment"),
        ("\"signer\"", "\"memo\"", "memoBinding"),
        ("\"code\": \"A1B2C3D4E5F6A7B8\"", "\"code\": \"A1B2\"", "depositAddresses[0].code"),
        ("\"kind\": \"l5-deposit\"", "\"kind\": \"other\"", "programs[0].kind"),
        ("000102", "0001", "programs[0].hash"), ("${KEY}\"", "${OTHER}\"", "endpoints[0].url"),
        ("${KEY}\"", "${KEY\"", "endpoints[0].url"),
        ("\"requestsPerSecond\"", "\"requestsPerMinute\"", "endpoints[0].requestsPerMinute"),
        // One operator is no quorum; a wallet cannot be the treasury's and a code's at once.
        ("\"operators\": 2", "\"operators\": 1", "quorum.operators"),
        (
            "GyGKxMyg1p9SsHfm15MkNUu1u9TN2JtTspcdmrtGUdse",
            "9hSR6S7WPtxmTojgo6GG3k4yDPecgJY292j7xrsUGWBu", "depositAddresses"
        ),
        (
            "GyGKxMyg1p9SsHfm15MkNUu1u9TN2JtTspcdmrtGUdse",
            "AKnL4NNf3DGWZJS6cPknBuEGnVsV4A4m5tgebLHaRSZ9", "depositAddresses"
        ),
        // The same mint twice, and a known asset with other decimals.
        (
            "2b1kV6DkPAnxd5ixfnxCpjxmKwqjjaYmCZfHsFu24GXo",
            "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v", "assets"
        ),
    ]

    @Test(arguments: refused)
    func `refuses what it does not know and says where`(
        old: String, new: String, path: String
    ) throws {
        let text = Self.full.replacing(old, with: new, maxReplacements: 1)
        try #require(text != Self.full)
        let error = #expect(throws: PolicyError.self) { try Self.parse(text) }
        #expect(error?.path == path, "\(error?.reason ?? "")")
        #expect(error?.reason.contains("secret") == false)
    }

    /// C03: a mint that shares its first characters with USDT; C10: wrong decimals; a mint of
    /// another cluster.
    static let lookalikes = [
        (
            "Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB",
            "Es9vMFrzaCERmKcoYhgNPJ9rg9fNimJik6Xvxp7UYA8e"
        ),
        (
            "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v",
            "4zMMC9srt5Ri5X14GAgXhaHii3GnPAEERYPJgZJDncDU"
        ),
        ("\"decimals\": 6,\n     \"minimum\"", "\"decimals\": 9,\n     \"minimum\""),
    ]

    @Test(arguments: lookalikes)
    func `refuses what looks like a known mint and is not`(old: String, new: String) throws {
        let text = Self.full.replacing(old, with: new, maxReplacements: 1)
        try #require(text != Self.full)
        #expect(throws: PolicyError.self) { try Self.parse(text) }
    }

    @Test func `the documented example is valid`() throws {
        let bytes = try Repository.read("policy/mainnet.json")
        let file = try PolicyFile.parse(bytes) { _ in "key" }
        #expect(file.policy.treasury.owner == World.treasury.address)
        #expect(file.endpoints.count == 1)
    }
}
