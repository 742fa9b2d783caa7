#if CLI
import DepositProgram
import DepositVerifier
import SolanaCodec

/// One run of `status` or `resume`.
struct StatusRun {
    let console: Console
    let connection: Connection
    let sender: DepositSender<ContinuousClock>
    let state: JournalState

    /// The cluster that is asked.
    var cluster: Blockhash { connection.cluster.genesis }

    init(_ options: GlobalOptions, timeout: UInt32, _ console: Console) async throws {
        let settings = try Settings(options)
        guard (1...Settings.longestTimeout).contains(timeout) else {
            throw Failure(
                .usage, "--timeout is out of range", why: "\(timeout) seconds",
                next: "use 1 to \(Settings.longestTimeout)")
        }
        let journal = try Wallet.journal()
        self.console = console
        state = JournalState(try journal.lines())
        connection = try await Connection(settings, console: console)
        sender = DepositSender(
            clients: connection.clients, journal: journal,
            patience: .init(
                commitment: settings.commitment.value, timeout: .seconds(timeout)),
            clock: ContinuousClock())
    }

    func run(_ signatures: [Signature], waits: Bool) async throws -> ExitCode {
        var worst = ExitCode.ok
        var rows: [JSONOutput] = []
        for signature in signatures {
            let outcome = try await outcome(signature, waits: waits)
            let (code, row) = show(outcome, signature)
            rows.append(row)
            if Self.gravity(code) > Self.gravity(worst) { worst = code }
        }
        Self.document(rows, console)
        return worst
    }

    private func outcome(_ signature: Signature, waits: Bool) async throws -> SendingOutcome {
        guard let deposit = state.deposit(signature) else {
            return try await sender.look(for: signature)
        }
        // An absent signature means nothing on another cluster.
        guard deposit.genesis == cluster else {
            throw PlanError.wrongCluster(
                expected: Cluster(genesis: deposit.genesis), found: connection.cluster,
                operatorName: connection.first.operatorName)
        }
        if waits { return try await sender.follow(deposit) }
        return try await sender.look(once: deposit)
    }

    private static func gravity(_ code: ExitCode) -> Int {
        [.ok, .expired, .pending, .failedOnChain, .unknown].firstIndex(of: code) ?? .max
    }

    // MARK: Display

    private func show(
        _ outcome: SendingOutcome, _ signature: Signature
    ) -> (ExitCode, JSONOutput) {
        let deposit = state.deposit(signature)
        var members: [(String, JSONOutput)] = [
            ("schema", .string(StatusCommand.schema)),
            ("signature", .string(signature.description)),
        ]
        let (code, name, text) = Self.words(outcome)
        members.append(("status", .string(name)))
        switch outcome {
        case .landed(let slot, let commitment):
            members += [("slot", .unsigned(slot)), ("commitment", .string(commitment.rawValue))]
        case .failedOnChain(let slot, let errJSON):
            members += [("slot", .unsigned(slot)), ("err", .string(errJSON))]
        case .pending(let slot?, _): members.append(("slot", .unsigned(slot)))
        case .pending, .expired, .refused, .unknown: break
        }
        if let deposit {
            members += [
                ("code", .string(deposit.code.description)),
                ("amount", .string(String(deposit.amount))),
                ("lastValidBlockHeight", .unsigned(deposit.lastValidBlockHeight.rawValue)),
            ]
        }
        console.line("\(signature)  \(text)")
        return (code, .object(members))
    }

    private static func words(_ outcome: SendingOutcome) -> (ExitCode, String, String) {
        switch outcome {
        case .landed(let slot, let commitment):
            (.ok, "landed", "LANDED   slot \(slot) \(commitment)")
        case .pending(nil, _):
            (.pending, "pending", "PENDING  not found (searched history)")
        case .pending(let slot?, let commitment):
            (.pending, "pending", "PENDING  slot \(slot) \(commitment?.rawValue ?? "")")
        case .expired(let height, let lastValid):
            (
                .expired, "expired",
                "EXPIRED  finalized height \(height.rawValue) > \(lastValid.rawValue); "
                    + "safe to deposit again"
            )
        case .failedOnChain(let slot, let errJSON):
            (.failedOnChain, "failed", "FAILED   slot \(slot) \(Failure.quote(errJSON))")
        case .refused: (.preflight, "refused", "REFUSED  never sent")
        case .unknown:
            (.unknown, "unknown", "UNKNOWN  not settled in time; run status again")
        }
    }

    /// One document for all; a line for each in JSON lines.
    static func document(_ rows: [JSONOutput], _ console: Console) {
        if console.format == .jsonl {
            for row in rows { console.document(row) }
        } else {
            console.document(
                .object([
                    ("schema", .string(StatusCommand.schema)), ("status", .string("ok")),
                    ("transactions", .array(rows)),
                ]))
        }
    }
}
#endif
