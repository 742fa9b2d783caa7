import DepositProgram
import DepositVerifier
import SolanaCodec

/// An error for a person: what happened, why, and what to do. Holds no secret and no whole URL.
struct Failure: Error {
    /// How the program ends.
    var exit: ExitCode
    /// What happened.
    var what: String
    /// Why.
    var why: String
    /// What to do.
    var next: String
    /// The name in JSON output, where it says more than that of the exit code.
    var code: String?
    /// Further members of the JSON output.
    var members: [(String, JSONOutput)] = []

    init(
        _ exit: ExitCode, _ what: String, why: String, next: String, code: String? = nil,
        members: [(String, JSONOutput)] = []
    ) {
        self.exit = exit
        self.what = what
        self.why = why
        self.next = next
        self.code = code
        self.members = members
    }

    /// The three lines of standard error.
    var lines: String {
        "error: \(what)\nwhy:   \(why)\nnext:  \(next)\n"
    }

    /// The document of standard output.
    func json(schema: String) -> JSONOutput {
        .object(
            [
                ("schema", .string(schema)), ("status", .string("error")),
                (
                    "error",
                    .object([
                        ("code", .string(code ?? exit.name)),
                        ("exit", .integer(Int64(exit.rawValue))),
                        ("message", .string("\(what): \(why)")), ("hint", .string(next)),
                    ])
                ),
            ] + members)
    }
}

extension Failure {
    /// The longest piece of foreign text in a message, in characters.
    static let quoteLimit = 200

    /// Foreign text, fit for one line.
    static func quote(_ text: String) -> String {
        PrintableText.escape(Array(text.utf8), limit: quoteLimit)
    }

    /// A line of a program's log, in words if it is a failure that we know.
    static func explain(_ line: String, _ program: OperatorProgram? = nil) -> String {
        InstructionFailure.explanation(ofLogLine: line, decoders: program.map { [$0] } ?? [])
            ?? quote(line)
    }

    /// A word of the command line, unless it may be a key that somebody put there by mistake, or a
    /// link that may hold a credential.
    static func argument(_ text: String) -> String {
        if text.firstRange(of: "://") != nil { return "(not repeated: it is a link)" }
        return SignerSource.mayBeSecret(text) ? "(not repeated: it looks like a key)" : quote(text)
    }

    /// The failure that any error stands for.
    ///
    /// - Parameter assurance: what is added to errors that say nothing of money themselves.
    init(_ error: any Error, _ assurance: Assurance) {
        self.init(error)
        if case JournalError.unsettled = error { return }
        if error is RPCError || error is JournalError { next += assurance.remark }
    }

    /// The failure that any error stands for.
    init(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as RPCError: self = Failure(rpc: error)
        case let error as PlanError: self = Failure(plan: error)
        case let error as RefundError: self = Failure(refund: error)
        case let error as JournalError: self = Failure(journal: error)
        case let error as DeploymentError: self = Failure(deployment: error)
        case ReplayError.malformed(let reason):
            self = Failure(
                .rejected, "the file is no evidence", why: Self.quote(reason),
                next: "give a file of the evidence folder")
        case is CancellationError:
            self = Failure(
                .interrupted, "interrupted", why: "it was cancelled", next: "run it again")
        default:
            // The type only: a description could hold anything.
            self = Failure(
                .internalError, "an unexpected error", why: "\(type(of: error))",
                next: "report it as a bug")
        }
    }

    /// No usable answer from an endpoint.
    init(rpc error: RPCError) {
        self.init(
            .network, "the endpoint gave no usable answer", why: error.reason,
            next: "check the URL (-u) and try again")
    }

    init(journal error: JournalError) {
        switch error {
        case .inaccessible(let reason):
            self.init(
                .ledger, "the journal cannot be used", why: reason,
                next: "mend the file or set XDG_STATE_HOME")
        case .locked:
            self.init(
                .ledger, "the journal is locked", why: "another process is writing to it",
                next: "try again in a moment")
        case .newerSchema:
            self.init(
                .ledger, "the journal is of a newer version",
                why: "it has lines that this version cannot read",
                next: "use the newer l5-deposit")
        case .unsettled(let deposit):
            self.init(
                .unknown, "an earlier deposit with this code is not settled",
                why: "\(deposit.signature) was signed and may still land",
                next: "l5-deposit status \(deposit.signature)      (or --again to pay once more)",
                code: "unsettledDeposit",
                members: [("signature", .string(deposit.signature.description))])
        case .alreadySigned(let signature):
            self.init(
                .preflight, "this is the very transaction that was signed before",
                why: "\(signature) has the same amount, code and blockhash",
                next: "run it again in a few seconds to pay once more; nothing was sent now",
                code: "sameTransaction")
        }
    }
}
