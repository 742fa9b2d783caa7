import DepositVerifier
import SolanaCodec

extension Failure {
    /// Why a program was not deployed.
    init(deployment error: DeploymentError) {
        switch error {
        case .refused(_, let errJSON, let logs):
            self.init(
                .preflight, "the simulation failed; this step was not sent",
                why: Self.quote(errJSON) + (Self.telling(logs).map { ": " + $0 } ?? ""),
                next: "mend the cause, then run it again: it goes on from there; "
                    + "--close-buffer gives the buffer's lamports back")
        case .failed(_, let signature, let errJSON):
            self.init(
                .failedOnChain, "a transaction landed with an error",
                why: "\(signature): \(Self.quote(errJSON))",
                next: "mend the cause, then run it again: it goes on from there")
        case .timeout:
            self.init(
                .pending, "not all of it was done in time", why: "--timeout is over",
                next: "run it again: it goes on from there")
        case .noProgramKey(let program):
            self.init(
                .signer, "there is no program yet, and no key to create it with",
                why: "\(program) does not exist on this cluster",
                next: "add --program-keypair, or check --program-id and -u")
        case .unsigned:
            self.init(
                .signer, "the transaction could not be signed", why: "a key is missing",
                next: "check -k, --fee-payer and --program-keypair")
        case .unusableBuffer(let buffer, let reason):
            self.init(
                .rejected, "the buffer cannot be used", why: "\(buffer): \(reason)",
                next: "leave --buffer out, or check -k")
        default: self.init(program: error)
        }
    }

    private init(program error: DeploymentError) {
        let (why, next): (String, String) =
            switch error {
            case .notAProgram(let owner):
                ("its account belongs to \(owner)", "use another --program-keypair")
            case .closed:
                ("it was closed, its address is used up", "use another --program-keypair")
            case .dataAddressTaken(let address):
                ("somebody has sent lamports to \(address)", "use another --program-keypair")
            case .notUpgradeable:
                (
                    "nobody may upgrade it, ever",
                    "deploy the code at another address (--program-keypair)"
                )
            case .wrongAuthority(let authority):
                ("its upgrade authority is \(authority)", "use the key of that wallet (-k)")
            case .tooLarge: ("an account holds 10 MiB", "make it smaller")
            default: ("a transaction breaks a limit", "report it as a bug")
            }
        self.init(
            .rejected, "the program cannot be deployed", why: why, next: next)
    }

    /// The line of a log that says most: the loader's own words stand before the failure.
    private static func telling(_ logs: [String]) -> String? {
        let said = logs.last { !$0.hasPrefix("Program ") } ?? logs.last
        return said.map { explain($0) }
    }
}
