#if CLI
import DepositProgram
import DepositVerifier
import SolanaCodec

/// What `sweep` shows.
struct SweepView {
    let console: Console
    let treasury: Treasury
    let program: OperatorProgram

    /// What became of one vault.
    struct Row {
        var name: VaultName
        var authority: Address
        var plan: SweepPlan?
        var status = Status.nothing
        var signature: Signature?

        init(name: VaultName, authority: Address) {
            self.name = name
            self.authority = authority
        }

        mutating func fail(_ failure: Failure) { status = .failed(failure) }
    }

    enum Status {
        case nothing
        case planned
        case swept(slot: UInt64, Commitment)
        case failed(Failure)
    }

    func show(_ plan: SweepPlan) {
        console.line("\(plan.name.code)  vault authority \(plan.authority)")
        for move in plan.moves { console.line("  " + text(move)) }
        for creation in plan.creations {
            let owner = creation.owner == plan.treasury ? "the treasury" : "the vault authority"
            console.line(
                "  creates the account of \(owner) for mint \(creation.token.mint)")
        }
        let rent = plan.rent.rawValue > 0 ? ", rent \(Text.sol(plan.rent))" : ""
        console.line("  fee \(Text.sol(plan.fee))\(rent), \(plan.unitsConsumed) CU")
    }

    func show(_ row: Row) {
        switch row.status {
        case .nothing: console.line("\(row.name.code)  nothing to sweep")
        case .planned: console.line("  nothing was signed or sent (--dry-run)")
        case .swept(let slot, let commitment):
            console.line("  SWEPT  slot \(slot) \(commitment)  \(signature(row))")
        case .failed(let failure):
            console.note("\(row.name.code):")
            console.note(String(failure.lines.dropLast()))
        }
        if console.format == .jsonl { console.row(json(row)) }
    }

    /// The document, and the most serious exit code.
    func finish(_ rows: [Row]) -> ExitCode {
        let codes = rows.map { row in
            if case .failed(let failure) = row.status { failure.exit } else { ExitCode.ok }
        }
        let gravity: [ExitCode] = [.ok, .expired, .preflight, .failedOnChain, .network, .unknown]
        func rank(_ code: ExitCode) -> Int { gravity.firstIndex(of: code) ?? gravity.count }
        let worst = codes.max { rank($0) < rank($1) } ?? .ok
        if console.format != .jsonl {
            console.document(
                .object([
                    ("schema", .string(SweepCommand.schema)),
                    ("status", .string(worst == .ok ? "ok" : "error")),
                    ("program", .string(program.address.description)),
                    ("treasury", .string(treasury.owner.description)),
                    ("sweeps", .array(rows.map(json))),
                ]))
        }
        return worst
    }

    // MARK: Parts

    private func signature(_ row: Row) -> String { row.signature?.description ?? "" }

    private func text(_ move: SweepPlan.Move) -> String {
        switch move {
        case .nested(let account, let token, _, let amount):
            "\(amountText(amount, token)) from \(account), which lies under a vault"
        case .tokens(let vault, let token, let amount):
            "\(amountText(amount, token)) from \(vault) to the treasury"
        case .lamports(let lamports): "\(Text.sol(lamports)) to the treasury"
        }
    }

    private func amountText(_ amount: UInt64, _ token: SweptToken) -> String {
        if let asset = treasury.assets.first(where: { $0.mint == token.mint }) {
            return Text.amount(amount, asset)
        }
        let text = DecimalAmount.format(amount, decimals: token.decimals, least: 0)
        return "\(text) of mint \(token.mint)"
    }

    private func json(_ row: Row) -> JSONOutput {
        var members: [(String, JSONOutput)] = [
            ("code", .string(row.name.code.description)),
            ("authority", .string(row.authority.description)),
        ]
        if case .depositAccount(_, let owner) = row.name {
            members.append(("owner", .string(owner.description)))
        }
        switch row.status {
        case .nothing: members.append(("status", .string("nothing")))
        case .planned: members.append(("status", .string("planned")))
        case .swept(let slot, let commitment):
            members += [
                ("status", .string("swept")), ("slot", .unsigned(slot)),
                ("commitment", .string(commitment.rawValue)),
            ]
        case .failed(let failure):
            members += [
                ("status", .string("failed")),
                ("error", .string("\(failure.what): \(failure.why)")),
                ("exit", .integer(Int64(failure.exit.rawValue))),
            ]
        }
        if let signature = row.signature {
            members.append(("signature", .string(signature.description)))
        }
        if let plan = row.plan {
            members += [
                ("moves", .array(plan.moves.map(json))),
                ("fee", .string(String(plan.fee.rawValue))),
                ("rent", .string(String(plan.rent.rawValue))),
                ("unitsConsumed", .unsigned(plan.unitsConsumed)),
            ]
        }
        return .object(members)
    }

    private func json(_ move: SweepPlan.Move) -> JSONOutput {
        func tokens(
            _ kind: String, _ account: Address, _ token: SweptToken, _ amount: UInt64
        ) -> JSONOutput {
            .object([
                ("kind", .string(kind)), ("account", .string(account.description)),
                ("mint", .string(token.mint.description)), ("amount", .string(String(amount))),
                ("decimals", .unsigned(UInt64(token.decimals))),
            ])
        }
        return switch move {
        case .nested(let account, let token, _, let amount):
            tokens("nested", account, token, amount)
        case .tokens(let vault, let token, let amount): tokens("tokens", vault, token, amount)
        case .lamports(let lamports):
            .object([
                ("kind", .string("lamports")), ("amount", .string(String(lamports.rawValue))),
            ])
        }
    }
}
#endif
