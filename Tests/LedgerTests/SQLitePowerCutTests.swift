import DepositVerifier
import Foundation
import Synchronization
import Testing

@testable import LedgerSQLite

/// The power fails while the books are created, worked on by many at once, written back, or
/// recovered from the cut or kill before. `L5_POWER_CUTS` sets on how many disks, each
/// of which ends with a cut.
@Suite struct `SQLite ledger, power cuts` {
    static let cuts = Effort.count("L5_POWER_CUTS", otherwise: 8)
    /// Stops of one disk: a kill or cut, then another while the work goes on, the last is a cut.
    static let stopsOfOneDisk = 2

    /// What happened to one disk.
    struct Life {
        var complaints: [String] = []
        var recovery = Duration.zero
    }

    @Test func `what was acknowledged is there, and nothing twice`() async throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("power cuts: seed \(seed)")
        let reach = try await Self.reach()
        var slowest = Duration.zero
        for number in 0..<Self.cuts {
            let own = seed &+ UInt64(number) << 16
            let life = try await Self.live(own, reach: reach)
            #expect(life.complaints == [], "seed \(own), \(reach) calls")
            slowest = max(slowest, life.recovery)
        }
        print("power cuts: longest recovery \(slowest)")
    }

    /// The same disk with books that do not wait for it: were nothing lost, the test above would
    /// see nothing.
    @Test func `without a sync at every commit, acknowledged work is lost`() async throws {
        let reach = try await Self.reach()
        var lost = 0
        for number in 0..<4 as Range<UInt64> {
            let life = try await Self.live(
                number, reach: reach, survival: .nothing, settings: "PRAGMA synchronous = NORMAL")
            lost += life.complaints.isEmpty ? 0 : 1
        }
        #expect(lost > 0)
    }

    @Test func `a disk that lies about syncs loses or destroys books`() async throws {
        let reach = try await Self.reach()
        var lost = 0
        for number in 0..<4 as Range<UInt64> {
            let life = try await Self.live(
                number, reach: reach, survival: .nothing, ignoresSyncs: true)
            lost += life.complaints.isEmpty ? 0 : 1
        }
        #expect(lost > 0)
    }

    /// What a killed process wrote may be in the system's cache only. Whoever finds it there makes
    /// it durable before he says that it is there.
    @Test func `what a killed process left behind is durable before it is acknowledged`()
        async throws
    {
        let findings = Books.findings(2, credits: [Books.fact(amount: 5)])
        for call in 1...40 {
            let directory = try TemporaryDirectory()
            let disk = try ForgetfulDisk(
                try Self.place(in: directory, "disk"), stopsAt: .max, seed: 0, survival: .nothing)
            let first = try await Self.open(disk)
            try await Books.fund(first)
            disk.restart(stoppingAt: call)
            _ = try? await first.post(findings)
            await first.close()
            disk.restart(stoppingAt: .max)
            let second = try await Self.open(disk)
            _ = try await second.post(findings)
            let image = disk.cut()
            await second.close()
            let path = try Self.place(in: directory, "last")
            try ForgetfulDisk.write(image, to: path)
            let last = try await SQLiteLedger.test(at: path + "/books.db", create: false)
            #expect(try await last.balances().map(\.balance) == [105], "call \(call)")
            await last.close()
        }
    }

    // MARK: One disk

    private static func open(_ disk: ForgetfulDisk) async throws -> SQLiteLedger {
        try await SQLiteLedger.open(
            at: disk.directory + "/books.db", create: true, waiting: .zero,
            clock: ContinuousClock(), fileSystem: ForgetfulDisk.fileSystem,
            now: { Books.time })
    }

    /// How many calls the whole work makes, so that stops are spread over all of it.
    static func reach() async throws -> Int {
        let directory = try TemporaryDirectory()
        let disk = try ForgetfulDisk(try place(in: directory, "whole"), stopsAt: .max, seed: 0)
        let log = Acknowledged()
        let failures = await work(Workload(seed: 0), on: disk, log, settings: often)
        #expect(failures == [])
        _ = disk.cut()
        return disk.calls
    }

    /// Writes back after few pages, so that this happens within the work, too.
    static let often = "PRAGMA wal_autocheckpoint = 16"

    static func live(
        _ seed: UInt64, reach: Int, survival: ForgetfulDisk.Survival? = nil,
        settings: String? = nil, ignoresSyncs: Bool = false
    ) async throws -> Life {
        let directory = try TemporaryDirectory()
        let workload = Workload(seed: seed)
        var generator = SeededSteps(state: seed)
        let settings = settings ?? (Bool.random(using: &generator) ? often : "")
        let log = Acknowledged()
        var life = Life()
        var disk: ForgetfulDisk?
        var image: [String: [UInt8]] = [:]
        for stop in 0..<stopsOfOneDisk {
            // After a stop, half of the next ones come while the books are opened or just were.
            let soon = stop > 0 && Bool.random(using: &generator)
            let call = Int.random(in: 1...(soon ? 40 : reach), using: &generator)
            if let running = disk {
                running.restart(stoppingAt: call)
            } else {
                disk = try ForgetfulDisk(
                    try place(in: directory, "\(stop)"), image: image, stopsAt: call, seed: seed,
                    survival: survival, ignoresSyncs: ignoresSyncs)
            }
            guard let running = disk else { continue }
            life.complaints += await work(workload, on: running, log, settings: settings)
            // The next stop finds a disk after a cut, or after a kill.
            if stop == stopsOfOneDisk - 1 || Bool.random(using: &generator) {
                image = running.cut()
                disk = nil
            }
        }
        let last = try place(in: directory, "last")
        try ForgetfulDisk.write(image, to: last)
        do {
            try await recover(last + "/books.db", workload, log.progress, &life)
        } catch {
            life.complaints.append("\(error)")
        }
        return life
    }

    /// Opens what is left, on a disk that works; looks at it, and finishes the work.
    private static func recover(
        _ path: String, _ workload: Workload, _ progress: Workload.Progress, _ life: inout Life
    ) async throws {
        let start = ContinuousClock.now
        let ledger = try await SQLiteLedger.test(at: path)
        life.recovery = ContinuousClock.now - start
        life.complaints += try await workload.complaints(about: ledger, after: progress)
        life.complaints += try await workload.complaints(finishing: ledger, from: progress)
        await ledger.close()
    }

    private static func place(in directory: TemporaryDirectory, _ name: String) throws -> String {
        let path = URL(filePath: directory.path).resolvingSymlinksInPath().path() + "/" + name
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false)
        return path
    }

    /// Goes on with the work until everything stops.
    ///
    /// - Returns: what went wrong although nothing had stopped.
    private static func work(
        _ workload: Workload, on disk: ForgetfulDisk, _ log: Acknowledged,
        settings: String
    ) async -> [String] {
        do {
            let ledger = try await open(disk)
            try await ledger.execute(settings)
            let failures = await workload.run(in: ledger, from: log.progress) { log.take($0) }
            await ledger.close()
            return disk.isStopped ? [] : failures.map { "lane \($0): \($1)" }
        } catch {
            return disk.isStopped ? [] : ["\(error)"]
        }
    }
}

/// What several tasks have had acknowledged.
final class Acknowledged: Sendable {
    private let state: Mutex<Workload.Progress>

    init(_ progress: Workload.Progress = Workload.Progress()) { state = Mutex(progress) }

    var progress: Workload.Progress { state.withLock { $0 } }

    func take(_ mark: UInt8) { state.withLock { $0.take(mark) } }
}

extension SQLiteLedger {
    /// Runs statements on the connection as it is.
    func execute(_ script: String) throws(LedgerError) { try connected().execute(script) }
}
