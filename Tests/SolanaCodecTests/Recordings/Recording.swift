import Foundation
import SolanaCodec
import TestSupport

/// A recorded `getTransaction` answer, whichever way its file wraps it.
struct Recording: Decodable {
    var transaction: Body
    var meta: Meta
    var version: Version

    struct Body: Decodable {
        var signatures: [String]
        var message: RecordedMessage
    }

    struct Meta: Decodable {
        var loadedAddresses: Loaded?
    }

    struct Loaded: Decodable {
        var writable: [String]
        var readonly: [String]
    }

    enum Version: Decodable {
        case legacy
        case number(Int)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Int.self) {
                self = .number(number)
            } else {
                self = try container.decode(String.self) == "legacy" ? .legacy : .number(-1)
            }
        }
    }

    private struct Wrapped: Decodable {
        var result: Recording
    }

    static let folder = "transactions/recordings"

    /// The files that begin with one of `prefixes`, sorted by name.
    static func files(_ prefixes: String...) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: Repository.fixture(folder).path)
            .filter { file in
                file.hasSuffix(".json") && prefixes.contains { file.hasPrefix($0) }
            }
            .sorted()
    }

    /// The one answer in a file.
    static func read(_ file: String) throws -> Recording {
        let path = "\(folder)/\(file)"
        if let list = try? Repository.decode([Recording].self, from: path) {
            guard let only = list.first, list.count == 1 else { throw Malformed(file: file) }
            return only
        }
        if let wrapped = try? Repository.decode(Wrapped.self, from: path) { return wrapped.result }
        return try Repository.decode(from: path)
    }

    struct Malformed: Error {
        var file: String
    }
}

/// The message of a recording, in the `json` or the `jsonParsed` encoding.
struct RecordedMessage: Decodable {
    var accountKeys: [Key]
    var header: Header?
    var recentBlockhash: String
    var instructions: [RecordedInstruction]
    var addressTableLookups: [Lookup]?

    /// A key; the permissions stand beside it in `jsonParsed` only.
    struct Key: Decodable {
        var pubkey: String
        var signer: Bool?
        var writable: Bool?

        private enum Name: String, CodingKey {
            case pubkey, signer, writable
        }

        init(from decoder: any Decoder) throws {
            if let text = try? decoder.singleValueContainer().decode(String.self) {
                pubkey = text
                return
            }
            let members = try decoder.container(keyedBy: Name.self)
            pubkey = try members.decode(String.self, forKey: .pubkey)
            signer = try members.decode(Bool.self, forKey: .signer)
            writable = try members.decode(Bool.self, forKey: .writable)
        }
    }

    struct Header: Decodable {
        var numRequiredSignatures: UInt8
        var numReadonlySignedAccounts: UInt8
        var numReadonlyUnsignedAccounts: UInt8
    }

    struct Lookup: Decodable {
        var accountKey: String
        var writableIndexes: [UInt8]
        var readonlyIndexes: [UInt8]
    }
}

/// An instruction of a recording.
struct RecordedInstruction: Decodable {
    // json
    var programIdIndex: UInt8?
    /// Indices in `json`, addresses in `jsonParsed`.
    var accounts: Accounts?
    var data: String?
    // jsonParsed
    var programId: String?
    var program: String?
    var parsed: Parsed?

    enum Accounts: Decodable {
        case indices([UInt8])
        case addresses([String])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let indices = try? container.decode([UInt8].self) {
                self = .indices(indices)
            } else {
                self = .addresses(try container.decode([String].self))
            }
        }
    }

    enum Parsed: Decodable {
        case memo(String)
        case call(type: String, info: Info)

        private enum Name: String, CodingKey {
            case type, info
        }

        init(from decoder: any Decoder) throws {
            if let text = try? decoder.singleValueContainer().decode(String.self) {
                self = .memo(text)
                return
            }
            let members = try decoder.container(keyedBy: Name.self)
            self = .call(
                type: try members.decode(String.self, forKey: .type),
                info: try members.decode(Info.self, forKey: .info))
        }
    }

    /// Every value that the recorded calls have.
    struct Info: Decodable {
        var source: String?
        var destination: String?
        var lamports: UInt64?
        var mint: String?
        var authority: String?
        var tokenAmount: Amount?
        var account: String?
        var wallet: String?
        var tokenProgram: String?
        var nonceAccount: String?
        var nonceAuthority: String?
        var sourceBase: String?
        var sourceSeed: String?
        var sourceOwner: String?

        struct Amount: Decodable {
            var amount: String
            var decimals: UInt8
        }
    }
}
