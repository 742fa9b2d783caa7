#if PostgreSQL
import CLibPQ
import DepositVerifier

/// Why statements failed, and what that means for a transaction.
struct Failure: Error {
    /// What may be done about it.
    enum Kind {
        /// The same transaction may well succeed when it is run again.
        case conflict
        /// The connection is gone; what was committed is not known from here.
        case lost
        /// Nothing helps.
        case final
    }

    var kind: Kind
    var error: LedgerError

    /// The connection is gone.
    static func lost(_ reason: String) -> Failure {
        Failure(
            kind: .lost,
            error: LedgerError(.cannotOpen, "the ledger's server cannot be reached (\(reason))"))
    }

    /// What is wrong with a result.
    ///
    /// Only the primary message is kept: the detail would quote values.
    init(_ result: OpaquePointer) {
        let state = Self.field("C", of: result)
        let message = Self.field("M", of: result)
        self.init(state: state, message: message)
    }

    init(kind: Kind, error: LedgerError) {
        self.kind = kind
        self.error = error
    }

    /// From an SQLSTATE (PostgreSQL 15 documentation, appendix A).
    init(state: String, message: String) {
        let text = state.isEmpty ? message : "\(message), SQLSTATE \(state)"
        // 25P03: the session was ended, since its transaction had waited too long for this program.
        if state.isEmpty || state.hasPrefix("08") || state.hasPrefix("57P") || state == "25P03" {
            self = .lost(text)
            return
        }
        let code = Self.code(state)
        kind = Self.conflicts.contains(state) ? .conflict : .final
        error = LedgerError(code, "ledger: \(Self.sentence(code)) (\(text))")
    }

    /// Serialisation failure, deadlock, a key that another transaction was first to write, a lock
    /// that took too long.
    private static let conflicts: Set<String> = ["40001", "40P01", "23505", "55P03"]

    private static func code(_ state: String) -> LedgerError.Code {
        switch state {
        case "53100": .diskFull
        case "25006", "42501": .readOnly
        case "40001", "40P01", "55P03", "57014": .locked
        case "3F000", "42P01", "42703", "42883": .incompatible
        case _ where state.hasPrefix("23"): .inconsistent
        case _ where state.hasPrefix("28"), _ where state.hasPrefix("3D"): .cannotOpen
        case _ where state.hasPrefix("XX"): .corrupt
        default: .other
        }
    }

    private static func sentence(_ code: LedgerError.Code) -> String {
        switch code {
        case .locked: "others held its rows for too long"
        case .readOnly: "it cannot be written"
        case .diskFull: "no space is left"
        case .cannotOpen: "it cannot be opened"
        case .incompatible: "this is not a ledger"
        case .corrupt: "it is damaged"
        case .inconsistent: "a rule of the books forbids this"
        default: "PostgreSQL failed"
        }
    }

    private static func field(_ code: Unicode.Scalar, of result: OpaquePointer) -> String {
        PQresultErrorField(result, Int32(code.value)).map { String(cString: $0) } ?? ""
    }
}
#endif
