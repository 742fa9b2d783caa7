#if CLI
import ArgumentParser
import DepositVerifier
import LedgerSQLite

#if PostgreSQL
import LedgerPostgreSQL
#endif

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Where books are: a file, or a database of a PostgreSQL server. Nothing else in this program knows
/// the difference.
struct LedgerPlace {
    /// What `--ledger` was given.
    let text: String
    private let isServer: Bool

    /// - Throws: `Failure` for a server that this build does not know, and for a URL with a password.
    init(_ text: String) throws {
        self.text = text
        isServer = ["postgresql://", "postgres://"].contains { scheme in
            text.utf8.starts(with: scheme.utf8)
        }
        if isServer { try Self.checkURL(text) }
    }

    static func help(_ what: String) -> ArgumentHelp {
        ArgumentHelp(
            "\(what): a file, or postgresql://USER@HOST/DATABASE (password in a passfile).",
            valueName: "FILE")
    }

    /// Opens the books.
    ///
    /// - Parameter wait: how long to wait for another process that owns the file.
    func open(
        create: Bool, waiting wait: Duration = SQLiteLedger.lockWait
    ) async throws(LedgerError) -> any StoredLedger {
        #if PostgreSQL
        if isServer { return try await PostgreSQLLedger.open(text, create: create) }
        #endif
        return try await SQLiteLedger.open(at: text, create: create, waiting: wait)
    }

    /// Where evidence goes unless the user says otherwise: beside a file; on this machine, in the
    /// user's folder for state, if the books are on a server.
    ///
    /// - Throws: `Failure` if there is no such folder and none can be made.
    func evidence() throws -> String {
        guard isServer else { return "\(text).evidence" }
        guard let state = SystemFile.folder("XDG_STATE_HOME", below: ".local/state") else {
            throw Failure(
                .ledger, "there is no place for the evidence",
                why: "neither XDG_STATE_HOME nor HOME is set", next: "name a folder: --evidence DIR"
            )
        }
        let folder = "\(state)/l5-deposit/evidence"
        if let missing = SystemFile.makeFolders(above: folder) {
            let reason = SystemError(number: errno).text
            throw Failure(
                .ledger, "the evidence cannot be written",
                why: "\(Failure.quote(missing)): \(reason)",
                next: "name a folder: --evidence DIR; nothing was credited")
        }
        return folder
    }

    private static func checkURL(_ text: String) throws {
        #if PostgreSQL
        guard try !PostgreSQLLedger.holdsSecret(text) else {
            throw Failure(
                .usage, "--ledger holds a password",
                why: "every user of this machine can read a command line",
                next: "keep it in ~/.pgpass or a file of ?passfile=…, and change it now")
        }
        #else
        throw Failure(
            .usage, "this l5-deposit knows no PostgreSQL",
            why: "it was built without the trait PostgreSQL",
            next: "swift build --traits CLI,PostgreSQL")
        #endif
    }
}
#endif
