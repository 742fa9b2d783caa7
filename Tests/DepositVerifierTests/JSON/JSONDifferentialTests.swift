import DepositVerifier
import Foundation
import TestSupport
import Testing

/// What we take for JSON, beside Python's reader in its strictest form.
@Suite struct JSONDifferentialTests {
    /// Bytes and runs of bytes that matter to a reader.
    static let pieces: [[UInt8]] = [
        [], [0x00], [0x1F], [0x7F], [0x80], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF],
        [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82, 0xAC], [0xF0, 0x9F, 0x98, 0x80],
    ]
    static let texts = [
        "\"", "\\", "\\u", "\\ud83d", "\\ude00", "\\ud83d\\ude00", "\\u0065", "{", "}", "[", "]",
        ",", ":", "0", "-", "01", "1e5", "1E+", ".5", "-0", "99999999999999999999", "null", "tru",
        "NaN", "Infinity", " ", "\n", "\u{C}", "//", "'",
    ]

    /// Replaces, inserts or removes at one to three places.
    private static func mutate(
        _ original: [UInt8], using generator: inout some RandomNumberGenerator
    ) -> [UInt8] {
        var bytes = original
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            let start = Int.random(in: 0...bytes.count, using: &generator)
            let end = Swift.min(bytes.count, start + Int.random(in: 0...3, using: &generator))
            let piece: [UInt8] =
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: [.random(in: 0...255, using: &generator)]
                case 1: pieces.randomElement(using: &generator) ?? []
                default: Array((texts.randomElement(using: &generator) ?? "").utf8)
                }
            bytes.replaceSubrange(start..<end, with: piece)
        }
        return bytes
    }

    @Test func `takes for JSON what Python's strictest reader takes`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("mutated JSON: seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        let small = #"{"a":[1,-2.5e3,"x\u00e9\n€😀"],"err":null,"b":{"c":true,"d":[{},[]]}}"#
        let recordings = try JSONRecordingTests.names.prefix(7).map(JSONRecordingTests.bytes)
        var texts = (0..<3_000).map { _ in Self.mutate(Array(small.utf8), using: &generator) }
        for _ in 0..<30 {
            texts += recordings.map { Self.mutate($0, using: &generator) }
        }
        let judged = try Oracle.run(
            [], script: "json_text", input: texts.map { Data($0).base64EncodedString() })
        try #require(judged.count == texts.count)
        for (text, theirs) in zip(texts, judged) {
            let isAccepted = (try? JSONDocument(parsing: text)) != nil
            #expect(isAccepted == (theirs == "1"), "\(Data(text).base64EncodedString())")
        }
        // Neither side may refuse or accept everything.
        #expect(Set(judged) == ["0", "1"])
    }
}

/// Steele, Lea and Flood's generator, so that a printed seed repeats a run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
