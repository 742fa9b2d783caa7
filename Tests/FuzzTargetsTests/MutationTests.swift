import Foundation
import FuzzTargets
import SolanaCodec
import TestSupport
import Testing

extension FuzzTarget {
    /// The inputs in `fixtures/fuzz/`, by name.
    var corpus: [[UInt8]] {
        get throws {
            let folder = Repository.fixture("fuzz/\(name)")
            return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
                .map { try Repository.read("fuzz/\(name)/\($0)") }
        }
    }
}

/// A short run of the fuzz targets; `Scripts/check --full` makes the long one.
@Suite struct MutationTests {
    /// How many mutants each target gets: all of them in under five seconds without optimisation.
    static let mutants = 2_000

    @Test(arguments: FuzzTarget.all) func `holds for its corpus`(_ target: FuzzTarget) throws {
        let corpus = try target.corpus
        #expect(!corpus.isEmpty)
        for input in corpus { try hold(target, input) }
    }

    @Test(arguments: FuzzTarget.all) func `holds for mutants`(_ target: FuzzTarget) throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("mutants of \(target.name): seed \(seed)")
        var mutator = Mutator(seed: seed, corpus: try target.corpus, longest: target.longest)
        for _ in 0..<Self.mutants { try hold(target, mutator.next()) }
    }

    private func hold(_ target: FuzzTarget, _ input: [UInt8]) throws {
        do {
            try target.check(input)
        } catch {
            Issue.record("\(target.name): \(error.property): \(Hexadecimal.encode(input))")
        }
    }
}
