internal import DepositProgram
internal import SolanaCodec

extension Doctor {
    /// What the rules say by themselves, and of these operators.
    ///
    /// - Parameter operators: the name of each endpoint's operator.
    public static func examine(_ policy: DepositPolicy, operators: [String]) -> [Diagnosis] {
        mints(of: policy) + [examine(operators), quorum(of: policy, Set(operators).count)]
            + level5(in: policy)
    }

    /// L06: where the Level5 program runs beside us, its depositors' money is stuck.
    private static func level5(in policy: DepositPolicy) -> [Diagnosis] {
        policy.level5Programs.sorted().map { program in
            .warning(
                .program, program.description,
                "This is the existing Level5 program; nothing there is ever credited. Its "
                    + "withdraw_token always fails: USDC in these vaults is locked.",
                "tell depositors to pay the treasury itself")
        }
    }

    /// C05 and the like: a mint that looks like another, or bears its name.
    private static func mints(of policy: DepositPolicy) -> [Diagnosis] {
        let listed = policy.treasury.assets.map { asset in
            (asset.mint, KnownMints.objection(to: asset, on: policy.treasury.cluster))
        }
        let known = policy.knownAssets.sorted().map { ($0, KnownMints.objection(to: $0)) }
        let objections = (listed + known).compactMap { mint, objection in
            objection.map { objection in
                Diagnosis.problem(
                    .policyMints, mint.description, objection,
                    "compare the mint with the issuer's own page, then mend the policy")
            }
        }
        guard objections.isEmpty else { return objections }
        return [
            .ok(.policyMints, "policy", "No mint of the policy looks like another one.")
        ]
    }

    private static func examine(_ operators: [String]) -> Diagnosis {
        let names = Set(operators)
        let repeated = names.filter { name in operators.count { $0 == name } > 1 }.sorted()
        if let name = repeated.first {
            return .warning(
                .policyOperators, shown(name),
                "Several endpoints have this operator; they count as one.",
                "if they are run by different companies, name each; if not, add another operator")
        }
        guard names.count > 1 else {
            return .warning(
                .policyOperators, "policy",
                "There is one operator: nobody can contradict it, and while it is silent nothing "
                    + "is credited.", "add an endpoint of another company to `endpoints`")
        }
        return .ok(.policyOperators, "policy", "There are \(names.count) operators.")
    }

    private static func quorum(of policy: DepositPolicy, _ operators: Int) -> Diagnosis {
        guard let quorum = policy.quorum else {
            return .warning(
                .policyQuorum, "policy", "One operator's word credits any amount.",
                "set `quorum`: above some amount two operators must say the same")
        }
        guard operators >= Int(quorum.operators) else {
            return .problem(
                .policyQuorum, "policy",
                "Amounts above \(quorum.above) base units need \(quorum.operators) operators, and "
                    + "there are \(operators): such deposits wait for ever.",
                "add endpoints of other operators, or lower `quorum.operators`")
        }
        guard quorum.cap != nil else {
            return .warning(
                .policyQuorum, "policy",
                "Any number of deposits below \(quorum.above) base units is credited on one "
                    + "operator's word.", "set `quorum.singleOperatorCap`")
        }
        return .ok(
            .policyQuorum, "policy",
            "Amounts above \(quorum.above) base units need \(quorum.operators) operators; what one "
                + "operator's word may credit is capped.")
    }

    /// A pinned program, as the chain has it.
    public static func examine(
        _ pin: DepositPolicy.PinnedProgram, _ image: Result<ProgramImage, ProgramImageError>
    ) -> Diagnosis {
        let subject = pin.id.description
        // L06: the seeds that its withdrawal signs with are not those of the vault.
        guard !Level5.program.addresses.contains(pin.id) else {
            return .problem(
                .program, subject,
                "This is the existing Level5 program. Only depositors could take money out of it, "
                    + "and its withdraw_token always fails: USDC in these vaults is locked.",
                "take it out of `programs` and tell depositors to pay the treasury itself")
        }
        switch image {
        case .failure(let error):
            return .problem(
                .program, subject, "The program cannot be called: \(error.text).",
                "check its address and the cluster; no deposit through it is credited")
        case .success(let image):
            if let objection = image.objection(to: pin) {
                return .problem(
                    .program, subject,
                    "It is not the program that the policy trusts: \(objection).",
                    "find out who changed it before you pin it anew "
                        + "(l5-deposit program verify); its deposits wait until then")
            }
            guard let authority = image.upgradeAuthority else {
                return .ok(
                    .program, subject, "These are the pinned bytes, and nobody can change them.")
            }
            return .warning(
                .program, subject,
                "These are the pinned bytes, and \(authority) can replace them.",
                "give the authority up once the program is settled; until then guard that key like "
                    + "the treasury's")
        }
    }
}
