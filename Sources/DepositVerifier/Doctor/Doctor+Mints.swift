public import DepositProgram
internal import SolanaCodec

extension Doctor {
    /// A mint of the policy, as the chain has it; `nil` if there is no such account.
    public static func examine(
        _ asset: Asset, _ account: AccountInfo?, _ policy: DepositPolicy
    ) -> [Diagnosis] {
        let subject = "\(shown(asset.symbol)) \(asset.mint)"
        func problem(_ text: String, _ advice: String) -> [Diagnosis] {
            [.problem(.mint, subject, text, advice)]
        }
        guard let account else {
            return problem("There is no such mint.", "check `mint` and the cluster of the policy")
        }
        guard account.owner == asset.tokenProgram else {
            return problem(
                "The mint belongs to program \(account.owner), the policy says "
                    + "\(asset.tokenProgram).", "mend `tokenProgram`, or check `mint`")
        }
        guard let mint = try? MintState(decoding: account.data), mint.isInitialized else {
            return problem("The account is no mint.", "check `mint` in the policy")
        }
        return [
            .ok(
                .mint, subject,
                "The mint exists and belongs to \(Programs.token == account.owner ? "the Token" : "the Token-2022") program."
            ), decimals(of: mint, asset, subject), extensions(of: mint, asset, policy, subject),
            authorities(of: mint, subject),
        ]
    }

    /// C10: an amount is never shown or compared with the wrong number of decimals.
    private static func decimals(
        of mint: MintState, _ asset: Asset, _ subject: String
    ) -> Diagnosis {
        guard mint.decimals == asset.decimals else {
            return .problem(
                .mintDecimals, subject,
                "The mint has \(mint.decimals) decimals, the policy says \(asset.decimals).",
                "write \"decimals\": \(mint.decimals); every amount in the policy depends on it")
        }
        return .ok(.mintDecimals, subject, "It has \(mint.decimals) decimals, as the policy says.")
    }

    private static func extensions(
        of mint: MintState, _ asset: Asset, _ policy: DepositPolicy, _ subject: String
    ) -> Diagnosis {
        let names = mint.extensions.map(\.type.name).joined(separator: ", ")
        for entry in mint.extensions {
            if let obstacle = obstacle(entry) {
                return .problem(
                    .mintExtensions, subject, obstacle.text, obstacle.advice)
            }
        }
        // The very rule that deposits are judged by.
        let finding = try? R24TokenExtensions.objection(
            to: asset, mints: [asset.mint: mint], policy)
        if let finding {
            return .problem(
                .mintExtensions, subject,
                "Every deposit would wait (\(finding.reason.rawValue)): the mint has \(names).",
                "find out what each of them does before you list it in `allowedExtensions`")
        }
        let hook = mint.extensions.lazy.compactMap { entry -> Address? in
            if case .transferHook(_, let program) = try? entry.decoded() { program } else { nil }
        }.first
        if let hook {
            return .warning(
                .mintExtensions, subject,
                "Every transfer calls program \(hook), which can refuse it.",
                "trust whoever can change that program, or take the token out of the policy")
        }
        guard !mint.extensions.isEmpty else {
            return .ok(.mintExtensions, subject, "It has no extensions.")
        }
        return .ok(.mintExtensions, subject, "The policy allows its extensions: \(names).")
    }

    /// G11: what makes every deposit fail.
    private static func obstacle(_ entry: TokenExtension) -> (text: String, advice: String)? {
        let other = "choose another token"
        guard let value = try? entry.decoded() else {
            return ("Its extension \(entry.type.name) cannot be read.", other)
        }
        switch value {
        case .nonTransferable:
            return ("Its tokens cannot be transferred: no deposit can ever arrive.", other)
        case .defaultAccountState(.frozen):
            return (
                "New accounts start frozen: deposits fail until the issuer thaws the treasury's.",
                "ask the issuer to thaw the treasury's account, or \(other)"
            )
        case .pausable(_, isPaused: true):
            return (
                "The issuer has paused it: no deposit can arrive now.", "ask the issuer, and wait"
            )
        default: return nil
        }
    }

    private static func authorities(of mint: MintState, _ subject: String) -> Diagnosis {
        let delegate = mint.extensions.lazy.compactMap { entry -> Address? in
            if case .permanentDelegate(let delegate) = try? entry.decoded() {
                delegate
            } else {
                nil
            }
        }.first
        if let delegate {
            return .warning(
                .mintAuthorities, subject,
                "\(delegate) may take tokens out of every account (permanent delegate).",
                "hold no more of it in the treasury than you would leave with that party")
        }
        guard let authority = mint.freezeAuthority else {
            return .ok(.mintAuthorities, subject, "Nobody can freeze accounts.")
        }
        return .ok(
            .mintAuthorities, subject,
            "\(authority) can freeze accounts, the treasury's as well; issuers of stablecoins can.")
    }
}
