import Foundation

/// Nanoseconds per operation of both sides over paired rounds.
struct Measurement {
    var ours: Series
    var anchor: Series
    /// Ours divided by the anchor's, of each pair of neighbouring rounds.
    var ratio: Series

    /// Rounds of each side. Odd, so that the median is one of them.
    static let rounds = 31
    /// CPU time of one round: long beside the clock's resolution, short beside the time in which the
    /// machine's frequency changes.
    static let roundNanoseconds: UInt64 = 8_000_000

    /// Measures round by round, ours and the anchor in turn.
    init(_ contest: Contest) throws {
        var (ours, anchor, ratio) = (Series(), Series(), Series())
        let ourPasses = try passes { try Self.ours(contest, passes: $0) }
        let anchorPasses = try passes { try Self.anchor(contest, passes: $0) }
        let operations = Double(contest.operations)
        for _ in 0..<Self.rounds {
            let our = try Self.ours(contest, passes: ourPasses)
            let their = try Self.anchor(contest, passes: anchorPasses)
            ours.append(Double(our) / (operations * Double(ourPasses)))
            anchor.append(Double(their) / (operations * Double(anchorPasses)))
            ratio.append(
                Double(our) * Double(anchorPasses) / (Double(their) * Double(ourPasses)))
        }
        (self.ours, self.anchor, self.ratio) = (ours, anchor, ratio)

        /// As many passes as fill a round, found while caches and predictors warm up.
        func passes(_ run: (Int) throws -> UInt64) throws -> Int {
            var count = 1
            while true {
                let took = try run(count)
                if took >= Self.roundNanoseconds / 2 { return count }
                count *= 2
            }
        }
    }

    private static func ours(_ contest: Contest, passes: Int) throws -> UInt64 {
        cpuTime(of: contest.ours, passes: passes)
    }

    private static func anchor(_ contest: Contest, passes: Int) throws -> UInt64 {
        switch contest.anchor {
        case .here(let pass): cpuTime(of: pass, passes: passes)
        case .elsewhere(let run): try run(passes)
        }
    }

    /// The CPU time that this process spends on `passes` passes, in nanoseconds.
    private static func cpuTime(of pass: () -> UInt64, passes: Int) -> UInt64 {
        let start = clock_gettime_nsec()
        var results: UInt64 = 0
        for _ in 0..<passes { results &+= pass() }
        let end = clock_gettime_nsec()
        consume(results)
        return end - start
    }

    private static func clock_gettime_nsec() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}

/// One number for each round.
struct Series {
    private var values: [Double] = []

    /// The one in the middle.
    var median: Double { values.sorted()[values.count / 2] }
    /// The least.
    var minimum: Double { values.min() ?? .nan }

    mutating func append(_ value: Double) { values.append(value) }
}

/// Uses a value in a way that the optimiser cannot see through.
@inline(never) @_optimize(none)
func consume<Value>(_ value: Value) {}
