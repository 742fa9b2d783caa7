#if CLI
import DepositProgram
import DepositVerifier
import SolanaCodec

/// One run of `sweep`: a transaction for each code.
struct SweepRun {
    let command: SweepCommand
    let console: Console
    let settings: Settings
    let choice: ProgramChoice
    let names: [VaultName]
    let mints: [Address]

    init(_ command: SweepCommand, _ console: Console) throws {
        self.command = command
        self.console = console
        let settings = try Settings(command.options)
        self.settings = settings
        choice = try ProgramChoice(command.program, policy: settings.policy)
        guard (1...Settings.longestTimeout).contains(command.timeout) else {
            throw Failure(
                .usage, "--timeout is out of range", why: "\(command.timeout) seconds",
                next: "use 1 to \(Settings.longestTimeout)")
        }
        let owner = try command.owner.map { try AddressCommand.address($0, settings) }
        let isLegacy = settings.policy?.acceptsLegacyCodes ?? false
        names = try command.codes.map { text in
            let code = try Parsing.code(text, allowingLegacy: isLegacy)
            return owner.map { .depositAccount(code, owner: $0) } ?? .code(code)
        }
        mints = try command.mints.map { try AddressCommand.address($0, settings) }
    }

    func run() async throws -> ExitCode {
        let wallet = try Wallet(settings, feePayer: command.options.feePayer)
        let connection = try await Connection(settings, console: console)
        let (treasury, _) = try connection.treasury(settings)
        try await checkProgram(connection.first)
        let planner = SweepPlanner(
            client: connection.first, program: choice.program, treasury: treasury.owner,
            feePayer: wallet.feePayer.address, sweepsLamports: command.lamports,
            unitPrice: command.unitPrice)
        let listed = treasury.assets.map(\.mint)
        let tokens = try await planner.tokens(listed + mints.filter { !listed.contains($0) })
        let view = SweepView(console: console, treasury: treasury, program: choice.program)
        var rows: [SweepView.Row] = []
        for name in names {
            let row = await sweep(name, tokens, planner, wallet, connection, view)
            view.show(row)
            rows.append(row)
        }
        return view.finish(rows)
    }

    /// What must be so before anything is sent to a program.
    private func checkProgram(_ client: RPCClient) async throws {
        let id = choice.program.address
        do {
            let image = try await client.getProgramImage(id, commitment: .confirmed)
            if let objection = choice.pin.flatMap(image.objection) {
                throw Failure(plan: .wrongProgram(objection))
            }
        } catch let error as ProgramImageError {
            throw Failure(plan: .wrongProgram(error.text))
        }
        if choice.pin == nil {
            console.note("note: no policy pins the bytes of the program \(id)")
        }
    }

    /// What fails for one code does not keep the others from being swept.
    private func sweep(
        _ name: VaultName, _ tokens: [SweptToken], _ planner: SweepPlanner, _ wallet: Wallet,
        _ connection: Connection, _ view: SweepView
    ) async -> SweepView.Row {
        var row = SweepView.Row(
            name: name, authority: choice.program.authority(of: name).address)
        do {
            guard let plan = try await planner.plan(name, tokens) else { return row }
            row.plan = plan
            row.status = .planned
            view.show(plan)
            guard !command.dryRun else { return row }
            try await send(plan, wallet, connection, &row)
        } catch let error as PlanError {
            row.fail(Failure(plan: error, program: choice.program))
        } catch {
            row.fail(Failure(error))
        }
        return row
    }

    private func send(
        _ plan: SweepPlan, _ wallet: Wallet, _ connection: Connection, _ row: inout SweepView.Row
    ) async throws {
        let latest = try await connection.first.getLatestBlockhash(commitment: .confirmed)
        var transaction = try plan.build(recentBlockhash: latest.blockhash)
        do throws(SignerError) {
            try transaction.sign(with: [wallet.feePayer])
        } catch {
            throw Failure(
                .signer, "the transaction could not be signed", why: "\(error)",
                next: "check -k and --fee-payer")
        }
        // What a sender needs of a transaction; the deposit's own members say nothing here.
        let signed = SignedDeposit(
            genesis: connection.cluster.genesis, treasury: plan.treasury, mint: plan.authority,
            code: plan.name.code, amount: 0, signature: transaction.signature,
            lastValidBlockHeight: latest.lastValidBlockHeight, slot: latest.slot,
            transaction: transaction.encoded)
        row.signature = signed.signature
        let sender = DepositSender(
            clients: connection.clients, journal: NoJournal(),
            patience: .init(
                commitment: settings.commitment.value, timeout: .seconds(command.timeout)),
            clock: ContinuousClock())
        let start = ContinuousClock.now
        let outcome: SendingOutcome =
            switch try await sender.submit(signed, skipPreflight: false) {
            case .refused(let error): .refused(error)
            case .acknowledged, .unanswered: try await sender.follow(signed, since: start)
            }
        guard case .landed(let slot, let commitment) = outcome else {
            let failure = OutcomeFailure.of(
                outcome, signed, host: connection.displayHost, program: choice.program)
            return row.fail(Self.harmless(failure))
        }
        row.status = .swept(slot: slot, commitment)
    }

    /// Whatever became of it, it may be sent again.
    private static func harmless(_ failure: Failure) -> Failure {
        var failure = failure
        failure.next = "run it again: a sweep that is sent twice moves nothing twice"
        return failure
    }
}
#endif
