internal import SolanaCodec

/// A program as the upgradeable loader holds it.
struct DeployedProgram: Hashable, Sendable {
    /// The slot in which its bytes were deployed.
    var deploySlot: UInt64
    /// Who may replace them; `nil` if nobody may.
    var upgradeAuthority: Address?
    /// SHA-256 of every file that these bytes may be the deployment of.
    private var hashes: Set<FixedBytes<32>>

    /// A program ends with an instruction, of 8 bytes that are not all zero.
    private static let mostZerosOfFile = 7

    /// `nil` if the accounts are not those of a program that this loader runs.
    init?(program: AccountInfo?, data: AccountInfo?, dataAddress: Address) {
        guard let program, program.isExecutable,
            Self.state(of: program) == .program(data: dataAddress),
            let data, case .programData(let slot, let authority, let code) = Self.state(of: data)
        else { return nil }
        (deploySlot, upgradeAuthority) = (slot, authority)
        // The loader fills the room that was reserved with zeros, and a file may end with some.
        let length = code.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
        let lengths = Set((length...length + Self.mostZerosOfFile).map { min($0, code.count) })
        hashes = Set(lengths.union([code.count]).map { SHA256.hash(Array(code[..<$0])) })
    }

    private static func state(of account: AccountInfo) -> UpgradeableLoaderState? {
        guard account.owner == Programs.upgradeableLoader else { return nil }
        return try? UpgradeableLoaderState(decoding: account.data)
    }

    /// Whether these are the bytes that the policy trusts, from the deployment that it trusts.
    func isAs(_ pin: DepositPolicy.PinnedProgram) -> Bool {
        hashes.contains(pin.hash) && deploySlot == pin.deploySlot
            && upgradeAuthority == pin.upgradeAuthority
    }
}
