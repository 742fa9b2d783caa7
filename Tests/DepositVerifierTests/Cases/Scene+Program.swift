import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport

/// The operator's deposit program on paper, for transactions that no chain has executed. Layouts as
/// the specification writes them down.
enum PaperProgram {
    static let address = Address(FixedBytes(repeating: 0x4C))
    /// Ends, as programs do, with an instruction that ends with zeros.
    static let elf: [UInt8] =
        [0x7F, 0x45, 0x4C, 0x46] + Array(repeating: 7, count: 60) + [0x95, 0, 0, 0, 0, 0, 0, 0]
    static let deploySlot = Synthetic.slot - 1
    static let upgradeAuthority = World.hot.address
    static let loader: Address = "BPFLoaderUpgradeab1e11111111111111111111111"

    static let pin = DepositPolicy.PinnedProgram(
        id: address, hash: SHA256.hash(elf), deploySlot: deploySlot,
        upgradeAuthority: upgradeAuthority)

    /// The program's account and that of its bytes, as a node shows them.
    ///
    /// - Parameters:
    ///   - authority: who may upgrade; nobody if `nil`.
    ///   - padding: zeros behind the bytes.
    static func accounts(
        _ elf: [UInt8] = elf, slot: UInt64 = deploySlot, authority: Address? = upgradeAuthority,
        padding: Int = 0
    ) throws -> [JSONObject?] {
        let data = try dataAddress()
        let owner = authority.map { [1] + $0.bytes } ?? Array(repeating: 0, count: 33)
        let zeros = Array(repeating: UInt8(0), count: padding)
        return [
            account([2, 0, 0, 0] + data.bytes, executable: true),
            account([3, 0, 0, 0] + littleEndian(slot) + owner + elf + zeros, executable: false),
        ]
    }

    /// Where the loader keeps its bytes.
    static func dataAddress() throws -> Address {
        try ProgramDerivedAddress.find(seeds: [address.bytes], program: loader).address
    }

    static func account(
        _ data: [UInt8], executable: Bool, owner: Address = loader
    ) -> JSONObject {
        [
            "data": [Base64.encode(data), "base64"], "executable": executable,
            "lamports": 1_141_440, "owner": owner.description, "rentEpoch": 0,
            "space": data.count,
        ]
    }

    static func littleEndian(_ value: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    /// The address that owns the vault of a code, and its bump.
    static func vaultAuthority(_ code: DepositCode) throws -> ProgramDerivedAddress {
        try ProgramDerivedAddress.find(
            seeds: [Array("code".utf8), code.bytes], program: address)
    }

    /// The address of a deposit account, and its bump.
    static func depositAccount(
        _ code: DepositCode, _ owner: Address
    ) throws -> ProgramDerivedAddress {
        try ProgramDerivedAddress.find(
            seeds: [Array("deposit".utf8), code.bytes, owner.bytes], program: address)
    }
}

extension Scene {
    /// This scene with a policy that trusts the program.
    func pinned() -> Scene {
        var scene = self
        scene.policy.programs = [PaperProgram.pin]
        return scene
    }

    /// Stores the vaults of the codes at a pinned program, as `code new --policy` does.
    func knowingVaults() async throws -> Scene {
        try await ledger.extend(
            [Self.c1, Self.c2].map { code in
                CodeReference(
                    key: CodeReference.Key(
                        treasuryAccount: PaperProgram.address,
                        reference: try PaperProgram.vaultAuthority(code).address), code: code)
            })
        return self
    }

    /// `deposit_direct(code, amount)`; the defaults are PAYER's account and T.
    func direct(
        _ code: DepositCode = c1, _ amount: UInt64 = fiveUSDC, from source: Address? = nil,
        to destination: Address? = nil, by authority: Address? = nil, mint: Address = World.usdc,
        tokenProgram: Address = Programs.token, with extra: [AccountMeta] = [],
        program: Address = PaperProgram.address
    ) -> Instruction {
        Instruction(
            program: program,
            accounts: [
                AccountMeta(source ?? P, .writable), AccountMeta(mint),
                AccountMeta(destination ?? T, .writable),
                AccountMeta(
                    authority ?? payer.address, authority == nil ? .readonlySigner : .readonly),
                AccountMeta(tokenProgram),
            ] + extra,
            data: [0xCE, 0xB7, 0xB2, 0x08, 0xC4, 0x57, 0x1B, 0x96] + code.bytes
                + PaperProgram.littleEndian(amount))
    }

    /// `sweep_token` of a vault, to T unless told otherwise.
    func sweep(
        _ code: DepositCode, owner: Address? = nil, bump: UInt8? = nil,
        program: Address = PaperProgram.address
    ) throws -> Instruction {
        let authority = try self.authority(code, owner: owner)
        let kind: [UInt8] = [owner == nil ? 1 : 0, bump ?? authority.bump]
        return Instruction(
            program: program,
            accounts: [
                AccountMeta(authority.address),
                AccountMeta(account(of: authority.address), .writable), AccountMeta(World.usdc),
                AccountMeta(T, .writable), AccountMeta(Programs.token),
            ],
            data: [0xC5, 0xB1, 0xD2, 0x37, 0x2A, 0xB7, 0x67, 0x53] + kind + code.bytes
                + (owner?.bytes ?? []))
    }

    func authority(_ code: DepositCode, owner: Address? = nil) throws -> ProgramDerivedAddress {
        try owner.map { try PaperProgram.depositAccount(code, $0) }
            ?? PaperProgram.vaultAuthority(code)
    }

    /// `TC(from, to, authority, amount)` by an address that signs for no message.
    func move(
        _ amount: UInt64, from source: Address, to destination: Address? = nil,
        by authority: Address, with extra: [AccountMeta] = []
    ) -> Instruction {
        TokenTransfer(
            .checked(mint: World.usdc, decimals: 6), source: source,
            destination: destination ?? T, authority: authority, amount: TokenAmount(amount),
            additionalAccounts: extra
        ).instruction(program: Programs.token)
    }
}

extension Synthetic {
    /// A transaction in which the unknown program X makes these calls, each at its depth, followed
    /// by other instructions; the node holds the operator's program as it is pinned.
    init(
        _ scene: Scene, through calls: [(Instruction, height: Int?)],
        then others: [Instruction] = [], by signers: [Keypair]? = nil
    ) throws {
        let signers = signers ?? [scene.attacker]
        var metas: [Address: AccountMeta] = [:]
        for (call, _) in calls {
            for meta in call.accounts + [AccountMeta(call.program)] {
                // X itself takes no account's word for a signature.
                let role = AccountRole(
                    signer: signers.contains { $0.address == meta.address },
                    writable: meta.role.isWritable)
                metas[meta.address] = AccountMeta(
                    meta.address, metas[meta.address]?.role.union(role) ?? role)
            }
        }
        try self.init(
            scene, [Synthetic.call(metas.values.sorted { $0.address < $1.address })] + others,
            by: signers)
        accounts = try PaperProgram.accounts()
        self.calls(0, calls)
    }

    /// What a transfer leaves in the tables: 9 USDC less at the source, so much more at T.
    mutating func paid(_ amount: UInt64, from source: Address, of owner: Address, left: UInt64 = 9)
    {
        holds(source, owner, amount + left, left)
    }
}
