import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

@testable import l5_deposit

/// Hostile input: random bytes, and transactions and answers with something changed.
@Suite struct DecodeFuzzTests {
    /// SplitMix64: the same inputs in every run.
    private struct Source: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }

        mutating func bytes(_ count: Int) -> [UInt8] {
            (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &self) }
        }

        /// Some bytes changed, inserted, removed, repeated, or cut off.
        mutating func mutate(_ input: [UInt8]) -> [UInt8] {
            var output = input
            for _ in 0..<Int.random(in: 1...4, using: &self) where !output.isEmpty {
                let place = Int.random(in: 0..<output.count, using: &self)
                let end = min(output.count, place + Int.random(in: 1...40, using: &self))
                switch Int.random(in: 0..<6, using: &self) {
                case 0: output[place] ^= 1 << UInt8.random(in: 0..<8, using: &self)
                case 1: output[place] = UInt8.random(in: .min ... .max, using: &self)
                case 2: output.insert(contentsOf: bytes(end - place), at: place)
                case 3: output.removeSubrange(place..<end)
                case 4: output.insert(contentsOf: output[place..<end], at: place)
                default: output.removeSubrange(place...)
                }
            }
            return output
        }
    }

    private static let rounds = 5_000

    /// Four seeds, 20,000 inputs.
    @Test(arguments: [0x0D0E_C0DE, 1, 2, 3] as [UInt64])
    func `hostile inputs fail or give JSON`(seed: UInt64) throws {
        var source = Source(state: seed)
        let signed = try DecodeSupport.golden.map { try DecodeSupport.bytes($0.1) }
        // A false signature costs more than all the rest: most inputs have none.
        let unsigned = try signed.map { try Transaction(Transaction(decoding: $0).message).encoded }
        let answers = try Self.answers(unsigned)
        var decoded = 0
        for round in 0..<Self.rounds {
            let input = Self.input(
                round, round % 16 == 2 ? signed : unsigned, answers, &source)
            let outcome = DecodeOutcome(input, form: .jsonCompact)
            let document = try? JSONDocument(parsing: outcome.output)
            guard let document, let schema = try? document.root.required("schema").string() else {
                Issue.record("round \(round): no JSON for \(Base64.encode(input))")
                continue
            }
            #expect(schema == DecodeReport.schema)
            let hasError = try document.root.member("error") != nil
            #expect(hasError == (outcome.exitCode == 2), "round \(round)")
            #expect(outcome.errors.isEmpty == (outcome.exitCode == 0), "round \(round)")
            if outcome.exitCode == 0 {
                decoded += 1
                // The tree takes as long again; some of it is enough.
                guard decoded.isMultiple(of: 8) else { continue }
                let text = DecodeOutcome(input, form: .text())
                #expect(text.exitCode == 0 && !text.output.isEmpty)
            } else {
                #expect(outcome.exitCode == 2)
            }
        }
        // Bits flipped in data and signatures leave a transaction: both ways were taken.
        #expect(decoded > 250)
        #expect(decoded < Self.rounds - 250)
    }

    private static func input(
        _ round: Int, _ golden: [[UInt8]], _ answers: [[UInt8]], _ source: inout Source
    ) -> [UInt8] {
        let vector = golden[round / 8 % golden.count]
        switch round % 8 {
        case 0: return source.bytes(Int.random(in: 0...300, using: &source))
        case 1: return Array(Hexadecimal.encode(source.mutate(vector)).utf8)
        case 2, 3: return Array(Base64.encode(source.mutate(vector)).utf8)
        case 4: return source.mutate(Array(Base64.encode(vector).utf8))
        case 5: return Array(Base58.encode(source.mutate(vector)).utf8)
        case 6: return source.mutate(answers[round / 8 % answers.count])
        default:
            let text = Base64.encode(source.mutate(vector))
            return Array("{\"transaction\":[\"\(text)\",\"base64\"]}".utf8)
        }
    }

    /// Answers of moderate size, as base64 pairs and as plain JSON.
    private static func answers(_ golden: [[UInt8]]) throws -> [[UInt8]] {
        let pairs = golden.map {
            Array("{\"result\":{\"transaction\":[\"\(Base64.encode($0))\",\"base64\"]}}".utf8)
        }
        let folder = "transactions/recordings/"
        return pairs + [
            try Repository.read(folder + "tx-parser-token_transfer_0.json"),
            try Repository.read(folder + "tx-parser-transferChecked_0.json"),
            try Repository.read(folder + "tx-parser-raydiumLiquidityPoolV4_swap_0.json"),
        ]
    }
}
