internal import SolanaCodec

/// A program as the upgradeable loader holds it.
struct DeployedProgram: Hashable, Sendable {
    /// SHA-256 of the deployed bytes without the zeros that fill up the account.
    var hash: FixedBytes<32>
    /// The slot in which these bytes were deployed.
    var deploySlot: UInt64
    /// Who may replace them; `nil` if nobody may.
    var upgradeAuthority: Address?

    /// `nil` if the accounts are not those of a program that this loader runs.
    init?(program: AccountInfo?, data: AccountInfo?, dataAddress: Address) {
        guard let program, program.isExecutable,
            Self.state(of: program) == .program(data: dataAddress),
            let data, case .programData(let slot, let authority, let code) = Self.state(of: data)
        else { return nil }
        (deploySlot, upgradeAuthority) = (slot, authority)
        let length = code.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
        hash = SHA256.hash(Array(code[..<length]))
    }

    private static func state(of account: AccountInfo) -> UpgradeableLoaderState? {
        guard account.owner == Programs.upgradeableLoader else { return nil }
        return try? UpgradeableLoaderState(decoding: account.data)
    }

    /// Whether these are the bytes that the policy trusts, from the deployment that it trusts.
    func isAs(_ pin: DepositPolicy.PinnedProgram) -> Bool {
        hash == pin.hash && deploySlot == pin.deploySlot
            && upgradeAuthority == pin.upgradeAuthority
    }
}
