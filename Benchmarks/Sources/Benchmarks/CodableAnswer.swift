import DepositVerifier
import Foundation
import SolanaCodec

/// The body of a `getTransaction` answer as a user of Foundation declares it for JSONDecoder: the
/// same members in the same types as `TransactionAnswer`.
struct CodableAnswer: Decodable {
    var jsonrpc: String
    var id: UInt64
    var result: Result?

    struct Result: Decodable {
        var slot: UInt64
        var blockTime: Int64?
        var version: Version?
        var transaction: Wire
        var meta: Meta?
    }

    enum Version: Decodable {
        case legacy
        case number(UInt64)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(UInt64.self) {
                self = .number(number)
            } else {
                self = .legacy
            }
        }
    }

    /// `["…", "base64"]`.
    struct Wire: Decodable {
        var bytes: Data

        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            bytes = try container.decode(Data.self)
            _ = try container.decode(String.self)
        }
    }

    struct Meta: Decodable {
        var err: Failure?
        var fee: UInt64
        var preBalances: [UInt64]
        var postBalances: [UInt64]
        var preTokenBalances: [Balance]?
        var postTokenBalances: [Balance]?
        var innerInstructions: [Group]?
        var logMessages: [String]?
        var loadedAddresses: Loaded?
        var computeUnitsConsumed: UInt64?
    }

    /// Anything but `null`; what it says is left.
    struct Failure: Decodable {
        init(from decoder: any Decoder) throws {}
    }

    struct Balance: Decodable {
        var accountIndex: UInt8
        var mint: Name
        var owner: Name?
        var programId: Name?
        var uiTokenAmount: Units
    }

    struct Units: Decodable {
        var amount: String
        var decimals: UInt8
    }

    struct Group: Decodable {
        var index: UInt8
        var instructions: [Inner]
    }

    struct Inner: Decodable {
        var programIdIndex: UInt8
        var accounts: [UInt8]
        var data: Bytes
        var stackHeight: Int?
    }

    struct Loaded: Decodable {
        var writable: [Name]
        var readonly: [Name]
    }

    /// An address in base58.
    struct Name: Decodable {
        var address: Address

        init(from decoder: any Decoder) throws {
            address = try Address(parsing: decoder.singleValueContainer().decode(String.self))
        }
    }

    /// Bytes in base58.
    struct Bytes: Decodable {
        var bytes: [UInt8]

        init(from decoder: any Decoder) throws {
            bytes = try Base58.decode(decoder.singleValueContainer().decode(String.self))
        }
    }
}

// MARK: The same in our type, to compare

extension TransactionAnswer {
    /// What the result says; `nil` for an amount that is no number.
    init?(_ codable: CodableAnswer.Result) {
        guard let meta = codable.meta.flatMap(TransactionMeta.init) else { return nil }
        self.init(
            slot: codable.slot, blockTime: codable.blockTime, version: .absent,
            transaction: [UInt8](codable.transaction.bytes), meta: meta)
        switch codable.version {
        case .legacy: version = .legacy
        case .number(let number): version = .number(number)
        case nil: break
        }
    }
}

extension TransactionMeta {
    fileprivate init?(_ codable: CodableAnswer.Meta) {
        self.init(
            errJSON: codable.err.map { _ in "" }, fee: codable.fee,
            preBalances: codable.preBalances, postBalances: codable.postBalances,
            preTokenBalances: codable.preTokenBalances?.compactMap(TokenBalance.init),
            postTokenBalances: codable.postTokenBalances?.compactMap(TokenBalance.init),
            innerInstructions: codable.innerInstructions?.map { group in
                InnerGroup(
                    index: group.index,
                    instructions: group.instructions.map {
                        InnerInstruction(
                            programIDIndex: $0.programIdIndex, accounts: $0.accounts,
                            data: $0.data.bytes, stackHeight: $0.stackHeight)
                    })
            },
            logMessages: codable.logMessages,
            loadedAddresses: codable.loadedAddresses.map {
                LoadedAddresses(
                    writable: $0.writable.map(\.address), readonly: $0.readonly.map(\.address))
            }, computeUnitsConsumed: codable.computeUnitsConsumed)
    }
}

extension TokenBalance {
    fileprivate init?(_ codable: CodableAnswer.Balance) {
        guard let amount = UInt64(codable.uiTokenAmount.amount) else { return nil }
        self.init(
            accountIndex: codable.accountIndex, mint: codable.mint.address,
            owner: codable.owner?.address, programID: codable.programId?.address, amount: amount,
            decimals: codable.uiTokenAmount.decimals)
    }
}
