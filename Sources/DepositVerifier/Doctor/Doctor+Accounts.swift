public import DepositProgram
public import SolanaCodec

extension Doctor {
    /// The wallet that the treasury's accounts belong to; `nil` if the chain has no such account.
    public static func examine(
        treasury owner: Address, _ account: AccountInfo?, _ policy: DepositPolicy
    ) -> Diagnosis {
        let subject = owner.description
        if let account, Programs.isToken(account.owner), account.data.count != 355 {
            let isMint = (try? TokenAccountState(decoding: account.data)) == nil
            return .problem(
                .treasuryOwner, subject,
                isMint
                    ? "This is a mint, and nobody's wallet."
                    : "This is a token account. What is sent to its own token account needs the "
                        + "signature of a token account, which there is none: the money would be "
                        + "lost.",
                "put the wallet that owns the token account into `treasury`")
        }
        if let account, account.isExecutable {
            return .problem(
                .treasuryOwner, subject, "This is a program, which signs for nothing.",
                "put a wallet's address into `treasury`")
        }
        if let account, isLevel5(account.owner, policy) {
            return lockedVault(.treasuryOwner, subject)
        }
        guard Ed25519.isOnCurve(owner) else {
            return .warning(
                .treasuryOwner, subject,
                "No key belongs to this address: a program has to sign for it, such as a "
                    + "multisignature wallet.",
                "pay a small sum in and out again before you announce it")
        }
        return .ok(.treasuryOwner, subject, "The treasury is a wallet with a key.")
    }

    /// A token account where deposits arrive; `nil` if the chain has no such account.
    ///
    /// - Parameters:
    ///   - address: the token account.
    ///   - owner: whom it must belong to.
    ///   - code: what the owner stands for, if it is a deposit address.
    public static func examine(
        account address: Address, _ account: AccountInfo?, of asset: Asset, owner: Address,
        code: DepositCode? = nil
    ) -> [Diagnosis] {
        let subject = "\(shown(asset.symbol)) \(address)"
        let check = code == nil ? Diagnosis.Check.treasuryAccount : .depositAddress
        guard let account, account.lamports.rawValue > 0, account.owner != Programs.system else {
            return [missing(check, subject, hasCode: code != nil)]
        }
        guard account.owner == asset.tokenProgram,
            let state = try? TokenAccountState(decoding: account.data),
            state.mint == asset.mint, state.status != .uninitialized
        else {
            return [
                .problem(
                    check, subject, "There is something else at this address than its account.",
                    "check `mint` and `tokenProgram` in the policy")
            ]
        }
        // E01 and the like: the address stays, and the money is another's.
        guard state.owner == owner else {
            return [
                .problem(
                    check, subject,
                    "The account belongs to \(state.owner), not to \(owner): what is paid there is "
                        + "theirs. Deposits to it wait for a person.",
                    "get the account's authority back, or use another treasury wallet")
            ]
        }
        let name = code.map { "the deposit address of code \($0)" } ?? "the treasury"
        return [.ok(check, subject, "The account exists and belongs to \(name).")]
            + powers(over: state, subject) + extensions(of: state, subject)
    }

    private static func missing(
        _ check: Diagnosis.Check, _ subject: String, hasCode: Bool
    ) -> Diagnosis {
        guard !hasCode else {
            return .ok(
                check, subject, "The account does not exist yet; the first payer creates it.")
        }
        return .warning(
            check, subject,
            "The account does not exist yet; the first depositor would pay its rent.",
            "open it: spl-token create-account, or a deposit of your own")
    }

    /// Who else may do something to the account. The catalogue's alarms E08 and E09.
    private static func powers(
        over state: TokenAccountState, _ subject: String
    ) -> [Diagnosis] {
        var found: [Diagnosis] = []
        if let delegate = state.delegate {
            found.append(
                .problem(
                    .treasuryDelegate, subject,
                    "\(delegate) may take \(state.delegatedAmount.rawValue) base units out of it "
                        + "(delegate).", "revoke it at once: spl-token revoke"))
        } else {
            found.append(.ok(.treasuryDelegate, subject, "Nobody is its delegate."))
        }
        if let authority = state.closeAuthority, authority != state.owner {
            found.append(
                .problem(
                    .treasuryCloseAuthority, subject,
                    "\(authority) may close it and take its rent (close authority).",
                    "take it back: spl-token authorize ACCOUNT close OWNER"))
        } else {
            found.append(.ok(.treasuryCloseAuthority, subject, "Nobody else may close it."))
        }
        if state.status == .frozen {
            found.append(
                .problem(
                    .treasuryFrozen, subject,
                    "The issuer has frozen it: deposits fail and nothing can leave it.",
                    "ask the issuer why; pause deposits until then"))
        } else {
            found.append(.ok(.treasuryFrozen, subject, "It is not frozen."))
        }
        return found
    }

    private static func extensions(
        of state: TokenAccountState, _ subject: String
    ) -> [Diagnosis] {
        state.extensions.compactMap { entry in
            switch try? entry.decoded() {
            case .memoTransfer(isRequired: true):
                .warning(
                    .treasuryExtensions, subject,
                    "It takes transfers with a memo only: wallets that pay by reference fail.",
                    "switch it off: spl-token disable-required-transfer-memos")
            case .cpiGuard(isLocked: true):
                .warning(
                    .treasuryExtensions, subject,
                    "Its CPI guard is on: programs cannot move what it holds, nor sweep it.",
                    "switch it off if a program must pay out: spl-token disable-cpi-guard")
            case .transferFeeAmount(let withheld) where withheld.rawValue > 0:
                .warning(
                    .treasuryExtensions, subject,
                    "\(withheld.rawValue) base units in it are withheld fees and belong to the "
                        + "mint's issuer.", "do not count them; credits never did")
            case .confidential:
                .warning(
                    .treasuryExtensions, subject,
                    "It is set up for confidential transfers, which nobody can check.",
                    "empty and close it, then open it anew without the extension")
            case nil:
                .warning(
                    .treasuryExtensions, subject,
                    "Its extension \(entry.type.name) cannot be read.",
                    "look at it with a newer version before you pay into it")
            default: nil
            }
        }
    }

    /// A wallet address that stands for a code; `nil` if the chain has no such account.
    public static func examine(
        depositAddress address: Address, _ account: AccountInfo?, _ policy: DepositPolicy
    ) -> Diagnosis? {
        guard let account, isLevel5(account.owner, policy) else { return nil }
        return lockedVault(.depositAddress, address.description)
    }

    private static func isLevel5(_ program: Address, _ policy: DepositPolicy) -> Bool {
        Level5.program.addresses.contains(program) || policy.level5Programs.contains(program)
    }

    /// L06.
    private static func lockedVault(_ check: Diagnosis.Check, _ subject: String) -> Diagnosis {
        .problem(
            check, subject,
            "It belongs to the existing Level5 program, whose withdraw_token always fails: USDC in "
                + "these vaults is locked.", "use a wallet of your own, or our program's addresses")
    }
}
