#if PostgreSQL
import DepositProgram
import DepositVerifier
import Foundation
import SolanaCodec
import TestSupport
import Testing

@testable import LedgerPostgreSQL

/// A role that may add entries and change none, with the rights that the documentation grants.
@Suite(.enabled(if: PostgreSQLServer.shared != nil, "there is no PostgreSQL to start"))
struct `PostgreSQL ledger, a gateway's role` {
    /// The statements of the article's SQL block, for another schema and role.
    private static func rights(of role: String, in schema: String) throws -> String {
        let article = Repository.root.appending(
            path: "Sources/DepositVerifier/DepositVerifier.docc/Articles/BooksInPostgreSQL.md")
        let text = try String(contentsOf: article, encoding: .utf8)
        let block = try #require(
            text.split(separator: "```sql\n").last?.split(separator: "```").first)
        return String(block).replacing("SCHEMA public", with: "SCHEMA \(schema)")
            .replacing("ledger_gateway", with: role)
    }

    @Test func `works with the documented rights, and cannot rewrite the books`() async throws {
        let server = try #require(PostgreSQLServer.shared)
        let schema = try server.createSchema()
        let role = "gateway_\(schema)"
        let owned = PostgreSQLServer.conninfo(server.conninfo, schema: schema)
        let owner = try await PostgreSQLLedger.test(owned)
        try await owner.add(Books.codeB, agent: "bob", references: [])
        let password = UUID().uuidString
        try server.execute("CREATE ROLE \(role) LOGIN PASSWORD '\(password)'")
        try server.execute(Self.rights(of: role, in: schema), on: owned)

        let granted = owned + " user=\(role) password=\(password)"
        let gateway = try await PostgreSQLLedger.test(granted, create: false)
        try await Books.fund(gateway)
        let cap = SingleOperatorCap(perCode: 1_000, total: 1_000)
        let capped = Books.findings(
            2, credits: [Books.fact(amount: 5)],
            reviews: [ReviewItem(fact: Books.fact(EventPath(outer: 4), amount: 2), reason: "x")],
            net: [Books.vault: 7], cap: cap)
        #expect(try await gateway.post(capped) == [.new])
        _ = try await gateway.authorise(Books.request)
        _ = try await gateway.report(progress: 1, of: Books.request.key)
        _ = try await gateway.settle(Books.request.key, as: .capture(cost: 1))
        let assign = `Ledger conformance, reviews`.decision(
            .assign(Books.codeB), of: `Ledger conformance, reviews`.id(2, EventPath(outer: 4)))
        #expect(try await gateway.decide(assign) == .decided)
        try await gateway.add(CredentialHash(hashing: [1]), kind: .apiKey, agent: "alice")
        try await gateway.revoke(CredentialHash(hashing: [1]))
        try await gateway.close(Books.codeA)
        let credited = DepositID(
            genesis: Books.mainnet, signature: Books.signature(2), path: EventPath(outer: 3))
        try await gateway.confirm([credited], operators: 2)
        try await gateway.record(
            ReconciliationRecord(
                genesis: Books.mainnet, account: Books.vault, slots: 0...9, opening: 0,
                received: 7, sent: 0, closing: 7, operators: 2))
        let condition = try await gateway.condition(at: [Books.vault])
        guard case .server(let found) = condition.store else {
            Issue.record("a server is no file")
            return
        }
        #expect(!found.mayRewrite && found.hasChecksums && found.connection == .local)
        #expect(condition.codesWithoutReference == [Books.vault: 1])
        await gateway.close()
        // In a process that has never made the tables: one that has knows what they are like.
        await #expect(processExitsWith: .success) { [granted = granted as String] in
            let gateway = try await PostgreSQLLedger.open(granted, create: false)
            await #expect(throws: LedgerError(.readOnly, "")) {
                try await gateway.verifyIntegrity()
            }
            await gateway.close()
        }

        #expect(throws: LedgerError(.inconsistent, "")) {
            try Connection(granted).execute("UPDATE event_set SET created_at = 0")
        }
        for sql in [
            "UPDATE entry SET amount = 1", "DELETE FROM entry", "TRUNCATE entry CASCADE",
            "DROP TRIGGER entry_no_change ON entry", "UPDATE deposit SET amount = 1",
            "DELETE FROM decision", "UPDATE migration SET applied_at = 0", "DELETE FROM account",
            "SET session_replication_role = replica", "CREATE TABLE more (x TEXT)",
        ] {
            #expect(throws: LedgerError(.readOnly, ""), "\(sql)") {
                try Connection(granted).execute(sql)
            }
        }
        #expect(try await owner.verifyIntegrity() == [])
        await owner.close()
        try server.execute("DROP SCHEMA \(schema) CASCADE; DROP ROLE \(role)")
    }
}
#endif
