import DepositProgram
import DepositVerifier
import Foundation
import SolanaCodec
import Testing

@testable import LedgerSQLite

@Suite struct `SQLite ledger, killed in the middle` {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    static func findings(_ number: UInt8) -> TransactionFindings {
        Books.findings(number, credits: [Books.fact(amount: UInt64(number))])
    }

    /// Calls to the disk after which a posting process is killed: within the first posting, between
    /// postings, within later ones.
    static let kills: [(FaultyFileSystem.Fault, Int)] = [
        (.killBefore, 1), (.killBefore, 7), (.killAfter, 12), (.killBefore, 33), (.killAfter, 34),
        (.killBefore, 71), (.killAfter, 98), (.killBefore, 140), (.killAfter, 195),
        (.killBefore, 260),
    ]

    @Test(arguments: kills.indices)
    func `what was acknowledged is there, and nothing twice`(_ row: Int) async throws {
        let (fault, call) = Self.kills[row]
        let path = directory.ledger
        let acknowledged = directory.path + "/acknowledged"
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [
                path = path as String, acknowledged = acknowledged as String,
                fault = fault as FaultyFileSystem.Fault, call = call as Int
            ] in
            try #require(FaultyFileSystem.isRegistered)
            let ledger = try await `SQLite ledger, faults of the disk`.open(path)
            try await ledger.add(Books.codeA, agent: "alice", references: [])
            FaultyFileSystem.arm(fault, at: call)
            for number: UInt8 in 1...20 {
                _ = try await ledger.post(Self.findings(number))
                let text = (1...number).map { "\($0)" }.joined(separator: "\n")
                try Data(text.utf8).write(to: URL(filePath: acknowledged))
            }
        }
        let text = (try? String(contentsOfFile: acknowledged, encoding: .utf8)) ?? ""
        let numbers = text.split(separator: "\n").compactMap { UInt8($0) }

        let ledger = try await SQLiteLedger.test(at: path, create: false)
        #expect(try await ledger.verifyIntegrity() == [])
        for number in numbers {
            #expect(try await ledger.post(Self.findings(number)) == [.duplicate])
        }
        for number: UInt8 in 1...20 { _ = try await ledger.post(Self.findings(number)) }
        #expect(try await ledger.balances().map(\.balance) == [210])
        await ledger.close()
    }
}
