import SolanaCodec
import TestSupport
import Testing

/// An instruction that the real program executed; see the `SOURCE.md` of `fixtures/token-2022` and
/// `fixtures/loader`.
struct ExecutedInstruction: Decodable, Sendable, CustomTestStringConvertible {
    struct Account: Decodable, Sendable {
        var address: String
        var signer: Bool
        var writable: Bool
    }

    var name: String
    var data: String
    /// Whether the program also executes it with one more byte.
    var acceptsMore: Bool?
    var accounts: [Account]
    /// For lookup tables, the account's data afterwards.
    var state: String?
    /// For lookup tables and the loader, when it ran.
    var slot: UInt64?
    /// For the loader, its accounts afterwards.
    var states: [String: State]?

    struct State: Decodable, Sendable {
        /// Without the zeros at the end.
        var data: String
        var size: Int

        func bytes() throws -> [UInt8] {
            let start = try hex(data)
            return start + [UInt8](repeating: 0, count: size - start.count)
        }
    }

    var testDescription: String { name }

    func instruction(program: Address) throws -> Instruction {
        Instruction(
            program: program,
            accounts: try accounts.map {
                AccountMeta(
                    try Address(parsing: $0.address),
                    AccountRole(signer: $0.signer, writable: $0.writable))
            }, data: try hex(data))
    }

    static let token2022 = all("token-2022/instructions")
    static let lookupTables = all("token-2022/lookup-tables")
    static let loader = all("loader/instructions")

    /// An empty list fails the test that counts them.
    private static func all(_ file: String) -> [ExecutedInstruction] {
        (try? Repository.decode(from: "\(file).json")) ?? []
    }

    /// The instructions of this name, decoded, in order.
    static func decoded(_ name: String) throws -> [KnownInstruction] {
        try token2022.filter { $0.name == name }.map {
            try KnownInstruction(decoding: $0.instruction(program: Programs.token2022))
        }
    }
}

/// The address of the key pair whose seed is 32 equal bytes.
func wallet(_ byte: UInt8) throws -> Address {
    try Keypair(seed: Array(repeating: byte, count: 32)).address
}
