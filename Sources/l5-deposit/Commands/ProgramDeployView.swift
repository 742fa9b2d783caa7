#if CLI
import DepositProgram
import DepositVerifier
import SolanaCodec

/// What `program deploy` shows.
struct ProgramDeployView: Sendable {
    let console: Console
    let connection: Connection
    let deployment: Deployment

    private var hash: String { Hexadecimal.encode(deployment.hash.bytes) }

    func show(_ step: DeploymentStep, _ cost: DeploymentCost) {
        let isLast = if case .done = step { true } else { false }
        var lines = [
            "Cluster     \(connection.cluster.name) (\(connection.displayHost), "
                + "\(connection.origin))",
            "Program     \(deployment.program)",
            "Code        \(deployment.code.count) bytes, SHA-256 \(hash)",
            "            in \(deployment.dataAddress)",
        ]
        if !isLast {
            lines += [
                "Buffer      \(deployment.buffer)",
                "Authority   \(deployment.authority)",
                deployment.isFinal
                    ? "            for the last time: afterwards nobody can upgrade the program, ever"
                    : "            may replace the code afterwards; --final takes that right away",
                "Fee payer   \(deployment.payer)",
                "            rent \(Text.sol(cost.rent)), fees \(Text.sol(cost.fees)) "
                    + "(transactions: \(cost.transactions))",
            ]
            if cost.buffer > Lamports(0) {
                lines.append("            lends the buffer \(Text.sol(cost.buffer)) meanwhile")
            }
        }
        for line in lines { console.note(line) }
    }

    func showDryRun(_ step: DeploymentStep, _ cost: DeploymentCost) -> ExitCode {
        console.line("Next: \(Self.name(step)). Nothing was signed or sent (--dry-run).")
        console.document(
            document(
                "planned",
                [
                    ("next", .string(Self.name(step))),
                    ("buffer", .string(deployment.buffer.description)),
                    ("rent", .string(String(cost.rent.rawValue))),
                    ("bufferRent", .string(String(cost.buffer.rawValue))),
                    ("fees", .string(String(cost.fees.rawValue))),
                    ("needed", .string(String(cost.needed.rawValue))),
                    ("transactions", .unsigned(UInt64(cost.transactions))),
                ]))
        return .ok
    }

    @Sendable func report(_ event: ProgramDeployer<ContinuousClock>.Event) {
        switch event {
        case .begins(let step): console.note("  \(Self.name(step))")
        case .landed(_, of: 1): break
        case .landed(let count, let total): console.note("  \(count) of \(total) landed")
        case .expired(let count):
            console.note("  \(count) expired; what is missing is signed anew")
        case .silent(let error): console.note("  \(Failure.quote(error.reason))")
        }
    }

    /// The result.
    ///
    /// - Parameter step: the first one of this run.
    func show(_ program: ProgramImage, after step: DeploymentStep) -> ExitCode {
        let isOld = if case .done = step { true } else { false }
        let pin = ProgramView.policyEntry(program)
        console.document(
            .object(
                head(isOld ? "unchanged" : "deployed") + ProgramView.members(program)
                    + (pin.map { [("policy", $0)] } ?? [])))
        Interruption.finish(.ok) {
            console.line(isOld ? "The program runs this code already." : Self.deployed)
            for line in ProgramView.lines(program) { console.line(line) }
            if let pin {
                console.line("For the `programs` of a policy file:")
                console.line(String(decoding: pin.encoded(), as: UTF8.self))
            }
        }
        return .ok
    }

    func show(closed lamports: Lamports) -> ExitCode {
        console.document(
            document(
                "closed",
                [
                    ("buffer", .string(deployment.buffer.description)),
                    ("returned", .string(String(lamports.rawValue))),
                ]))
        Interruption.finish(.ok) {
            console.line(
                lamports > Lamports(0)
                    ? "\(Text.sol(lamports)) came back to \(deployment.payer)."
                    : "There is no such buffer: \(deployment.buffer)")
        }
        return .ok
    }

    /// What a step is called.
    static func name(_ step: DeploymentStep) -> String {
        switch step {
        case .createBuffer: "create the buffer"
        case .write(let ranges):
            ranges.count == 1 ? "write 1 part" : "write \(ranges.count) parts"
        case .extend(let bytes): "make room for \(bytes) bytes more"
        case .waitForSlot: "wait for the next slot"
        case .deploy: "deploy"
        case .upgrade: "upgrade"
        case .finalize: "take the right to upgrade away"
        case .closeBuffer: "close the buffer"
        case .done: "nothing"
        }
    }

    private static let deployed = "Deployed (confirmed) and compared with the file, byte for byte."

    private func head(_ status: String) -> [(String, JSONOutput)] {
        [
            ("schema", .string(ProgramCommand.schema)), ("status", .string(status)),
            ("cluster", .string(connection.cluster.name)),
        ]
    }

    private func document(_ status: String, _ members: [(String, JSONOutput)]) -> JSONOutput {
        .object(
            head(status) + [
                ("id", .string(deployment.program.description)),
                ("programData", .string(deployment.dataAddress.description)),
                ("hash", .string(hash)),
            ] + members)
    }
}
#endif
