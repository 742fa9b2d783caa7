import CSQLite
import DepositProgram
import DepositVerifier
import Foundation
import SolanaCodec
import Testing

@testable import LedgerSQLite

@Suite(.serialized) struct `SQLite ledger, faults of the disk` {
    /// More calls than any operation here makes: the loops end when no call went wrong.
    static let tooManyCalls = 500

    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        try #require(FaultyFileSystem.isRegistered)
    }

    static func open(_ path: String) async throws -> SQLiteLedger {
        try await SQLiteLedger.open(
            at: path, create: true, waiting: .zero, clock: ContinuousClock(),
            fileSystem: FaultyFileSystem.name, now: { Books.time })
    }

    /// What an operation reported: its outcomes, or the error's code.
    static func outcome(
        of work: () async throws -> [CreditOutcome]
    ) async throws -> Result<[CreditOutcome], LedgerError> {
        do { return .success(try await work()) } catch let error as LedgerError {
            return .failure(error)
        }
    }

    @Test(arguments: [FaultyFileSystem.Fault.inputOutput, .inputOutputTwice, .full])
    func `a post that meets a fault is posted once, or not at all`(
        _ fault: FaultyFileSystem.Fault
    ) async throws {
        let findings = Books.findings(1, credits: [Books.fact(amount: 5)])
        var reports: Set<Report> = []
        for call in 1...Self.tooManyCalls {
            let path = directory.path + "/\(call).db"
            let ledger = try await Self.open(path)
            try await ledger.add(Books.codeA, agent: "alice", references: [])
            FaultyFileSystem.arm(fault, at: call)
            let first = try await Self.outcome { try await ledger.post(findings) }
            let hasStruck = FaultyFileSystem.disarm()
            let second = try await ledger.post(findings)
            switch first {
            case .success(let outcomes):
                #expect(outcomes == [.new] && second == [.duplicate], "call \(call)")
                if hasStruck { reports.insert(.posted) }
            case .failure(let error):
                reports.insert(.failed(error.code))
                if error.code != .outcomeUnknown { #expect(second == [.new], "call \(call)") }
            }
            #expect(try await ledger.verifyIntegrity() == [], "call \(call)")
            await ledger.close()
            let reopened = try await SQLiteLedger.test(at: path, create: false)
            #expect(try await reopened.balances().map(\.balance) == [5], "call \(call)")
            await reopened.close()
            guard hasStruck else { break }
        }
        #expect(reports == Self.expectedReports[fault])
    }

    /// Each pair asks for the same thing, so the second's answer rests on what the first wrote.
    @Test(arguments: [FaultyFileSystem.Fault.inputOutput, .full], 1...4)
    func `what rests on a lost group is lost with it`(
        _ fault: FaultyFileSystem.Fault, _ call: Int
    ) async throws {
        let ledger = try await Self.open(directory.ledger)
        try await Books.fund(ledger)
        let withdrawal = Movement(
            account: Books.alice, kind: .withdrawal, amount: 3, id: "w-1")
        var otherHold = Books.request
        otherHold.amount += 1
        let refused = otherHold
        FaultyFileSystem.arm(fault, at: call)
        async let first = Self.isAcknowledged { _ = try await ledger.authorise(Books.request) }
        async let second = Self.isAcknowledged { _ = try await ledger.authorise(Books.request) }
        async let third = Self.isAcknowledged { _ = try await ledger.book(withdrawal) }
        async let fourth = Self.isAcknowledged { _ = try await ledger.book(withdrawal) }
        async let other = Self.code { _ = try await ledger.authorise(refused) }
        let (holds, movements) = (await [first, second], await [third, fourth])
        let refusal = await other
        #expect(FaultyFileSystem.disarm())
        if try await ledger.hold(Books.request.key) == nil {
            #expect(holds == [false, false])
            #expect(refusal != .inconsistent)
        }
        let keys = try await ledger.entries(agent: "alice", limit: 9).map(\.key)
        if !keys.contains("adm:w-1") { #expect(movements == [false, false]) }
        #expect(try await ledger.verifyIntegrity() == [])
        await ledger.close()
    }

    static func isAcknowledged(_ work: @Sendable () async throws -> Void) async -> Bool {
        (try? await work()) != nil
    }

    static func code(_ work: @Sendable () async throws -> Void) async -> LedgerError.Code? {
        do { try await work() } catch { return (error as? LedgerError)?.code }
        return nil
    }

    /// What a post may report that met a fault.
    enum Report: Hashable {
        case posted
        case failed(LedgerError.Code)
    }

    /// A sync that fails leaves the outcome open until the file is opened anew: a second fault
    /// keeps the log from being undone, and then the posting is there after all.
    static let expectedReports: [FaultyFileSystem.Fault: Set<Report>] = [
        .inputOutput: [.failed(.other)],
        .inputOutputTwice: [.failed(.other), .posted],
        .full: [.failed(.diskFull), .failed(.outcomeUnknown)],
    ]

    @Test(arguments: [FaultyFileSystem.Fault.inputOutput, .inputOutputTwice, .full])
    func `a ledger that could not be created is created by the next attempt`(
        _ fault: FaultyFileSystem.Fault
    ) async throws {
        var failures = 0
        for call in 1...Self.tooManyCalls {
            let path = directory.path + "/\(call).db"
            FaultyFileSystem.arm(fault, at: call)
            do {
                await (try await Self.open(path)).close()
            } catch let error as LedgerError {
                failures += 1
                #expect([.diskFull, .cannotOpen, .other].contains(error.code), "\(error)")
            }
            let hasStruck = FaultyFileSystem.disarm()
            let ledger = try await SQLiteLedger.test(at: path)
            try await ledger.add(Books.codeA, agent: "alice", references: [])
            #expect(try await ledger.verifyIntegrity() == [], "call \(call)")
            await ledger.close()
            guard hasStruck else { break }
        }
        #expect(failures > 10)
    }

    // MARK: Many at once

    /// Which calls go wrong while many work: some of the first 200, or with
    /// `L5_DISK_FAULTS=all` each of them.
    static let calls = Array(
        stride(
            from: 1, through: 200,
            by: ProcessInfo.processInfo.environment["L5_DISK_FAULTS"] == "all" ? 1 : 37))

    @Test(arguments: [FaultyFileSystem.Fault.inputOutput, .inputOutputTwice, .full])
    func `many who meet a fault lose nothing, and go on when it is over`(
        _ fault: FaultyFileSystem.Fault
    ) async throws {
        var strikes = 0
        for call in Self.calls {
            let path = directory.path + "/\(call).db"
            let workload = Workload(seed: UInt64(call))
            let ledger = try await Self.open(path)
            let acknowledged = Acknowledged(try await workload.found(in: ledger))
            FaultyFileSystem.arm(fault, at: call)
            let failures = await workload.run(in: ledger, from: acknowledged.progress) {
                acknowledged.take($0)
            }
            strikes += FaultyFileSystem.disarm() ? 1 : 0
            let codes = Set(failures.values.map { ($0 as? LedgerError)?.code })
            #expect(codes.isSubset(of: Self.troubles), "call \(call): \(failures)")
            // Space is back, or the medium works again: nobody has to restart anything.
            let progress = acknowledged.progress
            let standings = try await workload.standings(in: ledger)
            let expected = try await workload.standings(after: progress)
            for (lane, error) in failures where (error as? LedgerError)?.code != .outcomeUnknown {
                #expect(
                    standings[Int(lane)] == expected[Int(lane)], "call \(call): \(error)")
            }
            var complaints = try await workload.complaints(about: ledger, after: progress)
            complaints += try await workload.complaints(finishing: ledger, from: progress)
            #expect(complaints == [], "call \(call)")
            await ledger.close()
            let reopened = try await SQLiteLedger.test(at: path, create: false)
            #expect(try await reopened.verifyIntegrity() == [], "call \(call)")
            await reopened.close()
        }
        #expect(strikes > 0)
    }

    /// What is the disk's fault, never the caller's.
    static let troubles: Set<LedgerError.Code?> = [
        .diskFull, .cannotOpen, .outcomeUnknown, .other,
    ]

    @Test func `nobody is told of work that another did and that was undone`() async throws {
        for call in 1...40 {
            let ledger = try await Self.open(directory.path + "/\(call).db")
            try await Books.fund(ledger)
            let first = Movement(account: Books.alice, kind: .withdrawal, amount: 1, id: "w")
            let movement = Movement(account: Books.alice, kind: .refund, amount: 5, id: "m")
            FaultyFileSystem.arm(.inputOutput, at: call)
            let outcomes = await withTaskGroup(of: MovementOutcome?.self) { group in
                // While this is committed, the others come to wait, and are committed together.
                group.addTask {
                    _ = try? await ledger.book(first)
                    return nil
                }
                for _ in 0..<8 { group.addTask { try? await ledger.book(movement) } }
                return await group.reduce(into: []) { $0.append($1) }
            }.compactMap(\.self)
            FaultyFileSystem.disarm()
            let found = try await ledger.entries(agent: "alice", limit: 9)
                .count { $0.kind == .refund }
            #expect(outcomes.count { $0 == .booked } == found, "call \(call): \(outcomes)")
            #expect(outcomes.isEmpty || found == 1, "call \(call): \(outcomes)")
            await ledger.close()
        }
    }

    /// Opening reads; working does not, since nobody else may change the file.
    @Test func `books that cannot be read now are read later`() async throws {
        let ledger = try await Self.open(directory.ledger)
        try await Books.fund(ledger)
        // What closing cannot write back stays in the log.
        FaultyFileSystem.arm(.full, at: 1)
        await ledger.close()
        FaultyFileSystem.disarm()
        var failures = 0
        for call in 1...Self.tooManyCalls {
            FaultyFileSystem.arm(.inputOutput, at: call, of: .looks)
            do {
                _ = try await Self.open(directory.ledger).balances()
            } catch let error as LedgerError {
                failures += 1
                #expect([.other, .cannotOpen].contains(error.code), "call \(call): \(error)")
            }
            guard FaultyFileSystem.disarm() else { break }
        }
        #expect(failures > 3)
        let reopened = try await SQLiteLedger.test(at: directory.ledger, create: false)
        #expect(try await reopened.balances().map(\.balance) == [100])
        #expect(try await reopened.verifyIntegrity() == [])
        await reopened.close()
    }
}
