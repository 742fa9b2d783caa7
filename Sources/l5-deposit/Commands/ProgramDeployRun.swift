#if CLI
import DepositProgram
import DepositVerifier
import SolanaCodec

/// One run of `program deploy`, step by step.
struct ProgramDeployRun {
    let command: ProgramDeployCommand
    let console: Console
    let settings: Settings
    let code: [UInt8]

    init(_ command: ProgramDeployCommand, _ console: Console) throws {
        self.command = command
        self.console = console
        guard (1...Settings.longestTimeout).contains(command.timeout) else {
            throw Failure(
                .usage, "--timeout is out of range", why: "\(command.timeout) seconds",
                next: "use 1 to \(Settings.longestTimeout)")
        }
        settings = try Settings(command.options)
        code = try Self.read(command.file)
    }

    func run() async throws -> ExitCode {
        let consent = Consent(yes: command.yes, isDryRun: command.dryRun, console: console)
        let programKey = try programSource()
        let wallet = try Wallet(settings, feePayer: command.options.feePayer)
        let key = try programKey?.keypair("program", isUnchecked: settings.takesAnyPhrase)
        let program = try Self.address(command.programID, "--program-id") ?? key?.address
        guard let program else { throw Self.noProgram }
        let deployment = Deployment(
            program: program, code: code, authority: wallet.authority.address,
            payer: wallet.feePayer.address, isFinal: command.isFinal,
            unitPrice: command.unitPrice,
            buffer: try Self.address(command.buffer, "--buffer"))
        let connection = try await Connection(settings, console: console)
        try consent.permit(on: connection.cluster)
        let view = ProgramDeployView(
            console: console, connection: connection, deployment: deployment)
        let deployer = ProgramDeployer(
            client: connection.first, deployment: deployment,
            signers: [wallet.feePayer, wallet.authority] + (key.map { [$0] } ?? []),
            patience: .init(timeout: .seconds(command.timeout)), clock: ContinuousClock(),
            report: view.report)
        if command.closeBuffer { return try await close(deployer, view, consent) }

        let (step, cost) = try await deployer.plan()
        view.show(step, cost)
        if command.dryRun { return view.showDryRun(step, cost) }
        if case .done = step {
        } else {
            try consent.ask("Deploy it? [y/N] ")
        }
        return view.show(try await deployer.run(), after: step)
    }

    private func close(
        _ deployer: ProgramDeployer<ContinuousClock>, _ view: ProgramDeployView, _ consent: Consent
    ) async throws -> ExitCode {
        console.note("Buffer      \(deployer.deployment.buffer)")
        guard !command.dryRun else {
            throw Failure(
                .usage, "--dry-run shows deployments only", why: "it stands beside --close-buffer",
                next: "leave one of them out")
        }
        try consent.ask("Close it? [y/N] ")
        return view.show(closed: try await deployer.closeBuffer())
    }

    // MARK: Arguments

    private func programSource() throws -> SignerSource? {
        guard let text = command.programKeypair else { return nil }
        guard command.programID == nil else {
            throw Failure(
                .usage, "the program is named twice", why: "--program-keypair and --program-id",
                next: "leave one of them out")
        }
        let source = try SignerSource(text)
        let others = [settings.keypair?.value, command.options.feePayer].compactMap { $0 }
        let isTaken = try others.contains { try SignerSource($0) == .standardInput }
        guard source != .standardInput || !isTaken else {
            throw Failure(
                .usage, "standard input holds one key only",
                why: "--program-keypair and another option name it",
                next: "give one of them as a file")
        }
        return source
    }

    private static var noProgram: Failure {
        Failure(
            .usage, "the program has no address", why: "neither --program-keypair nor --program-id",
            next: "solana-keygen new -o program.json, then add --program-keypair program.json")
    }

    private static func address(_ text: String?, _ option: String) throws -> Address? {
        guard let text else { return nil }
        guard let address = Address(text) else {
            throw Failure(
                .usage, "\(option) is no address", why: Failure.argument(text),
                next: "give 32 bytes in base58")
        }
        return address
    }

    /// The first bytes of every ELF file.
    private static let magic: [UInt8] = [0x7F, 0x45, 0x4C, 0x46]

    private static func read(_ path: String) throws -> [UInt8] {
        let found: [UInt8]?
        do throws(SystemError) {
            found = try SystemFile.read(path, limit: Deployment.longestCode)
        } catch {
            throw Failure(
                .usage, "the program cannot be read", why: error.text, next: "check the path")
        }
        guard let content = found else {
            throw Failure(
                .usage, "there is no such program", why: Failure.argument(path),
                next: "build it: Scripts/build-program --treasury OWNER --mint MINT")
        }
        guard content.starts(with: magic) else {
            throw Failure(
                .rejected, "the file is no program", why: "it is no ELF file",
                next: "give the .so that Scripts/build-program leaves")
        }
        return content
    }
}
#endif
