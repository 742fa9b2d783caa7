#if CLI
import DepositProgram
import DepositVerifier
import SolanaCodec

/// One run of `deposit`, step by step.
struct DepositRun {
    let command: DepositCommand
    let console: Console
    let settings: Settings
    let code: DepositCode
    let remark: String?
    let program: ProgramChoice?

    /// USDC has six; a policy may say otherwise.
    static let usualDecimals: UInt8 = 6

    init(_ command: DepositCommand, _ console: Console) throws {
        self.command = command
        self.console = console
        settings = try Settings(command.options)
        code = try Parsing.code(
            command.code, allowingLegacy: settings.acceptsLegacyCodes)
        remark = try Parsing.remark(command.remark)
        program = try Self.program(command, settings.policy)
    }

    private static func program(
        _ command: DepositCommand, _ policy: DepositPolicy?
    ) throws -> ProgramChoice? {
        guard command.via == .program else {
            let named = [
                ("--program", command.program != nil),
                ("--program-hash", command.programHash != nil),
                ("--trust-program", command.trustsProgram),
            ].first(where: \.1)
            guard let (option, _) = named else { return nil }
            throw Failure(
                .usage, "\(option) goes with --via program", why: "a plain transfer calls none",
                next: "add --via program, or leave \(option) out")
        }
        let choice = try ProgramChoice(
            command.program, hash: command.programHash, policy: policy)
        guard choice.isKnown || command.trustsProgram || command.dryRun else {
            throw Failure(
                .usage, "nobody vouches for the program",
                why: "no policy pins \(choice.program.address), and it is given a signature of "
                    + "your wallet",
                next: "add --program-hash with what the operator publishes, or --trust-program")
        }
        return choice
    }

    func run() async throws -> ExitCode {
        let decimals = settings.policy?.treasury.assets.first?.decimals ?? Self.usualDecimals
        let amount = try Parsing.amount(
            command.amount, micro: command.micro, decimals: decimals)
        guard (1...Settings.longestTimeout).contains(command.timeout) else {
            throw Failure(
                .usage, "--timeout is out of range", why: "\(command.timeout) seconds",
                next: "use 1 to \(Settings.longestTimeout)")
        }
        let wallet = try Wallet(settings, feePayer: command.options.feePayer)
        let journal = try Wallet.journal()
        let connection = try await Connection(settings, console: console)
        let (treasury, asset) = try connection.treasury(settings)
        try permit(connection.cluster)
        try refuseRepetition(journal, treasury)

        var wishes = DepositPlanner.Wishes(
            amount: amount, code: code, authority: wallet.authority.address,
            feePayer: wallet.feePayer.address)
        wishes.version = command.version.version
        wishes.unitLimit = command.unitLimit
        wishes.priorityFeeLimit = Lamports(command.maxPriorityFee)
        wishes.remark = remark
        wishes.program = program?.program
        wishes.pin = program?.pin
        wishes.programHash = program?.hash
        if case .fixed(let price) = command.unitPrice { wishes.unitPrice = .fixed(price) }
        let planner = DepositPlanner(
            client: connection.first, treasury: treasury, asset: asset)
        let plan: DepositPlan
        do {
            plan = try await planner.plan(wishes)
        } catch let error as PlanError {
            throw Failure(plan: error, program: program?.program)
        }
        let view = DepositView(
            console: console, connection: connection, plan: plan, choice: program)
        view.showPlan()
        if command.dryRun { return view.showDryRun() }
        try confirm()
        return try await send(plan, wallet, journal, connection, view)
    }

    // MARK: Consent

    /// Whether there is, or can be, consent: nobody is asked where nobody can answer.
    private func permit(_ cluster: Cluster) throws {
        if cluster == .mainnet, !command.dryRun {
            console.note("This is mainnet: the money is real.")
        }
        let isTest = cluster == .devnet || cluster == .testnet
        guard command.yes || command.dryRun || Console.isInteractive || isTest else {
            throw Failure(
                .usage, "there is nobody to ask", why: "no terminal, and no --yes",
                next: "add --yes to pay without being asked")
        }
    }

    private func confirm() throws {
        guard !command.yes, Console.isInteractive else { return }
        console.ask("Send it? [y/N] ")
        let answer = readLine(strippingNewline: true) ?? ""
        guard ["y", "Y", "yes"].contains(answer) else {
            throw Failure(
                .interrupted, "not sent", why: "you did not say yes", next: "run it again")
        }
    }

    private func refuseRepetition(_ journal: JournalFile, _ treasury: Treasury) throws {
        guard !command.again, !command.dryRun else { return }
        let open = JournalState(try journal.lines()).unsettled.first {
            $0.code == code && $0.treasury == treasury.owner
                && $0.genesis == treasury.cluster.genesis
        }
        if let open { throw JournalError.unsettled(open) }
    }

    // MARK: Sending

    private func send(
        _ plan: DepositPlan, _ wallet: Wallet, _ journal: JournalFile, _ connection: Connection,
        _ view: DepositView
    ) async throws -> ExitCode {
        let latest = try await connection.first.getLatestBlockhash(commitment: .confirmed)
        var transaction = try plan.build(recentBlockhash: latest.blockhash)
        try wallet.sign(&transaction)
        let request = plan.request
        let deposit = SignedDeposit(
            genesis: connection.cluster.genesis, treasury: request.treasury.owner,
            mint: request.asset.mint, code: request.code, amount: request.amount,
            signature: transaction.signature, lastValidBlockHeight: latest.lastValidBlockHeight,
            slot: latest.slot, transaction: transaction.encoded)
        let sender = DepositSender(
            clients: connection.clients, journal: journal,
            patience: .init(
                commitment: settings.commitment.value, timeout: .seconds(command.timeout)),
            clock: ContinuousClock(), report: view.report)
        try sender.record(deposit, again: command.again)
        Interruption.maySend([deposit.signature])
        view.showSignature(deposit.signature)
        let outcome: SendingOutcome
        do {
            let start = ContinuousClock.now
            switch try await sender.submit(deposit, skipPreflight: command.skipPreflight) {
            case .refused(let error): outcome = .refused(error)
            case .unanswered(let error) where command.noWait:
                throw view.doubt(deposit, error.reason)
            case .acknowledged where command.noWait: return view.showSubmitted(deposit)
            case .acknowledged, .unanswered:
                outcome = try await sender.follow(deposit, since: start)
            }
        } catch {
            throw view.doubt(deposit, Failure(error).why)
        }
        return try view.show(outcome, of: deposit)
    }
}
#endif
