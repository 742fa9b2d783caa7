#if CLI
import DepositProgram
import DepositVerifier
import SolanaCodec

/// What `deposit` shows.
struct DepositView: Sendable {
    let console: Console
    let connection: Connection
    let plan: DepositPlan
    /// What the policy says of the program that makes the transfer.
    let pin: DepositPolicy.PinnedProgram?

    private var asset: Asset { plan.request.asset }

    func showPlan() {
        let request = plan.request
        let left = plan.tokenBalance - request.amount
        let cost = plan.fee.rawValue.addingReportingOverflow(plan.rent.rawValue).partialValue
        let priority = plan.budget.priorityFee ?? 0
        let base = plan.fee.rawValue - min(priority, plan.fee.rawValue)
        let lines = [
            "Cluster     \(connection.cluster.name) (\(connection.displayHost), "
                + "\(connection.origin))",
            "From        \(request.authority)",
            "            \(Text.amount(plan.tokenBalance, asset)) -> \(Text.amount(left, asset))",
            "Fee payer   \(request.feePayer)",
            "            \(Text.sol(plan.lamports)) -> "
                + "\(Text.sol(Lamports(plan.lamports.rawValue - min(cost, plan.lamports.rawValue))))"
                + " (fee \(Text.sol(Lamports(base))) + priority \(Text.sol(Lamports(priority)))"
                + (plan.createsTreasuryAccount ? " + rent \(Text.sol(plan.rent))" : "") + ")",
            "Deposit     \(Text.amount(request.amount, asset)), mint \(asset.mint)",
            "            to treasury \(request.treasury.owner), code \(request.code)",
        ]
        for line in lines + programLines { console.note(line) }
        console.note("Simulation  ok, \(plan.unitsConsumed) CU")
        if plan.createsTreasuryAccount {
            console.note(
                "            creates the treasury's token account; the fee payer pays its rent")
        }
    }

    private var programLines: [String] {
        guard let image = plan.image else { return [] }
        let upgrades =
            image.upgradeAuthority.map { "upgradable by \($0)" } ?? "nobody can upgrade it"
        let trust =
            pin == nil
            ? "its bytes are NOT pinned by a policy: it is trusted with your wallet's signature"
            : "its bytes are those that the policy pins"
        return ["Program     \(image.id), \(upgrades)", "            \(trust)"]
    }

    func showDryRun() -> ExitCode {
        console.line("Nothing was signed or sent (--dry-run).")
        console.document(
            .object(
                [("schema", .string(DepositCommand.schema))]
                    + [("status", .string("planned"))] + members))
        return .ok
    }

    /// Said before anything is sent, so that it is known whatever happens next.
    func showSignature(_ signature: Signature) {
        if console.isHuman {
            console.line("Signature  \(signature)")
        } else {
            console.note("Signature: \(signature)")
        }
    }

    func showSubmitted(_ deposit: SignedDeposit) -> ExitCode {
        document("submitted", deposit, slot: nil)
        Interruption.finish(.ok) {
            console.line(
                "Submitted; it is not sent again. Next: l5-deposit status \(deposit.signature)")
        }
        return .ok
    }

    @Sendable func report(_ event: SendingEvent) {
        switch event {
        case .sent(attempt: 1): console.note("  sent")
        case .sent: break
        case .seen(let slot, let commitment): console.note("  \(commitment) in slot \(slot)")
        case .silent(let error): console.note("  \(Failure.quote(error.reason))")
        }
    }

    /// The result and how the program ends.
    ///
    /// - Throws: `Failure` for every outcome but a success.
    func show(_ outcome: SendingOutcome, of deposit: SignedDeposit) throws -> ExitCode {
        guard case .landed(let slot, let commitment) = outcome else {
            throw OutcomeFailure.of(
                outcome, deposit, host: connection.displayHost, program: plan.request.program)
        }
        document(commitment.rawValue, deposit, slot: slot)
        Interruption.finish(.ok) {
            console.line(
                "Deposit \(commitment) in slot \(slot) (\(deposit.amount) base units, "
                    + "\(Text.amount(deposit.amount, asset)))")
            if let page = Text.explorer(deposit.signature, connection.cluster) {
                console.line(page)
            }
        }
        return .ok
    }

    /// What is said when an error comes between sending and knowing.
    func doubt(_ deposit: SignedDeposit, _ why: String) -> Failure {
        OutcomeFailure.unknown(deposit.signature, why, lastValid: deposit.lastValidBlockHeight)
    }

    private func document(_ status: String, _ deposit: SignedDeposit, slot: UInt64?) {
        var head: [(String, JSONOutput)] = [
            ("schema", .string(DepositCommand.schema)), ("status", .string(status)),
            ("signature", .string(deposit.signature.description)),
        ]
        if let slot { head.append(("slot", .unsigned(slot))) }
        head.append(("lastValidBlockHeight", .unsigned(deposit.lastValidBlockHeight.rawValue)))
        var tail = members
        if let page = Text.explorer(deposit.signature, connection.cluster) {
            tail.append(("explorer", .string(page)))
        }
        console.document(.object(head + tail))
    }

    private var members: [(String, JSONOutput)] {
        let request = plan.request
        return [
            ("cluster", .string(connection.cluster.name)),
            ("genesis", .string(connection.cluster.genesis.description)),
            ("code", .string(request.code.description)),
            ("amount", .string(String(request.amount))),
            (
                "uiAmount",
                .string(
                    DecimalAmount.format(request.amount, decimals: asset.decimals, least: 0))
            ),
            ("decimals", .unsigned(UInt64(asset.decimals))),
            ("mint", .string(asset.mint.description)),
            ("treasury", .string(request.treasury.owner.description)),
            ("payer", .string(request.authority.description)),
            (
                "reference",
                .string(
                    request.treasury.reference(for: request.code, asset: asset).description)
            ),
            ("fee", .string(String(plan.fee.rawValue))),
            ("rent", .string(String(plan.rent.rawValue))),
            ("unitsConsumed", .unsigned(plan.unitsConsumed)),
            ("via", .string(plan.image == nil ? "treasury" : "program")),
        ] + (plan.image.map { [("program", ProgramView.summary($0, isPinned: pin != nil))] } ?? [])
    }
}
#endif
