import Foundation
import SolanaCodec
import TestSupport
import Testing

/// What `Tests/Oracle/oracle.py` prints of a transaction.
private struct OracleTransaction: Decodable {
    var bytes: String
    var version: String
    var signatures: [String]
    var valid: [Bool]
    var header: [UInt8]
    var keys: [String]
    var blockhash: String
    var instructions: [CompiledRow]
    var lookups: [LookupRow]
    var config: [UInt64?]

    struct CompiledRow: Decodable, Equatable {
        var program: UInt8
        var accounts: [UInt8]
        var data: String

        init(_ instruction: CompiledInstruction) {
            program = instruction.programIndex
            accounts = instruction.accountIndices
            data = Hexadecimal.encode(instruction.data)
        }

        init(from decoder: any Decoder) throws {
            var row = try decoder.unkeyedContainer()
            program = try row.decode(UInt8.self)
            accounts = try row.decode([UInt8].self)
            data = try row.decode(String.self)
        }
    }

    struct LookupRow: Decodable, Equatable {
        var table: String
        var writable: [UInt8]
        var readonly: [UInt8]

        init(_ lookup: AddressTableLookup) {
            table = lookup.table.description
            writable = lookup.writableIndices
            readonly = lookup.readonlyIndices
        }

        init(from decoder: any Decoder) throws {
            var row = try decoder.unkeyedContainer()
            table = try row.decode(String.self)
            writable = try row.decode([UInt8].self)
            readonly = try row.decode([UInt8].self)
        }
    }

    /// Expects that our reading of the same bytes says the same.
    func expectAgreement(_ transaction: Transaction) {
        let message = transaction.message
        let names: [Message.Version: String] = [.legacy: "legacy", .v0: "0", .v1: "1"]
        #expect(names[message.version] == version)
        #expect(transaction.signatures.map(\.description) == signatures)
        let strict = zip(transaction.signatures, transaction.signerAddresses).map {
            Ed25519.isValid($0, of: transaction.messageBytes, by: $1)
        }
        #expect(strict == valid)
        let header = message.header
        #expect(
            [header.requiredSignatures, header.readonlySigned, header.readonlyUnsigned]
                == self.header)
        #expect(message.addresses.map(\.description) == keys)
        #expect(message.recentBlockhash.description == blockhash)
        #expect(message.instructions.map(CompiledRow.init) == instructions)
        #expect(message.lookups.map(LookupRow.init) == lookups)
        let config = message.config
        let values = [
            config.priorityFee, config.computeUnitLimit.map(UInt64.init),
            config.loadedAccountsDataSizeLimit.map(UInt64.init), config.heapSize.map(UInt64.init),
        ]
        #expect(values == (message.version == .v1 ? self.config : [nil, nil, nil, nil]))
    }
}

@Suite struct TransactionOracleTests {
    @Test(arguments: ["legacy", "0", "1"])
    func `a thousand transactions of solders decode alike and round trip`(
        version: String
    ) throws {
        let seed = UInt32.random(in: 0 ... .max)
        print("solders transactions of version \(version): seed \(seed)")
        let lines = try Oracle.run(["transactions", version, "1000", "\(seed)"])
        #expect(lines.count == 1000)
        for line in lines {
            let row = try JSONDecoder().decode(OracleTransaction.self, from: Data(line.utf8))
            let bytes = try #require(Base64.decode(row.bytes))
            let transaction = try Transaction(decoding: bytes)
            row.expectAgreement(transaction)
            #expect(transaction.encoded == bytes)
        }
    }

    /// solders neither looks for duplicate addresses or lookup indices in legacy and v0
    /// messages, nor for bytes after the end or the size of the packet; the cluster refuses them.
    @Test(arguments: ["legacy", "0", "1"])
    func `what we accept of mutated transactions solders accepts, and reads alike`(
        version: String
    ) throws {
        var generator = SystemRandomNumberGenerator()
        let seed = UInt32.random(in: 0 ... .max, using: &generator)
        print("mutated transactions of version \(version): seed \(seed)")
        let originals = try Oracle.run(["transactions", version, "100", "\(seed)"])
        var mutants: [[UInt8]] = []
        for line in originals {
            let row = try JSONDecoder().decode(OracleTransaction.self, from: Data(line.utf8))
            let bytes = try #require(Base64.decode(row.bytes))
            for _ in 0..<30 {
                var changed = bytes
                let index = Int.random(in: 0..<bytes.count, using: &generator)
                changed[index] = UInt8.random(in: 0 ... .max, using: &generator)
                mutants.append(changed)
            }
        }
        let verdicts = try Oracle.run(["judge"], input: mutants.map(Base64.encode))
        #expect(verdicts.count == mutants.count)
        var accepted = 0
        for (mutant, verdict) in zip(mutants, verdicts) {
            let row = try? JSONDecoder().decode(OracleTransaction.self, from: Data(verdict.utf8))
            do {
                let transaction = try Transaction(decoding: mutant)
                try #require(row != nil, "we accept what solders refuses: \(verdict)")
                row?.expectAgreement(transaction)
                #expect(transaction.encoded == mutant)
                accepted += 1
            } catch let error as WireError {
                guard row != nil else { continue }
                switch error {
                case .duplicateAccount, .invalidLookup, .trailingBytes, .oversized: break
                default: Issue.record("we refuse what solders accepts: \(error)")
                }
            }
        }
        #expect(accepted > 0)
    }
}
