#if CLI
import DepositProgram

/// Whether a person agrees that money is spent: nobody is asked where nobody can answer.
struct Consent {
    /// Whether `--yes` says so.
    let yes: Bool
    /// Whether nothing is spent anyway.
    let isDryRun: Bool
    let console: Console

    /// Whether there is, or can be, consent on this cluster.
    ///
    /// - Throws: `Failure`.
    func permit(on cluster: Cluster) throws {
        if cluster == .mainnet, !isDryRun {
            console.note("This is mainnet: the money is real.")
        }
        let isTest = cluster == .devnet || cluster == .testnet
        guard yes || isDryRun || Console.isInteractive || isTest else {
            throw Failure(
                .usage, "there is nobody to ask", why: "no terminal, and no --yes",
                next: "add --yes to pay without being asked")
        }
    }

    /// Asks, if there is somebody to ask and `--yes` has not answered.
    ///
    /// - Throws: `Failure` without a yes.
    func ask(_ question: String) throws {
        guard !yes, Console.isInteractive else { return }
        console.ask(question)
        let answer = readLine(strippingNewline: true) ?? ""
        guard ["y", "Y", "yes"].contains(answer) else {
            throw Failure(
                .interrupted, "not sent", why: "you did not say yes", next: "run it again")
        }
    }
}
#endif
