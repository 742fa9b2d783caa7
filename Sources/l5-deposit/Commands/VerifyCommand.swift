#if CLI
import ArgumentParser
import DepositProgram
import DepositVerifier
import SolanaCodec

/// `verify`: may these transactions be credited, and to whom?
struct VerifyCommand: AsyncParsableCommand {
    static let schema = "l5.verify/1"

    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Judge deposits by their signatures; with a ledger, credit them.",
        discussion: """
            EXAMPLES:
              l5-deposit verify SIGNATURE --policy policy.json --ledger books.db
              l5-deposit verify SIGNATURE --expect-code A1B2C3D4E5F6A7B8
              l5-deposit verify SIGNATURE --claim claim.json --gateway example.com \
                --ledger books.db
              l5-deposit verify --file - --ledger books.db < signatures.txt
              l5-deposit verify --file signatures.txt --resume answers.jsonl

            Without --ledger nothing is credited, any well-formed code counts as known, and a \
            reference is recognised only for the codes of --expect-code and --codes.

            The JSON formats write one object a line for each signature, --output json as well.

            --file takes lists of any length: answers leave in the order of the list while others \
            are still asked for. Blank lines and lines that start with # are passed over; of a line \
            that names no signature its number is told. With -o and --resume a list may be broken \
            off at any time: accept, duplicate, review and reject are not asked again.

            Exit code: 0 creditable, 2 reject or malformed, 3 pending, 4 unknown, 11 review; of \
            several the most serious one, in this order: 0, 3, 2, 11, 4, 10, 12.
            """)

    @Argument(help: "Signatures in base58, or pages of an explorer.")
    var signatures: [String] = []

    @Option(help: LedgerPlace.help("Codes come from this ledger, credits go into it"))
    var ledger: String?

    @Option(help: "The code that the deposit must carry.")
    var expectCode: String?

    @Option(help: ArgumentHelp("Codes, one a line, whose references count.", valueName: "FILE"))
    var codes: String?

    @Option(help: "The exact amount that must have been deposited.")
    var expectAmount: String?

    @Option(help: "The least amount that must have been deposited.")
    var minAmount: String?

    @Option(help: "The wallet that must have paid.")
    var payer: String?

    @Option(
        help: ArgumentHelp(
            "What the depositor claims of a transfer without a code; needs --gateway.",
            valueName: "FILE"))
    var claim: String?

    @Option(
        help: ArgumentHelp("The host that claims must name, in lower case.", valueName: "HOST"))
    var gateway: String?

    @Option(help: "confirmed or finalized; may only raise what the policy asks for.")
    var require: RequiredCommitment?

    @Option(
        help: ArgumentHelp(
            "Block height after which a transaction that nobody knows has expired.",
            valueName: "HEIGHT"))
    var lastValidBlockHeight: UInt64?

    @Option(
        help: ArgumentHelp(
            "Folder for evidence; beside the ledger by default, for one on a server "
                + "${XDG_STATE_HOME:-~/.local/state}/l5-deposit/evidence.", valueName: "DIR"))
    var evidence: String?

    @Option(
        help: ArgumentHelp("The longest time for one decision.", valueName: "SECONDS"))
    var deadline: UInt32 = 30

    @Option(
        help: ArgumentHelp(
            "Ask a folder of `fixture record` instead of endpoints.", valueName: "DIR"))
    var replay: String?

    @OptionGroup(title: "Lists") var batch: BatchOptions

    @OptionGroup var options: GlobalOptions

    /// Commitments that a verdict may rest on.
    enum RequiredCommitment: String, ExpressibleByArgument, CaseIterable {
        case confirmed, finalized
    }

    func run() async throws {
        try await Ending.run(Self.schema, options, .notCredited) { console in
            let settings = try Settings(options)
            guard (1...Settings.longestTimeout).contains(deadline) else {
                throw Failure(
                    .usage, "--deadline is out of range", why: "\(deadline) seconds",
                    next: "use 1 to \(Settings.longestTimeout)")
            }
            guard var policy = settings.policy else {
                throw Failure(
                    .usage, "there is no policy", why: "verify needs a treasury and its tokens",
                    next: "add --policy FILE; fixtures/policy/ has an example")
            }
            if require == .finalized { policy.commitment = .finalized }
            if claim != nil, batch.file != nil || signatures.count > 1 {
                throw Failure(
                    .usage, "a claim is about one transaction",
                    why: "more than one signature may be given",
                    next: "give the one that the claim names")
            }
            let work = try Work(self, console)
            let claim = try makeClaim(policy)
            let players = try replay.map(FixtureFolder.players)
            let known = try readCodes(policy) + [claim.code].compactMap { $0 }
            return try await Failure.translating {
                let place = try ledger.map(LedgerPlace.init)
                let store = try evidence ?? place?.evidence()
                let books = try await place?.open(create: false)
                let verifier = try await Verifier(
                    policy: policy,
                    endpoints: players
                        ?? Connection.transports(
                            settings, console: console, batching: batch.file != nil),
                    ledger: books, knownCodes: known, gateway: gateway,
                    evidence: store.map(EvidenceStore.init(directory:)),
                    deadline: .seconds(deadline))
                let run = VerifyRun(
                    verifier: verifier, claim: claim, policy: policy, console: console)
                do {
                    let code = try await work.run(run, batch, settings)
                    try FixtureFolder.refuseGaps(in: players ?? [])
                    await books?.close()
                    return code
                } catch {
                    await books?.close()
                    throw error
                }
            }
        }
    }

    // MARK: Input

    private func readCodes(_ policy: DepositPolicy) throws -> [DepositCode] {
        guard let codes else { return [] }
        return try ListFile.lines(of: codes).map { line in
            try Parsing.code(line.text, allowingLegacy: policy.acceptsLegacyCodes)
        }
    }

    /// What the file of `--claim` holds, and that `--gateway` says whom it must be for.
    private func walletClaim() throws -> WalletClaim? {
        if let gateway { try ClaimCommand.check(gateway: gateway) }
        guard let path = claim else { return nil }
        guard gateway != nil else {
            throw Failure(
                .usage, "a claim needs --gateway", why: "it counts at one gateway only",
                next: "add --gateway with the host that depositors name")
        }
        let name = Failure.quote(path)
        do {
            guard let content = try SystemFile.read(path, limit: ClaimFile.longest) else {
                throw Failure(
                    .usage, "the claim does not exist", why: name, next: "check --claim")
            }
            return try ClaimFile(parsing: content).claim
        } catch let error as SystemError {
            throw Failure(
                .usage, "the claim cannot be read", why: "\(name): \(error.text)",
                next: "check --claim")
        } catch let error as JSONError {
            throw Failure(
                .usage, "the file is no claim", why: "\(name): \(error)",
                next: "ask for what `l5-deposit claim` writes")
        }
    }

    private func makeClaim(_ policy: DepositPolicy) throws -> Verifier.Claim {
        // Amounts are in the first token of the policy; most have one.
        let decimals = policy.treasury.assets.first?.decimals ?? 0
        var claim = Verifier.Claim()
        claim.lastValidBlockHeight = lastValidBlockHeight.map(BlockHeight.init)
        claim.code = try expectCode.map {
            try Parsing.code($0, allowingLegacy: policy.acceptsLegacyCodes)
        }
        claim.amount = try expectAmount.map { try Parsing.units($0, decimals: decimals) }
        claim.minimum = try minAmount.map { try Parsing.units($0, decimals: decimals) }
        claim.wallet = try walletClaim()
        claim.payer = try payer.map { text in
            guard let address = Address(text) else {
                throw Failure(
                    .usage, "the payer is no address", why: Failure.argument(text),
                    next: "give 32 bytes in base58")
            }
            return address
        }
        return claim
    }
}
#endif
