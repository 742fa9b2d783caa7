import DepositProgram
import DepositVerifier
import SolanaCodec

extension Failure {
    /// Why a refund was not prepared. The books say what they said before.
    init(refund error: RefundError) {
        let what = "the deposit cannot be sent back; nothing was changed"
        switch error {
        case .notToken:
            self.init(
                .preflight, what, why: "what arrived was SOL, and only tokens are sent back",
                next: "send it by hand, then refuse it: l5-deposit review refuse")
        case .unknownAmount:
            self.init(
                .preflight, what, why: "the books do not know how much arrived",
                next: "look at the evidence: l5-deposit review show")
        case .noPayer:
            self.init(
                .preflight, what, why: "no token account is known to have paid it",
                next: "refuse it, or assign it: l5-deposit review show says what can be done")
        case .wrongMint(let reason):
            self.init(
                .preflight, what, why: "the mint: \(reason)",
                next: "look at the mint, and run it again when it can be transferred")
        case .wrongSource(let address, let reason):
            self.init(
                .preflight, what, why: "the treasury's token account \(address): \(reason)",
                next: "check --policy and the account, then run it again")
        case .insufficientTokens(let needed, let available):
            self.init(
                .insufficientFunds, what,
                why: "the treasury's token account holds \(available) of \(needed) base units",
                next: "bring back what was moved from there, then run it again")
        case .wrongDestination(let address, let reason):
            self.init(
                .preflight, what, why: "the account \(address) that it came from: \(reason)",
                next: "ask the payer; what cannot be sent back can be assigned or refused")
        case .paid(let receipt):
            self.init(
                .rejected, "a refund of this deposit was paid already",
                why: "its receipt \(receipt) exists",
                next: "verify the paying transaction: l5-deposit verify SIGNATURE --ledger FILE")
        case .wrongNonce(let address, let reason):
            self.init(
                .usage, "the nonce account cannot be used", why: "\(address): \(reason)",
                next: "make one with `solana create-nonce-account`")
        }
    }
}
