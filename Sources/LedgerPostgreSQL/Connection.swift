#if PostgreSQL
import CLibPQ
import DepositVerifier

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// One connection to a server. Not for sharing: one actor owns it.
///
/// Statements are prepared once and sent as a pipeline: all of them, then one wait for all answers.
final class Connection {
    /// What every connection asks for, before what the caller asks for.
    private static let settings = [
        ("fallback_application_name", "l5-deposit"), ("client_encoding", "UTF8"),
        ("connect_timeout", "5"),
        // A peer that is gone is noticed within half a minute.
        ("keepalives_idle", "10"), ("keepalives_interval", "5"), ("keepalives_count", "3"),
        ("tcp_user_timeout", "20000"),
    ]
    /// Makes commits durable before they are acknowledged, and lets go of rows whose client is gone.
    ///
    /// Statements are planned once, not each time (which takes longer than to run them), and with an
    /// SSD's price for a page, so that rows are found by their keys while a table is still small.
    /// Names stand for things in one schema only, wherever others make theirs later.
    private static let session = """
        SET synchronous_commit = on;
        SET default_transaction_isolation = 'read committed';
        SET default_transaction_read_only = off;
        SET statement_timeout = '60s';
        SET lock_timeout = '5s';
        SET idle_in_transaction_session_timeout = '30s';
        SET client_min_messages = warning;
        SET client_encoding = 'UTF8';
        SET plan_cache_mode = force_generic_plan;
        SET random_page_cost = 1.1;
        SELECT set_config('search_path', quote_ident(current_schema()), false);
        """
    /// The oldest server that has what the schema needs.
    private static let oldestServer: Int32 = 130_000

    let handle: OpaquePointer
    /// What went wrong last, since the transaction began.
    private(set) var trouble: Failure.Kind?
    /// What begins a transaction before the next statements.
    private var beginning: Query?
    /// Names of prepared statements by their text.
    private var prepared: [String: String] = [:]

    /// Connects.
    ///
    /// - Parameter conninfo: as libpq takes it; never quoted in an error, since it may hold a secret.
    init(_ conninfo: String) throws(LedgerError) {
        guard let handle = Self.connect(conninfo) else {
            throw Self.malformed
        }
        self.handle = handle
        guard PQstatus(handle) == CONNECTION_OK else {
            // Libpq's words name host, port and user, which `isPlain` has looked at.
            throw Failure.lost(Self.firstLine(PQerrorMessage(handle))).error
        }
        // Notices would go to the standard error stream.
        _ = PQsetNoticeReceiver(handle, { _, _ in }, nil)
        guard PQserverVersion(handle) >= Self.oldestServer else {
            throw LedgerError(.incompatible, "the ledger needs PostgreSQL 13 or newer")
        }
        try execute(Self.session)
    }

    deinit {
        PQfinish(handle)
    }

    /// Says nothing of the text, since it may hold a secret.
    static let malformed = LedgerError(
        .cannotOpen, "the ledger's connection string is malformed")

    /// `nil` if the text is malformed.
    private static func connect(_ conninfo: String) -> OpaquePointer? {
        guard let options = PQconninfoParse(conninfo, nil) else { return nil }
        defer { PQconninfoFree(options) }
        guard isPlain(options) else { return nil }
        let pairs = settings + [("dbname", conninfo)]
        let keywords = pairs.map { strdup($0.0) } + [nil]
        let values = pairs.map { strdup($0.1) } + [nil]
        defer { for text in keywords + values { free(text) } }
        // The connection string is what `dbname` expands to.
        return PQconnectdbParams(
            keywords.map { UnsafePointer($0) }, values.map { UnsafePointer($0) }, 1)
    }

    /// Whether host and port are what they should be. A password whose `@`, `/` or `:` is not written as
    /// `%40`, `%2F` or `%3A` ends up in them, and from there in the messages of libpq.
    static func isPlain(_ options: UnsafeMutablePointer<PQconninfoOption>) -> Bool {
        let host = value(of: "host", in: options) ?? ""
        let port = value(of: "port", in: options) ?? ""
        return !host.utf8.contains(UInt8(ascii: "@"))
            && port.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ",") }
    }

    private static func firstLine(_ text: UnsafeMutablePointer<CChar>?) -> String {
        let message = text.map { String(cString: $0) } ?? ""
        return message.split(whereSeparator: \.isNewline).first.map(String.init)
            ?? "no reason given"
    }

    // MARK: Transactions

    /// Lets the next statements begin a transaction, without a round trip of its own.
    ///
    /// - Parameter reading: whether it sees one state of the books and changes nothing.
    func begin(reading: Bool = false) {
        trouble = nil
        beginning = Query(reading ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN")
    }

    /// Lets the next statement be a transaction of its own: it sees one state of the books.
    func beginOne() {
        trouble = nil
        beginning = nil
    }

    /// Ends a transaction without effect.
    ///
    /// - Returns: whether the connection may be used on.
    func rollBack() -> Bool {
        beginning = nil
        guard PQstatus(handle) == CONNECTION_OK else { return false }
        guard PQtransactionStatus(handle) != PQTRANS_IDLE else { return true }
        return (try? run("ROLLBACK")) != nil
    }

    // MARK: Running SQL

    /// Runs statements without parameters, as one transaction unless they say otherwise.
    func execute(_ script: String) throws(LedgerError) {
        guard let result = PQexec(handle, script) else { throw note(lost()) }
        defer { PQclear(result) }
        let status = PQresultStatus(result)
        guard status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK else {
            throw note(failure(result))
        }
    }

    /// Runs one statement.
    @discardableResult
    func run(_ sql: String, _ values: [Query.Value] = []) throws(LedgerError) -> Rows {
        try run(Query(sql, values))
    }

    /// Runs one statement.
    func run(_ query: Query) throws(LedgerError) -> Rows {
        guard let rows = try run([query]).first else { throw note(lost()) }
        return rows
    }

    /// Sends all statements, then reads all answers: one round trip.
    ///
    /// - Throws: the first failure; the statements after it did not run.
    func run(_ queries: [Query]) throws(LedgerError) -> [Rows] {
        let begin = beginning
        beginning = nil
        let queries = (begin.map { [$0] } ?? []) + queries
        guard PQenterPipelineMode(handle) == 1 else { throw note(lost()) }
        var fresh: [String: String] = [:]
        var steps: [Step] = []
        for query in queries { try send(query, &fresh, &steps) }
        guard PQpipelineSync(handle) == 1 else { throw note(lost()) }
        var rows: [Rows] = []
        var failure: Failure?
        for step in steps { try receive(step, &rows, &failure) }
        // The answer to the end of the pipeline.
        guard let end = PQgetResult(handle) else { throw note(lost()) }
        PQclear(end)
        guard PQexitPipelineMode(handle) == 1 else { throw note(lost()) }
        if let failure { throw note(failure) }
        return begin == nil ? rows : Array(rows.dropFirst())
    }

    /// What an answer of a pipeline belongs to.
    private enum Step {
        case prepared(sql: String, name: String)
        case ran
    }

    private func send(
        _ query: Query, _ fresh: inout [String: String], _ steps: inout [Step]
    ) throws(LedgerError) {
        let name: String
        if let known = prepared[query.sql] ?? fresh[query.sql] {
            name = known
        } else {
            name = "l5_\(prepared.count + fresh.count)"
            let types = query.values.map { Oid($0.type) }
            guard PQsendPrepare(handle, name, query.sql, Int32(types.count), types) == 1 else {
                throw note(lost())
            }
            fresh[query.sql] = name
            steps.append(.prepared(sql: query.sql, name: name))
        }
        guard sendPrepared(name, query.values) else { throw note(lost()) }
        steps.append(.ran)
    }

    private func sendPrepared(_ name: String, _ values: [Query.Value]) -> Bool {
        // One buffer for all values, with an end: an address for each, also for an empty one.
        var whole: [UInt8] = []
        var starts: [Int] = []
        for value in values {
            starts.append(whole.count)
            value.append(to: &whole)
        }
        let ends = starts.dropFirst() + [whole.count]
        let lengths = zip(starts, ends).map { Int32(clamping: $1 - $0) }
        let formats = [Int32](repeating: 1, count: values.count)
        whole.append(0)
        return whole.withUnsafeBytes { bytes in
            let addresses = starts.map {
                bytes.baseAddress?.advanced(by: $0).assumingMemoryBound(to: CChar.self)
            }
            return PQsendQueryPrepared(
                handle, name, Int32(values.count), addresses, lengths, formats, 1) == 1
        }
    }

    private func receive(
        _ step: Step, _ rows: inout [Rows], _ failure: inout Failure?
    ) throws(LedgerError) {
        guard let result = PQgetResult(handle) else { throw note(lost()) }
        let status = PQresultStatus(result)
        switch status {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
            switch step {
            case .prepared(let sql, let name):
                prepared[sql] = name
                PQclear(result)
            case .ran:
                rows.append(Rows(result))
            }
        case PGRES_PIPELINE_ABORTED:
            PQclear(result)
        default:
            defer { PQclear(result) }
            let found = self.failure(result)
            if found.kind == .lost { throw note(found) }
            failure = failure ?? found
        }
        // Each answer ends with an empty one.
        guard PQgetResult(handle) == nil else { throw note(lost()) }
    }

    // MARK: Errors

    private func failure(_ result: OpaquePointer) -> Failure {
        PQstatus(handle) == CONNECTION_OK ? Failure(result) : lost()
    }

    private func note(_ failure: Failure) -> LedgerError {
        trouble = failure.kind
        return failure.error
    }

    private func lost() -> Failure { .lost(Self.firstLine(PQerrorMessage(handle))) }
}
#endif
