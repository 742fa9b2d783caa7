#if CLI
import DepositProgram
import DepositVerifier
import SolanaCodec

/// One run of `claim`.
struct ClaimRun {
    let command: ClaimCommand
    let console: Console
    let settings: Settings
    let signature: Signature
    let path: EventPath?

    init(_ command: ClaimCommand, _ console: Console) throws {
        self.command = command
        self.console = console
        settings = try Settings(command.options)
        signature = try Parsing.signature(command.signature)
        path = try command.transfer.map { text in
            guard let path = EventPath(text) else {
                throw Failure(
                    .usage, "the transfer is no path", why: Failure.argument(text),
                    next: "write it as `l5-deposit verify` shows it, such as 4 or 2.1.b0")
            }
            return path
        }
        guard WalletClaim.isAccount(command.account) else {
            throw Failure(
                .usage, "the account cannot be claimed for", why: Failure.argument(command.account),
                next: "use 1 to 64 printable ASCII characters: the agent's name, or a code")
        }
        try ClaimCommand.check(gateway: command.gateway)
        guard command.outfile == nil || !command.messageOnly else {
            throw Failure(
                .usage, "there is no claim to write", why: "--message-only signs nothing",
                next: "leave out -o or --message-only")
        }
        if let outfile = command.outfile, SystemFile.exists(outfile) {
            throw Failure(
                .usage, "the file exists", why: Failure.quote(outfile),
                next: "choose another name for -o")
        }
    }

    func run() async throws -> ExitCode {
        let key = command.messageOnly ? nil : try Wallet(settings, feePayer: nil).authority
        let connection = try await Connection(settings, console: console)
        let (treasury, _) = try connection.treasury(settings)
        let decision = try await Failure.translating {
            let verifier = try await Verifier(
                policy: settings.policy ?? DepositPolicy(treasury: treasury),
                endpoints: connection.clients.map(\.transport), deadline: settings.timeout)
            return try await verifier.verify(signature)
        }
        let found = try choose(from: decision, key)
        let deposit = DepositID(
            genesis: decision.genesis, signature: signature, path: found.path)
        show(found, connection, treasury)
        guard let key else { return try showText(deposit, signer: found.payer) }
        return try sign(deposit, key)
    }

    // MARK: Choosing

    private struct Claimable {
        var path: EventPath
        var payer: Address
        var amount: UInt64
        var mint: Address
    }

    /// The transfer to claim: without a code, made by the key, and the one that was named.
    private func choose(from decision: Decision, _ key: Keypair?) throws -> Claimable {
        let open = decision.reviews.compactMap { review -> Claimable? in
            guard review.finding.reason == .unattributed, let path = review.path,
                let payer = review.payer, let amount = review.amount, let mint = review.mint
            else { return nil }
            return Claimable(path: path, payer: payer, amount: amount, mint: mint)
        }
        guard let first = open.first else { throw refusal(decision) }
        let own = open.filter { key == nil || $0.payer == key?.address }
        guard !own.isEmpty else {
            throw Failure(
                .signer, "this key did not make the transfer",
                why: "transfer \(first.path) was made by \(first.payer), "
                    + "the key is \(key?.address.description ?? "missing")",
                next: "sign with the key of that wallet (-k)", code: "wrongSigner")
        }
        let named = own.filter { path == nil || $0.path == path }
        let paths = own.map { "\($0.path)" }.joined(separator: ", ")
        guard let chosen = named.first else {
            throw Failure(
                .usage, "there is no such transfer", why: "to claim are: \(paths)",
                next: "name one of them with --transfer")
        }
        guard named.count == 1 else {
            throw Failure(
                .usage, "several transfers can be claimed", why: paths,
                next: "name one with --transfer; each needs a claim of its own")
        }
        return chosen
    }

    /// Why there is nothing to claim.
    private func refusal(_ decision: Decision) -> Failure {
        if let credit = decision.credits.first {
            return Failure(
                .rejected, "the deposit carries a code, which no claim overrides",
                why: "transfer \(credit.fact.path) names "
                    + "\(credit.fact.code.map(\.description) ?? "one")",
                next: "ask the gateway about that code")
        }
        let why =
            decision.finding.map { "\($0.reason.rawValue) (\($0.rule.rawValue))" }
            ?? decision.verdict.rawValue
        switch decision.verdict {
        case .pending:
            return Failure(
                .pending, "the deposit is not final yet", why: why,
                next: "run it again in a moment")
        case .unknown:
            return Failure(
                .unknown, "the transaction cannot be judged now", why: why,
                next: "run it again, or with another endpoint (-u)")
        case .review:
            return Failure(
                .review, "a claim does not help this deposit", why: why,
                next: "a person at the gateway decides; ask there")
        default:
            return Failure(
                .rejected, "there is no deposit to claim", why: why,
                next: "check the signature and the treasury (--policy, --treasury)")
        }
    }

    // MARK: Result

    private func show(_ found: Claimable, _ connection: Connection, _ treasury: Treasury) {
        let asset = treasury.assets.first { $0.mint == found.mint }
        let amount =
            asset.map { Text.amount(found.amount, $0) } ?? "\(found.amount) base units"
        for line in [
            "Cluster     \(connection.cluster.name) (\(connection.displayHost), "
                + "\(connection.origin))",
            "Deposit     \(amount), transfer \(found.path)", "            of \(signature)",
            "            from \(found.payer)", "            to treasury \(treasury.owner)",
            "Claim       for account \(command.account) at \(command.gateway)",
        ] {
            console.note(line)
        }
    }

    private func showText(_ deposit: DepositID, signer: Address) throws -> ExitCode {
        let text: String
        do throws(WalletClaimError) {
            text = try WalletClaim.text(
                account: command.account, gateway: command.gateway, deposit: deposit)
        } catch {
            throw unsignable(error)
        }
        console.note("To be signed by \(signer), without the line break at the end:")
        console.line(text)
        console.document(
            .object([
                ("schema", .string(ClaimCommand.schema)), ("message", .string(text)),
                ("signer", .string(signer.description)),
            ]))
        return .ok
    }

    private func sign(_ deposit: DepositID, _ key: Keypair) throws -> ExitCode {
        let file: ClaimFile
        do throws(WalletClaimError) {
            file = ClaimFile(
                claim: try WalletClaim(
                    account: command.account, gateway: command.gateway, deposit: deposit,
                    signer: key), deposit: deposit, signer: key.address)
        } catch {
            throw unsignable(error)
        }
        guard let outfile = command.outfile else {
            console.line(String(decoding: file.json.encoded(pretty: true), as: UTF8.self))
            console.document(file.json)
            return .ok
        }
        do throws(SystemError) {
            try SystemFile.create(
                outfile, file.json.encoded(pretty: true) + [UInt8(ascii: "\n")])
        } catch {
            throw Failure(
                .internalError, "the claim cannot be written",
                why: "\(Failure.quote(outfile)): \(error.text)", next: "check -o")
        }
        console.line("Claim written to \(Failure.quote(outfile)); hand it to the gateway.")
        console.document(file.json)
        return .ok
    }

    private func unsignable(_ error: WalletClaimError) -> Failure {
        Failure(
            .signer, "the claim could not be signed", why: "\(error)",
            next: "check --account, --gateway and -k")
    }
}
#endif
