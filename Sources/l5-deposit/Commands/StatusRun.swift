#if CLI
import DepositProgram
import DepositVerifier
import SolanaCodec

/// One run of `status` or `resume`.
struct StatusRun {
    let console: Console
    let settings: Settings
    let journal: JournalFile
    let state: JournalState
    let timeout: Duration

    /// Between two looks at the status of a signature that the journal does not know.
    static let poll = Duration.milliseconds(500)

    init(_ options: GlobalOptions, timeout: UInt32, _ console: Console) throws {
        settings = try Settings(options)
        guard (1...Settings.longestTimeout).contains(timeout) else {
            throw Failure(
                .usage, "--timeout is out of range", why: "\(timeout) seconds",
                next: "use 1 to \(Settings.longestTimeout)")
        }
        self.console = console
        self.timeout = .seconds(timeout)
        journal = try Wallet.journal()
        state = JournalState(try journal.lines())
    }

    /// What became of one signature, as far as it could be found out.
    private enum Finding {
        /// The chain's word.
        case outcome(SendingOutcome)
        /// Nobody could be asked; the reason.
        case unanswered(String)
    }

    func run(_ signatures: [Signature], waits: Bool) async throws -> ExitCode {
        let connection: Connection
        do {
            connection = try await Connection(settings, console: console)
        } catch let error as RPCError {
            return finish(signatures.map { show($0, .unanswered(error.reason)) })
        }
        let sender = DepositSender(
            clients: connection.clients, journal: journal,
            patience: .init(commitment: settings.commitment.value, timeout: timeout),
            clock: ContinuousClock())
        var open = signatures.filter { waits || isOpen($0) }
        var rows: [(code: ExitCode, json: JSONOutput)] = []
        for signature in signatures {
            Interruption.maySend(open)
            let finding = try await find(signature, sender, connection, waits: waits)
            rows.append(show(signature, finding))
            if case .outcome(let outcome) = finding, outcome.settlement != nil {
                open.removeAll { $0 == signature }
            }
        }
        return finish(rows)
    }

    private func isOpen(_ signature: Signature) -> Bool {
        state.deposit(signature) != nil && state.settlements[signature] == nil
    }

    private func find(
        _ signature: Signature, _ sender: DepositSender<ContinuousClock>,
        _ connection: Connection, waits: Bool
    ) async throws -> Finding {
        do {
            guard let deposit = state.deposit(signature) else {
                if waits { await appear(signature, sender, connection) }
                return .outcome(try await sender.look(for: signature))
            }
            // An absent signature means nothing on another cluster.
            guard deposit.genesis == connection.cluster.genesis else {
                return .unanswered(
                    "made on \(Cluster(genesis: deposit.genesis).name), and "
                        + "\(connection.displayHost) serves \(connection.cluster.name); use -u")
            }
            return .outcome(
                waits ? try await sender.follow(deposit) : try await sender.look(once: deposit))
        } catch let error as RPCError {
            return .unanswered(error.reason)
        }
    }

    /// Waits until a signature is as certain as asked for, failed for good, or the time is over.
    private func appear(
        _ signature: Signature, _ sender: DepositSender<ContinuousClock>, _ connection: Connection
    ) async {
        let clock = ContinuousClock()
        let end = clock.now + timeout
        // A search of the whole history is dear: once now, and when something has changed.
        var known = (try? await sender.look(for: signature)) ?? .pending(slot: nil, nil)
        var seen: Commitment?
        while case .pending = known, clock.now < end {
            guard (try? await clock.sleep(for: Self.poll)) != nil else { return }
            guard
                let answer = try? await connection.first.getSignatureStatuses(
                    [signature], searchTransactionHistory: false),
                let status = answer.value.first ?? nil,
                status.confirmationStatus == nil || status.confirmationStatus != seen
            else { continue }
            seen = status.confirmationStatus
            known = (try? await sender.look(for: signature)) ?? known
        }
    }

    // MARK: Display

    private static func gravity(_ code: ExitCode) -> Int {
        [.ok, .expired, .pending, .failedOnChain, .unknown].firstIndex(of: code) ?? .max
    }

    private func finish(_ rows: [(code: ExitCode, json: JSONOutput)]) -> ExitCode {
        if console.format != .jsonl { Self.document(rows.map(\.json), console) }
        return rows.map(\.code).max { Self.gravity($0) < Self.gravity($1) } ?? .ok
    }

    private func show(
        _ signature: Signature, _ finding: Finding
    ) -> (code: ExitCode, json: JSONOutput) {
        let deposit = state.deposit(signature)
        var members: [(String, JSONOutput)] = [
            ("schema", .string(StatusCommand.schema)),
            ("signature", .string(signature.description)),
        ]
        let (code, name, text) = words(finding, deposit)
        members.append(("status", .string(name)))
        switch finding {
        case .outcome(.landed(let slot, let commitment)):
            members += [("slot", .unsigned(slot)), ("commitment", .string(commitment.rawValue))]
        case .outcome(.failedOnChain(let slot, let errJSON)):
            members += [("slot", .unsigned(slot)), ("err", .string(errJSON))]
        case .outcome(.pending(let slot?, _)): members.append(("slot", .unsigned(slot)))
        case .outcome: break
        case .unanswered(let reason): members.append(("reason", .string(reason)))
        }
        if let deposit {
            members += [
                ("code", .string(deposit.code.description)),
                ("amount", .string(String(deposit.amount))),
                ("lastValidBlockHeight", .unsigned(deposit.lastValidBlockHeight.rawValue)),
            ]
        }
        console.line("\(signature)  \(text)")
        let json = JSONOutput.object(members)
        if console.format == .jsonl { console.row(json) }
        return (code, json)
    }

    private func words(
        _ finding: Finding, _ deposit: SignedDeposit?
    ) -> (ExitCode, String, String) {
        switch finding {
        case .unanswered(let reason):
            return (.unknown, "unknown", "UNKNOWN  \(Failure.quote(reason))")
        case .outcome(let outcome): return words(outcome, deposit)
        }
    }

    private func words(
        _ outcome: SendingOutcome, _ deposit: SignedDeposit?
    ) -> (ExitCode, String, String) {
        switch outcome {
        case .landed(let slot, let commitment):
            return (.ok, "landed", "LANDED   slot \(slot) \(commitment)")
        case .pending(nil, _):
            // The history of a deposit of the journal is searched only once it can have expired.
            let detail =
                deposit.map {
                    "not found yet; it may land up to block height "
                        + "\($0.lastValidBlockHeight.rawValue)"
                } ?? "not found (searched history)"
            return (.pending, "pending", "PENDING  \(detail)")
        case .pending(let slot?, let commitment):
            return (.pending, "pending", "PENDING  slot \(slot) \(commitment?.rawValue ?? "")")
        case .expired(let height, let lastValid):
            return (
                .expired, "expired",
                "EXPIRED  finalized height \(height.rawValue) > \(lastValid.rawValue); "
                    + "safe to deposit again"
            )
        case .failedOnChain(let slot, let errJSON):
            return (.failedOnChain, "failed", "FAILED   slot \(slot) \(Failure.quote(errJSON))")
        case .refused: return (.preflight, "refused", "REFUSED  never sent")
        case .unknown:
            return (.unknown, "unknown", "UNKNOWN  not settled in time; run status again")
        }
    }

    /// One document for all.
    static func document(_ rows: [JSONOutput], _ console: Console) {
        console.document(
            .object([
                ("schema", .string(StatusCommand.schema)), ("status", .string("ok")),
                ("transactions", .array(rows)),
            ]))
    }
}
#endif
