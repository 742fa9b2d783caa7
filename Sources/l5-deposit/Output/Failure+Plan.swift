import DepositProgram
import DepositVerifier
import SolanaCodec

extension Failure {
    /// Why a deposit was not made.
    ///
    /// - Parameter program: the operator's program, whose errors have names.
    init(plan error: PlanError, program: OperatorProgram? = nil) {
        switch error {
        case .wrongCluster(let expected, let found, let operatorName):
            self.init(
                .network, "the endpoint serves another cluster",
                why: "\(Self.quote(operatorName)) is \(found.name) (genesis \(found.genesis)), "
                    + "expected \(expected.name) (\(expected.genesis))",
                next: "use an endpoint of that cluster (-u), or another policy",
                code: "wrongCluster")
        case .noTokenAccount, .insufficientTokens, .nothingToDeposit, .insufficientLamports,
            .feePayerBelowRent:
            self.init(funds: error)
        case .priorityFeeTooHigh(let fee, let limit):
            self.init(
                .usage, "the priority fee is too high",
                why: "\(fee.rawValue) lamports, at most \(limit.rawValue) are allowed",
                next: "lower --with-compute-unit-price or raise --max-priority-fee")
        case .wrongTreasury(let reason):
            self.init(
                .network, "the treasury cannot be paid", why: reason,
                next: "check --treasury with the operator: it is a wallet's address, "
                    + "not a token account", code: "wrongTreasury")
        case .wrongProgram(let reason):
            self.init(
                .preflight, "the program is not the one to pay through; nothing was signed",
                why: reason,
                next: "compare `l5-deposit program show` with the operator's word, or pay without "
                    + "--via program", code: "wrongProgram")
        case .versionUnavailable:
            self.init(
                .preflight, "the cluster does not know transactions of version 1",
                why: "its feature \(DepositPlanner.v1Feature) is not active",
                next: "use --tx-version 0")
        case .simulationFailed(let errJSON, let logs):
            self.init(
                .preflight, "the simulation failed; nothing was sent",
                why: Self.quote(errJSON)
                    + (logs.last.map { ": " + Self.explain($0, program) } ?? ""),
                next: "mend the cause, then run it again")
        default: self.init(refusal: error)
        }
    }

    private init(funds error: PlanError) {
        let (what, why, next): (String, String, String) =
            switch error {
            case .noTokenAccount(let address):
                (
                    "the wallet holds none of the token",
                    "its token account \(address) does not exist", "fund it first"
                )
            case .insufficientTokens(let needed, let available):
                (
                    "the wallet holds too little of the token",
                    "\(available) of \(needed) base units, \(needed - available) are missing",
                    "fund it, or deposit less"
                )
            case .insufficientLamports(let needed, let available):
                (
                    "the fee payer holds too little SOL",
                    "fee and rent need \(Text.sol(needed)), it holds \(Text.sol(available)), "
                        + "\(Text.sol(Lamports(needed.rawValue - available.rawValue))) are missing",
                    "send it some SOL, or use --fee-payer"
                )
            case .feePayerBelowRent(let left, let minimum):
                (
                    "the fee payer would be left with too little SOL",
                    "\(Text.sol(left)) would remain, an account holds nothing or at least "
                        + Text.sol(minimum),
                    "send it some SOL, or use --fee-payer"
                )
            default: ("there is nothing to deposit", "the balance is 0", "fund it first")
            }
        self.init(.insufficientFunds, what, why: why, next: next)
    }

    private init(refusal error: PlanError) {
        let why: String =
            switch error {
            case .wrongMint(let reason): "the mint: \(reason)"
            case .frozen(let address): "the token account \(address) is frozen"
            case .wrongSource(let reason): "the wallet's token account: \(reason)"
            case .wrongTreasuryAccount(let reason): "the treasury's token account: \(reason)"
            case .unexpectedEffect(let reason): "the simulation: \(reason)"
            case .wire(let error): "the transaction breaks a limit: \(error)"
            case .mismatch(let part): "what was built differs from what was shown: \(part)"
            default: "\(error)"
            }
        let isBug = if case .mismatch = error { true } else { false }
        self.init(
            isBug ? .internalError : .preflight, "refused; nothing was signed", why: why,
            next: isBug ? "report it as a bug" : "mend the cause, then run it again")
    }
}
