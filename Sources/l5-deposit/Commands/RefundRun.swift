#if CLI
import DepositProgram
import DepositVerifier
import SolanaCodec

/// One run of `review refund`.
///
/// First everything that may stand in the way is looked at; then the books are told; and only then
/// there is a transaction that could be signed. A run that breaks off in between is made up for by
/// the next.
struct RefundRun: Sendable {
    typealias Books = any StoredLedger

    let command: ReviewCommand.Refund
    let console: Console
    let settings: Settings
    let feePayer: Address?
    let nonceAccount: Address?

    init(_ command: ReviewCommand.Refund, _ console: Console) throws {
        self.command = command
        self.console = console
        let settings = try Settings(command.options)
        self.settings = settings
        feePayer = try command.options.feePayer.map { try AddressCommand.address($0, settings) }
        nonceAccount = try command.nonceAccount.map { try AddressCommand.address($0, settings) }
        if let outfile = command.outfile, SystemFile.exists(outfile) {
            throw Failure(
                .usage, "the file exists", why: Failure.quote(outfile),
                next: "choose another name for --out")
        }
    }

    func run(_ books: Books) async throws -> ExitCode {
        let id = try await command.subject.id(in: books)
        guard let review = try await books.review(of: id) else { throw LedgerRules.unknown(id) }
        guard [.open, .refunding].contains(review.deposit.state) else {
            throw ReviewCommand.failure(review.deposit.state, of: id)
        }
        let connection = try await Connection(settings, console: console)
        guard connection.cluster.genesis == id.genesis else {
            throw Failure(
                plan: .wrongCluster(
                    expected: Cluster(genesis: id.genesis), found: connection.cluster,
                    operatorName: connection.displayHost))
        }
        let (treasury, _) = try connection.treasury(settings)
        let planner = RefundPlanner(
            client: connection.first, treasury: treasury.owner, feePayer: feePayer,
            nonceAccount: nonceAccount, unitPrice: command.unitPrice)
        do {
            let plan = try await planner.plan(review.deposit)
            return try await prepare(plan, id, books, connection)
        } catch RefundError.paid(let receipt) {
            return try await complete(id, treasury, receipt, books, connection)
        }
    }

    /// Has the books say `refunding`, by this wallet and no other, whoever was first.
    ///
    /// - Returns: whether they say so from now on.
    private func begin(_ id: DepositID, _ treasury: Address, _ books: Books) async throws -> Bool {
        let outcome = try await books.decide(
            ReviewDecision(
                deposit: id, action: .beginRefund(by: treasury), person: command.person.name,
                reason: command.person.reason))
        switch outcome {
        case .decided: return true
        case .duplicate: return false
        case .settled(.refunding):
            throw Failure(
                .rejected, "another wallet pays this refund",
                why: "the treasury was not \(treasury) when it was decided",
                next: "see which one: l5-deposit review show; then use its --policy")
        case .settled(let state): throw ReviewCommand.failure(state, of: id)
        }
    }

    // MARK: To be paid

    private func prepare(
        _ plan: RefundPlan, _ id: DepositID, _ books: Books, _ connection: Connection
    ) async throws -> ExitCode {
        let isNew = try await begin(id, plan.request.treasury, books)
        let latest = try await connection.first.getLatestBlockhash(commitment: .confirmed)
        let transaction = try plan.build(recentBlockhash: latest.blockhash)
        guard let review = try await books.review(of: id) else { throw LedgerRules.unknown(id) }
        let view = RefundView(
            plan: plan, transaction: transaction,
            lastValidBlockHeight: plan.nonce == nil ? latest.lastValidBlockHeight : nil)
        for line in view.lines(review) { console.note(line) }
        if let outfile = command.outfile {
            do throws(SystemError) {
                try SystemFile.create(outfile, Array("\(view.text)\n".utf8))
            } catch {
                throw Failure(
                    .internalError, "the transaction cannot be written",
                    why: "\(Failure.quote(outfile)): \(error.text)",
                    next: "check --out and run it again")
            }
            console.line("Transaction written to \(Failure.quote(outfile)).")
        } else {
            console.line(view.text)
        }
        console.document(
            .object([
                ("schema", .string(ReviewCommand.schema)), ("status", .string("ok")),
                ("new", .bool(isNew)), ("review", ReviewView.json(review)),
                ("refund", view.json),
            ]))
        return .ok
    }

    // MARK: Paid

    /// The receipt is there, so the refund was paid: finds the transaction, which ends the deposit.
    private func complete(
        _ id: DepositID, _ treasury: Treasury, _ receipt: Address, _ books: Books,
        _ connection: Connection
    ) async throws -> ExitCode {
        _ = try await begin(id, treasury.owner, books)
        let entries = try await connection.first.getSignaturesForAddress(
            receipt, commitment: .finalized, limit: Self.mostEntries)
        let verifier = try await Verifier(
            policy: settings.policy ?? DepositPolicy(treasury: treasury),
            endpoints: connection.clients.map(\.transport), ledger: books,
            evidence: EvidenceStore(directory: try command.ledger.evidence()))
        for entry in entries.reversed() where entry.errJSON == nil {
            let decision = try await verifier.verify(entry.signature)
            guard decision.refunds.contains(where: { $0.deposit == id && $0.state == .refunded }),
                let review = try await books.review(of: id)
            else { continue }
            for line in try ReviewView.lines(review, evidence: command.ledger.evidence()) {
                console.line(line)
            }
            console.document(
                .object([
                    ("schema", .string(ReviewCommand.schema)), ("status", .string("ok")),
                    ("new", .bool(true)), ("review", ReviewView.json(review)), ("refund", .null),
                ]))
            return .ok
        }
        throw Failure(
            .pending, "the refund was paid, and is not final yet or not found",
            why: "its receipt \(receipt) exists, so nothing more will be paid",
            next: "run it again in a moment, or verify the paying transaction: "
                + "l5-deposit verify SIGNATURE --ledger FILE")
    }

    /// Anybody may send lamports to a receipt; a refund is among the oldest who touched it.
    private static let mostEntries = 1_000
}
#endif
