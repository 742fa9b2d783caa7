import DepositProgram
import DepositVerifier
import Foundation
import LedgerSQLite
import SolanaCodec
import Testing

@Suite struct `Condition of a ledger file` {
    @Test func `tells its settings, its codes without references and its accounts`() async throws {
        let directory = try TemporaryDirectory()
        let ledger = try await SQLiteLedger.test(at: directory.ledger)
        try await ledger.add(
            Books.codeA, agent: "alice", references: [Books.reference(1, of: Books.codeA)])
        try await ledger.add(Books.codeB, agent: "bob", references: [])
        let third = DepositCode(FixedBytes(repeating: 3))
        try await ledger.add(third, agent: "bob", references: [])
        try await ledger.close(third)
        _ = try await ledger.post(
            Books.findings(1, credits: [Books.fact(amount: 5, to: Books.otherVault)]))
        let condition = try await ledger.condition(at: [Books.vault, Books.otherVault])
        await ledger.close()
        guard case .file(let file) = condition.store else {
            Issue.record("a file is no server")
            return
        }
        #expect(file.mode == 0o600)
        #expect(file.journalMode == "wal" && file.synchronous == "2")
        #expect(file.damages.isEmpty && file.neighbours.isEmpty)
        #expect(condition.activeCodes == 2)
        #expect(condition.accounts == [Books.vault, Books.otherVault])
        #expect(condition.codesWithoutReference == [Books.vault: 1, Books.otherVault: 2])
        let attributes = try FileManager.default.attributesOfItem(atPath: directory.ledger)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let parts = file.library.split(separator: ".").compactMap { Int($0) }
        #expect(parts.count >= 3)
        #expect(
            file.libraryNumber == parts[0] * 1_000_000 + parts[1] * 1_000 + parts[2])
    }

    @Test func `finds other ledgers beside it, and no other file`() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.ledger
        let own = try await SQLiteLedger.test(at: path)
        let manager = FileManager.default
        let other = try await SQLiteLedger.test(at: path + ".copy")
        await other.close()
        try Data("SQLite format 3\0".utf8).write(to: URL(filePath: directory.path + "/short"))
        try Data("no database".utf8 + Data(count: 200))
            .write(to: URL(filePath: directory.path + "/notes.txt"))
        try manager.createDirectory(
            atPath: directory.path + "/books.db.evidence", withIntermediateDirectories: false)
        try manager.createSymbolicLink(
            atPath: directory.path + "/link.db", withDestinationPath: path)
        guard case .file(let file) = try await own.condition(at: []).store else {
            Issue.record("a file is no server")
            return
        }
        #expect(file.neighbours.map { $0.hasSuffix("/books.db.copy") } == [true])
        await own.close()
    }
}
