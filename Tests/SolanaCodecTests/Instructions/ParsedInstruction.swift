import Foundation
import SolanaCodec

/// Builds the instruction that a `jsonParsed` answer describes, with this library's encoders.
///
/// It covers what the recorded transactions contain.
enum ParsedInstruction {
    /// The JSON lacks something, or describes an instruction that this builder does not know.
    struct Unsupported: Error {
        var what: String
    }

    static func build(_ json: [String: Any]) throws -> Instruction {
        let program = try Fields(json).address("programId")
        if let data = json["data"] as? String {
            let accounts = try (json["accounts"] as? [String] ?? []).map {
                AccountMeta(try Address(parsing: $0))
            }
            return Instruction(
                program: program, accounts: accounts, data: try Base58.decode(data))
        }
        if let memo = json["parsed"] as? String { return Memo(program: program, memo).instruction }
        guard let parsed = json["parsed"] as? [String: Any], let type = parsed["type"] as? String,
            let info = parsed["info"] as? [String: Any]
        else { throw Unsupported(what: "no parsed form") }
        let fields = Fields(info)
        switch program {
        case Programs.system: return try system(type, fields).instruction
        case Programs.associatedToken: return try associatedToken(type, fields).instruction
        default: return try token(type, fields).instruction(program: program)
        }
    }

    private static func system(_ type: String, _ info: Fields) throws -> SystemInstruction {
        switch type {
        case "transfer":
            .transfer(
                source: try info.address("source"), destination: try info.address("destination"),
                lamports: Lamports(try info.number("lamports")))
        case "transferWithSeed":
            .transferWithSeed(
                source: try info.address("source"), sourceBase: try info.address("sourceBase"),
                destination: try info.address("destination"),
                lamports: Lamports(try info.number("lamports")),
                sourceSeed: try info.text("sourceSeed"),
                sourceOwner: try info.address("sourceOwner"))
        case "advanceNonce":
            .advanceNonce(
                nonceAccount: try info.address("nonceAccount"),
                nonceAuthority: try info.address("nonceAuthority"))
        case "allocate":
            .allocate(account: try info.address("account"), space: try info.number("space"))
        case "assign":
            .assign(account: try info.address("account"), owner: try info.address("owner"))
        default: throw Unsupported(what: type)
        }
    }

    private static func associatedToken(
        _ type: String, _ info: Fields
    ) throws -> AssociatedTokenInstruction {
        let creation = AssociatedTokenCreation(
            payer: try info.address("source"), account: try info.address("account"),
            wallet: try info.address("wallet"), mint: try info.address("mint"),
            tokenProgram: try info.address("tokenProgram"))
        switch type {
        case "create": return .create(creation)
        case "createIdempotent": return .createIdempotent(creation)
        default: throw Unsupported(what: type)
        }
    }

    private static func token(_ type: String, _ info: Fields) throws -> TokenInstruction {
        switch type {
        case "transferChecked":
            let amount = Fields(info.json["tokenAmount"] as? [String: Any] ?? [:])
            guard let units = UInt64(try amount.text("amount")),
                let decimals = UInt8(exactly: try amount.number("decimals"))
            else { throw Unsupported(what: "tokenAmount") }
            return .transfer(
                TokenTransfer(
                    .checked(mint: try info.address("mint"), decimals: decimals),
                    source: try info.address("source"),
                    destination: try info.address("destination"),
                    authority: try info.address("authority"), amount: TokenAmount(units)))
        case "getAccountDataSize":
            // The only list in the recordings is ["immutableOwner"].
            return .query(
                TokenMintQuery(
                    .getAccountDataSize(extensions: [.immutableOwner]),
                    mint: try info.address("mint")))
        case "initializeImmutableOwner":
            return .prepare(
                TokenAccountPreparation(
                    .initializeImmutableOwner, account: try info.address("account")))
        case "initializeAccount3":
            return .initializeAccount(
                TokenAccountInitialization(
                    account: try info.address("account"), mint: try info.address("mint"),
                    owner: try info.address("owner")))
        default: throw Unsupported(what: type)
        }
    }

    /// Typed access to a JSON object.
    private struct Fields {
        let json: [String: Any]
        init(_ json: [String: Any]) { self.json = json }

        func text(_ name: String) throws -> String {
            guard let text = json[name] as? String else { throw Unsupported(what: name) }
            return text
        }

        func address(_ name: String) throws -> Address { try Address(parsing: try text(name)) }

        func number(_ name: String) throws -> UInt64 {
            guard let number = json[name] as? NSNumber else { throw Unsupported(what: name) }
            return number.uint64Value
        }
    }
}
