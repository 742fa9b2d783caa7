/// An instruction of the deposit program, by the first eight bytes of its data.
///
/// Shape: the raw value is those bytes as a little-endian `u64`; what follows them stands at each
/// case, then the accounts in order (w writable, s signer). Source: sha256("global:" + name)[..8].
public enum DepositInstruction: UInt64, Sendable {
    /// `ceb7b208c4571b96` | code 8 | amount `u64`.
    ///
    /// Source w, mint, treasury token account w, authority s, token program; further accounts are
    /// allowed and mean nothing.
    case depositDirect = 0x961B_57C4_08B2_B7CE
    /// `c5b1d2372ab76753` | vault seeds.
    ///
    /// Vault authority, vault w, mint, treasury token account w, token program; for a foreign mint of
    /// Token-2022 up to 11 more, which its transfer hook needs.
    case sweepToken = 0x5367_B72A_37D2_B1C5
    /// `8460936f9268033b` | vault seeds.
    ///
    /// Vault authority w, treasury w, system program; or these and vault w, token program, for what
    /// the vault holds beyond its rent.
    case sweepLamports = 0x3B03_6892_6F93_6084
    /// `08bec93ac879d28f` | vault seeds.
    ///
    /// Vault authority w, nested account w, its mint, destination w, vault w, vault's mint, token
    /// program, Associated Token program. The destination is the authority's associated account.
    case recoverNested = 0x8FD2_79C8_3AC9_BE08
    /// `26d19632be751036` | code 8.
    ///
    /// Deposit account w, mint, vault w, owner ws, token program, Associated Token program, system
    /// program.
    case initializeToken = 0x3610_75BE_3296_D126
    /// `0b9c60da27a3b413` | amount `u64`.
    ///
    /// Deposit account w, mint, source w, vault w, owner ws, token program.
    case depositToken = 0x13B4_A327_DA60_9C0B
    /// `84ac183c649c8761`.
    ///
    /// Deposit account w, mint, vault w, owner ws, token program.
    case closeTokenAccount = 0x6187_9C64_3C18_AC84

    // The rest of the existing program's interface: always `DepositError.disabled`.

    /// `afaf6d1f0d989bed`: opened an account for SOL.
    case initialize = 0xED9B_980D_1F6D_AFAF
    /// `f223c68952e1f2b6`: deposited SOL.
    case deposit = 0xB6F2_E152_89C6_23F2
    /// `b712469c946da122`: let the owner take SOL out.
    case withdraw = 0x22A1_6D94_9C46_12B7
    /// `88ebb505656d3951`: let the owner take tokens out.
    case withdrawToken = 0x5139_6D65_05B5_EB88
    /// `7dff950e6e224818`: closed an account for SOL.
    case closeAccount = 0x1848_226E_0E95_FF7D
}

/// The seeds that name a vault's authority, as the sweeping instructions carry them.
///
/// Shape: kind `u8` | bump `u8` | code 8 | owner 32 if the kind is `depositAccount`.
public enum VaultKind: UInt8, Sendable {
    /// Seeds `["deposit", code, owner, bump]`: the address of a deposit account.
    case depositAccount = 0
    /// Seeds `["code", code, bump]`: the address of a code; it has no data.
    case code = 1
}

/// The first seed of the program's addresses.
public enum VaultSeed {
    /// Of deposit accounts.
    public static let depositAccount: StaticString = "deposit"
    /// Of codes.
    public static let code: StaticString = "code"
}
