import DepositVerifier

/// What a reason means to the operator, and what he can do.
enum ReviewAdvice {
    /// One sentence why, one what to do; `nil` for a reason that this version does not know.
    static func text(_ reason: String?) -> String? {
        reason.flatMap(Reason.init).flatMap(text)
    }

    private static func text(_ reason: Reason) -> String? {
        switch reason {
        case .unattributed:
            "Nothing in the transaction says whose it is. Ask the payer for a wallet claim "
                + "(l5-deposit claim), assign it on his proof, or refund it."
        case .unknownCode:
            "It names a code that is not in the books. Add the code and verify again, assign it to "
                + "the right one, or refund it."
        case .ambiguousCode:
            "It names two different codes. Ask the payer which one he meant, then assign it."
        case .unboundMemo:
            "Somebody who did not move the money wrote the code. Do not trust the memo: ask the "
                + "payer, then assign or refund."
        case .claimRequired:
            "Somebody says it is his, without a proof. Ask him for a wallet claim."
        case .codeInactive:
            "Its code is closed. Assign it to another code of the same owner, or refund it."
        case .belowMinimum:
            "It is less than the policy's minimum. Assign it all the same, or refuse it."
        case .assetNotEnabled:
            "The treasury owns the token, and the policy does not credit it. Enable it in `assets` "
                + "and verify again, or refund it."
        case .extensionNotAllowed, .unknownExtension, .confidentialUnsupported:
            "The token's extensions could change what it is worth, or how much arrived. Look at "
                + "the mint; allow the extension in the policy and verify again, or refund it."
        case .noncanonicalAccount, .nestedAssociatedAccount:
            "It went to an account that is not the treasury's associated one. The treasury's key "
                + "can move it; then assign or refund it."
        case .ownerMismatch:
            "The account that received is not the treasury's any more. Stop crediting and look at "
                + "the treasury's keys at once."
        case .authorityHandover, .mintedNotTransferred:
            "Nobody paid: tokens were minted there, or an account was made over. Refuse it unless "
                + "you know better."
        case .hostileOperation, .outflow:
            "The same transaction did more to the account than pay. What stayed is what `received` "
                + "says; assign no more than that, or refund it."
        case .internalSource:
            "It comes from the operator's own wallets. Refuse it if you only moved money."
        case .balanceMismatch, .undecodableTokenInstruction, .eventMismatch:
            "What the instructions say is not what the balances show. Look at the evidence before "
                + "you assign anything."
        case .overflow: "It is more than the books can hold. Look at the evidence."
        case .nonstrictSignature:
            "Its signature is valid under a looser rule only (ZIP-215). Look at it on two "
                + "explorers, then assign or refund it."
        case .custodyOwnerControlled:
            "It lies in a vault whose depositor can take it out again. Do not credit it before it "
                + "has reached the treasury."
        case .vaultDirect, .legacyLayout:
            "It reached a vault without the call that names the deposit. Sweep the vault, then "
                + "assign it to the vault's code."
        case .programChanged:
            "The program on the chain is not the one that the policy pins. Find out who changed "
                + "it, pin it again, and verify again."
        case .quorumRequired, .singleOperatorCap:
            "Too few operators have confirmed it. Add an endpoint of another operator to the "
                + "policy and verify again."
        default: nil
        }
    }
}
