import DepositLayouts
import Foundation
import SolanaCodec
import TestSupport
import Testing

/// `Contract/Deposit/idl.json`, by which Anchor clients and explorers read the program.
@Suite struct InterfaceFileTests {
    struct File: Decodable {
        struct Named: Decodable {
            var name: String
            var discriminator: [UInt8]
        }
        struct Account: Decodable {
            var name: String
            var writable: Bool?
            var signer: Bool?
            var address: String?
        }
        struct Instruction: Decodable {
            var name: String
            var discriminator: [UInt8]
            var accounts: [Account]
        }
        struct Failure: Decodable {
            var code: UInt32
            var name: String
            var msg: String
        }
        struct Field: Decodable {
            var name: String
            var type: Shape
        }
        struct Kind: Decodable {
            struct Content: Decodable {
                var kind: String
                var fields: [Field]?
                var variants: [Variant]?
            }
            struct Variant: Decodable {
                var name: String
                var fields: [Field]
            }
            var name: String
            var type: Content
        }
        /// How many bytes a value has.
        struct Shape: Decodable {
            var size: Int
            init(from decoder: any Decoder) throws {
                if let name = try? decoder.singleValueContainer().decode(String.self) {
                    size = try #require(["u8": 1, "u64": 8, "pubkey": 32][name])
                } else {
                    // `{"array": ["u8", 8]}`, the only array there is.
                    let array = try decoder.singleValueContainer().decode([String: [Length]].self)
                    size = try #require(array["array"]?.last?.value)
                }
            }
        }
        struct Length: Decodable {
            var value: Int?
            init(from decoder: any Decoder) throws {
                value = try? decoder.singleValueContainer().decode(Int.self)
            }
        }
        var instructions: [Instruction]
        var accounts: [Named]
        var events: [Named]
        var errors: [Failure]
        var types: [Kind]
    }

    let file: File

    init() throws {
        let url = Repository.root.appending(path: "Contract/Deposit/idl.json")
        file = try JSONDecoder().decode(File.self, from: Data(contentsOf: url))
    }

    @Test func `names every instruction by the discriminator of the code`() {
        for instruction in file.instructions {
            let words = instruction.name.split(separator: "_").map(String.init)
            let name = words[0] + words[1...].map(\.capitalized).joined()
            let known = DepositInstruction(rawValue: number(instruction.discriminator))
            #expect(known.map { "\($0)" } == name)
            #expect(
                Array(SHA256.hash(Array("global:\(instruction.name)".utf8)).bytes[..<8])
                    == instruction.discriminator)
        }
        #expect(Set(file.instructions.map(\.name)).count == 12)
    }

    @Test(arguments: [
        ("deposit_direct", "wrwsr"), ("sweep_token", "rwrwr"),
        ("sweep_lamports", "wwr"), ("recover_nested", "wwrwwrrr"),
        ("initialize_token", "wrwSrrr"), ("deposit_token", "wrwwSr"),
        ("close_token_account", "wrwSr"), ("withdraw", ""),
    ])
    func `gives accounts in the order and with the roles of the code`(
        name: String, roles: String
    ) {
        let found = file.instructions.first { $0.name == name }?.accounts.map { account in
            switch (account.signer ?? false, account.writable ?? false) {
            case (true, true): "S"
            case (true, false): "s"
            case (false, true): "w"
            case (false, false): "r"
            }
        }
        #expect(found?.joined() == roles)
    }

    @Test func `lists every error with its number`() {
        let known = (6000...6100).compactMap { DepositError(rawValue: $0) }
        #expect(file.errors.map(\.code) == known.map(\.rawValue))
        for (failure, error) in zip(file.errors, known) {
            let name = "\(error)"
            #expect(failure.name == name.prefix(1).uppercased() + name.dropFirst())
            #expect(failure.msg.hasSuffix("."))
        }
    }

    @Test func `lays out accounts and events as the code does`() {
        typealias Layout = DepositEventLayout
        let expected = [
            ("DepositAccount", DepositAccountLayout.discriminator, DepositAccountLayout.length),
            ("DepositEvent", Layout.depositEvent, Layout.depositEventLength),
            ("DepositReceived", Layout.depositReceived, Layout.depositReceivedLength),
            ("SweepEvent", Layout.sweepEvent, Layout.sweepEventLength),
        ]
        let named = file.accounts + file.events
        #expect(named.map(\.name) == expected.map(\.0))
        for (entry, (name, discriminator, length)) in zip(named, expected) {
            #expect(number(entry.discriminator) == discriminator)
            let fields = file.types.first { $0.name == name }?.type.fields ?? []
            #expect(8 + fields.reduce(0) { $0 + $1.type.size } == length)
        }
    }

    @Test func `numbers the vaults' kinds as the code does`() {
        let kinds = file.types.first { $0.name == "VaultSeeds" }?.type.variants ?? []
        #expect(kinds.map(\.name) == ["DepositAccount", "Code"])
        #expect(kinds.map { 1 + $0.fields.reduce(0) { $0 + $1.type.size } } == [42, 10])
        #expect(VaultKind.depositAccount.rawValue == 0 && VaultKind.code.rawValue == 1)
    }

    private func number(_ bytes: [UInt8]) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
