internal import DepositLayouts
public import SolanaCodec

/// Our deposit program, as an operator deployed it.
///
/// Treasury and mint are compiled in, so every operator has a copy of their own at an address of
/// their own. The only exit of every vault is the treasury; nobody can take anything out.
public struct OperatorProgram: Hashable, Sendable {
    /// Where it is deployed.
    public var address: Address

    /// The program at `address`.
    public init(_ address: Address) {
        self.address = address
    }

    /// The address that owns what is sent to `name`, with the bump that `find` yields.
    public func authority(of name: VaultName) -> ProgramDerivedAddress {
        do {
            return try ProgramDerivedAddress.find(seeds: name.seeds, program: address)
        } catch {
            // Three short seeds break no limit, and 256 curve points in a row (2⁻²⁵⁶) cannot be
            // made without breaking SHA-256.
            preconditionFailure("no bump for a vault's authority")
        }
    }

    /// The vault of `name` for a token: the associated account of its authority.
    public func vault(of name: VaultName, asset: Asset) -> Address {
        AssociatedTokenAccount.find(
            owner: authority(of: name).address, mint: asset.mint,
            tokenProgram: asset.tokenProgram
        ).address
    }

    /// The canonical seeds of `name`, as the sweeping instructions carry them.
    public func seeds(of name: VaultName) -> VaultSeeds {
        VaultSeeds(name: name, bump: authority(of: name).bump)
    }
}

/// Whose vault: that of a code, or that of a depositor's account under a code.
public enum VaultName: Hashable, Sendable {
    /// Of a depositor's account: seeds `["deposit", code, owner]`. `initializeToken` opens it.
    case depositAccount(DepositCode, owner: Address)
    /// Of a code: seeds `["code", code]`. It has no data; anyone may send to it.
    case code(DepositCode)

    /// The code.
    public var code: DepositCode {
        switch self {
        case .depositAccount(let code, _), .code(let code): code
        }
    }

    /// All seeds but the bump.
    var seeds: [[UInt8]] {
        switch self {
        case .depositAccount(let code, let owner):
            [Self.bytes(VaultSeed.depositAccount), code.bytes, owner.bytes]
        case .code(let code): [Self.bytes(VaultSeed.code), code.bytes]
        }
    }

    private static func bytes(_ text: StaticString) -> [UInt8] { Array(text.description.utf8) }
}

/// The seeds of a vault's authority.
///
/// Shape: kind `u8` (0 deposit account, 1 code) | bump `u8` | code 8 | owner 32 if the kind is 0.
public struct VaultSeeds: Hashable, Sendable {
    /// Whose vault.
    public var name: VaultName
    /// The last seed. The program takes any that works: all of them lead to the treasury.
    public var bump: UInt8

    /// Seeds from their parts.
    public init(name: VaultName, bump: UInt8) {
        self.name = name
        self.bump = bump
    }

    /// The authority that these very seeds lead to; `nil` if the bump does not work.
    public func authority(of program: OperatorProgram) -> Address? {
        // Four seeds of at most 32 bytes break no limit.
        try? ProgramDerivedAddress.create(seeds: name.seeds + [[bump]], program: program.address)
    }

    /// Whether the bump is the one that `find` yields.
    public func isCanonical(of program: OperatorProgram) -> Bool {
        program.authority(of: name).bump == bump
    }

    var encoded: [UInt8] {
        switch name {
        case .depositAccount(let code, let owner):
            [VaultKind.depositAccount.rawValue, bump] + code.bytes + owner.bytes
        case .code(let code): [VaultKind.code.rawValue, bump] + code.bytes
        }
    }

    var parameters: [InstructionField] {
        let bump = InstructionField("bump", .number(UInt64(self.bump)))
        let code = InstructionField("code", .bytes(name.code.bytes))
        return switch name {
        case .depositAccount(_, let owner):
            [
                InstructionField("kind", .text("\(VaultKind.depositAccount)")), bump, code,
                InstructionField("owner", .address(owner)),
            ]
        case .code: [InstructionField("kind", .text("\(VaultKind.code)")), bump, code]
        }
    }
}
