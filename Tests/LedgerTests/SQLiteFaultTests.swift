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
                #expect([.diskFull, .other].contains(error.code), "\(error)")
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
}
