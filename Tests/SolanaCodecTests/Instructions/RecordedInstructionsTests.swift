import Foundation
import SolanaCodec
import Testing

@Suite struct RecordedInstructionsTests {
    @Test func `every recorded instruction of these programs reads and writes back`() throws {
        let files = try RecordedInstructions.files(prefix: "tx-parser-")
        #expect(files.count == 27)
        var counts: [String: Int] = [:]
        for file in files {
            for recorded in try RecordedInstructions.compiled(file) {
                let known = try KnownInstruction(decoding: recorded)
                guard let name = known.name, let program = known.programName else { continue }
                counts["\(program) \(name)", default: 0] += 1
                #expect(known.instruction.accounts.addresses == recorded.accounts.addresses)
                // Creations without data are written with their tag.
                let data = recorded.data.isEmpty ? [0] : recorded.data
                #expect(known.instruction.data == data, "\(file): \(program) \(name)")
            }
        }
        // Counted from the files by tag, with a script that shares no code with the decoder.
        #expect(
            counts == [
                "System createAccount": 36, "System assign": 2, "System transfer": 39,
                "System createAccountWithSeed": 5, "System allocate": 2,
                "Associated Token create": 26, "Associated Token createIdempotent": 7,
                "Compute Budget setComputeUnitLimit": 24,
                "Compute Budget setComputeUnitPrice": 26, "Token initializeAccount": 5,
                "Token transfer": 48, "Token setAuthority": 1, "Token mintTo": 1,
                "Token closeAccount": 14, "Token transferChecked": 23,
                "Token-2022 transferChecked": 1, "Token syncNative": 2,
                "Token initializeAccount3": 33, "Token initializeMint2": 1,
                "Token getAccountDataSize": 31, "Token initializeImmutableOwner": 31,
            ])
    }

    static let clusters = ["devnet-", "mainnet-"]

    @Test(arguments: clusters) func `builds every parsed instruction and shows the same fields`(
        cluster: String
    ) throws {
        for file in try RecordedInstructions.files(prefix: cluster) {
            let parsed = try RecordedInstructions.parsed(file)
            #expect(!parsed.isEmpty)
            for json in parsed {
                let known = try KnownInstruction(decoding: try ParsedInstruction.build(json))
                guard let form = json["parsed"] as? [String: Any] else { continue }
                #expect(known.name == form["type"] as? String)
                try expectFields(known.fields, form["info"] as? [String: Any] ?? [:], file)
            }
        }
    }

    /// Compares our fields with the node's, which nests amount and decimals and lists types.
    private func expectFields(
        _ fields: [InstructionField], _ info: [String: Any], _ file: String
    ) throws {
        var expected = info
        if let amount = expected.removeValue(forKey: "tokenAmount") as? [String: Any] {
            expected["amount"] = amount["amount"]
            expected["decimals"] = amount["decimals"]
        }
        if let types = expected["extensionTypes"] as? [String] {
            expected["extensionTypes"] = types.joined(separator: ",")
        }
        #expect(Set(fields.map(\.name)) == Set(expected.keys), "\(file)")
        for field in fields {
            let text =
                switch field.value {
                case .address(let address): address.description
                case .amount(let number), .number(let number): String(number)
                case .text(let text): text
                default: "?"
                }
            let wanted = expected[field.name].map { "\($0)" }
            #expect(text == wanted, "\(file): \(field.name)")
        }
    }
}
