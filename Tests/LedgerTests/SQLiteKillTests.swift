import DepositVerifier
import Foundation
import LedgerSQLite
import Synchronization
import Testing

/// A process that works on the books is killed at any moment: while it creates them, while many
/// groups are committed, while it recovers from the kill before. `L5_KILLS` sets how often.
@Suite struct `SQLite ledger, killed at any moment` {
    static let kills = Effort.count("L5_KILLS", otherwise: 12)
    /// Kills of one file, one after the other; after each, what is left to do becomes less.
    static let killsOfOneFile = 4
    /// Processes at a time: as many as a small machine has cores for, so that it stays usable.
    static let width = 3

    @Test func `what was acknowledged is there, and nothing twice`() async throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("kills: seed \(seed)")
        let lives = (Self.kills + Self.killsOfOneFile - 1) / Self.killsOfOneFile
        let slowest = try await withThrowingTaskGroup(of: Duration.self) { group in
            var slowest = Duration.zero
            for life in 0..<lives {
                if life >= Self.width { slowest = max(slowest, try await group.next() ?? .zero) }
                group.addTask { try await Self.live(seed &+ UInt64(life) << 16) }
            }
            return try await group.reduce(slowest, max)
        }
        print("kills: \(lives * Self.killsOfOneFile), longest recovery \(slowest)")
    }

    /// The life of one file.
    ///
    /// - Returns: how long the longest opening after a kill took.
    static func live(_ seed: UInt64) async throws -> Duration {
        let directory = try TemporaryDirectory()
        let workload = Workload(seed: seed)
        var generator = SeededSteps(state: seed)
        var slowest = Duration.zero
        let log = Acknowledgements(path: directory.path + "/acknowledged")
        for number in 0..<killsOfOneFile {
            let left = Workload.total - log.progress.count
            // One in four while the file is opened, the others while it is worked on.
            let count =
                Int.random(in: 0..<4, using: &generator) == 0
                ? 0
                : Int.random(in: 0...max(0, left / (killsOfOneFile - number)), using: &generator)
            let delay = UInt32.random(in: 0...(count == 0 ? 25_000 : 3_000), using: &generator)
            try await work(on: directory.ledger, seed, until: count, and: delay, log)

            let start = ContinuousClock.now
            let ledger = try await SQLiteLedger.test(at: directory.ledger)
            slowest = max(slowest, ContinuousClock.now - start)
            let complaints = try await workload.complaints(about: ledger, after: log.progress)
            #expect(complaints == [], "seed \(seed), kill \(number)")
            await ledger.close()
        }
        let ledger = try await SQLiteLedger.test(at: directory.ledger)
        let complaints = try await workload.complaints(finishing: ledger, from: log.progress)
        #expect(complaints == [], "seed \(seed)")
        await ledger.close()
        return slowest
    }

    /// Works in another process until `count` steps more are acknowledged and `delay` microseconds
    /// have passed, whatever the process does by then.
    private static func work(
        on path: String, _ seed: UInt64, until count: Int, and delay: UInt32,
        _ log: Acknowledgements
    ) async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [
                path = path as String, seed = seed as UInt64, count = count as Int,
                delay = delay as UInt32, file = log.path as String
            ] in
            let log = Acknowledgements(path: file)
            let progress = log.progress
            let target = progress.count + count
            let reached = Atomic(progress.count)
            let stop: @Sendable () -> Void = {
                Thread.detachNewThread {
                    usleep(delay)
                    kill(getpid(), SIGKILL)
                }
            }
            if count == 0 { stop() }
            let ledger = try await SQLiteLedger.test(at: path)
            let failures = await Workload(seed: seed).run(in: ledger, from: progress) { mark in
                log.append(mark)
                if reached.add(1, ordering: .relaxed).newValue == target { stop() }
            }
            try #require(failures.isEmpty)
            // Done before the kill came, which is on its way.
            while true { sleep(1) }
        }
    }
}

/// One byte for each acknowledgement, in a file: what was written there outlives the process.
struct Acknowledgements: Sendable {
    let path: String

    /// What the file tells.
    var progress: Workload.Progress {
        var progress = Workload.Progress()
        for mark in (try? Data(contentsOf: URL(filePath: path))) ?? Data() { progress.take(mark) }
        return progress
    }

    /// Written by one call each, so that those of several threads do not mix.
    func append(_ mark: UInt8) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        defer { close(descriptor) }
        withUnsafeBytes(of: mark) { _ = write(descriptor, $0.baseAddress, 1) }
    }
}
