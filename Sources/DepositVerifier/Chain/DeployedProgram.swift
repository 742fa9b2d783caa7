internal import SolanaCodec

/// A program as the upgradeable loader holds it.
///
/// Shape: the program's account is `u32` 2 | address of its data 32; the data's account is `u32` 3 |
/// deploy slot `u64` | 0, or 1 and the upgrade authority 32 (45 bytes in both cases) | the bytes.
/// Source: anza-xyz/solana-sdk, loader-v3-interface, `UpgradeableLoaderState`.
struct DeployedProgram: Hashable, Sendable {
    /// SHA-256 of the deployed bytes without the zeros that fill up the account.
    var hash: FixedBytes<32>
    /// The slot in which these bytes were deployed.
    var deploySlot: UInt64
    /// Who may replace them; `nil` if nobody may.
    var upgradeAuthority: Address?

    private static let headerLength = 45

    /// The account that holds a program's bytes.
    static func dataAddress(of program: Address) -> Address? {
        try? ProgramDerivedAddress.find(
            seeds: [program.bytes], program: Programs.upgradeableLoader
        ).address
    }

    /// `nil` if the accounts are not those of a program that this loader can run.
    init?(program: AccountInfo?, data: AccountInfo?, dataAddress: Address) {
        guard let program, program.owner == Programs.upgradeableLoader, program.isExecutable,
            program.data == [2, 0, 0, 0] + dataAddress.bytes,
            let data, data.owner == Programs.upgradeableLoader
        else { return nil }
        var input = data.data.span
        guard let state: UInt32 = try? input.readInteger(), state == 3,
            let slot: UInt64 = try? input.readInteger(), let tag = try? input.readByte(),
            tag <= 1, let authority = try? input.readBytes(count: 32)
        else { return nil }
        deploySlot = slot
        upgradeAuthority = tag == 1 ? Address(bytes: authority) : nil
        let code = data.data.dropFirst(Self.headerLength)
        let length = code.lastIndex { $0 != 0 }.map { $0 + 1 } ?? code.startIndex
        hash = SHA256.hash(Array(code[..<length]))
    }

    /// Whether these are the bytes that the policy trusts, from the deployment that it trusts.
    func isAs(_ pin: DepositPolicy.PinnedProgram) -> Bool {
        hash == pin.hash && deploySlot == pin.deploySlot
            && upgradeAuthority == pin.upgradeAuthority
    }
}
