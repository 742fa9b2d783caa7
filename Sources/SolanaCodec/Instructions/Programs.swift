/// Addresses of the programs and system accounts that this library knows.
public enum Programs {
    /// System program.
    public static let system: Address = "11111111111111111111111111111111"
    /// Compute budget program.
    public static let computeBudget: Address = "ComputeBudget111111111111111111111111111111"
    /// SPL Token (since SIMD-0266 the p-token implementation, at the same address).
    public static let token: Address = "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
    /// Token-2022, also called Token Extensions.
    public static let token2022: Address = "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb"
    /// Associated Token Account program.
    public static let associatedToken: Address = "ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL"
    /// Memo, first version. It does not check that its accounts signed.
    public static let memoV1: Address = "Memo1UhkJRfHyvLMcVucJwxXeuD728EqVDDwQDxFMNo"
    /// Memo, third version (the crate calls it v2).
    public static let memoV3: Address = "MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr"
    /// Memo, fourth version (p-memo).
    public static let memoV4: Address = "Memo4c2pN8afCj432Lb7RMVKi9PbQnnW7ewFFaV3oAH"
    /// Address lookup table program.
    public static let addressLookupTable: Address = "AddressLookupTab1e1111111111111111111111111"
    /// The upgradeable loader, which owns most programs.
    public static let upgradeableLoader: Address = "BPFLoaderUpgradeab1e11111111111111111111111"
    /// The RecentBlockhashes sysvar, named by nonce instructions.
    public static let recentBlockhashes: Address = "SysvarRecentB1ockHashes11111111111111111111"
    /// The rent sysvar.
    public static let rentSysvar: Address = "SysvarRent111111111111111111111111111111111"
    /// The clock sysvar.
    public static let clockSysvar: Address = "SysvarC1ock11111111111111111111111111111111"

    /// The mint of wrapped SOL.
    public static let wrappedSOL: Address = "So11111111111111111111111111111111111111112"

    /// What people call a system account that is no program of this library; `nil` for any other.
    public static func accountName(of address: Address) -> String? { systemAccounts[address] }

    private static let systemAccounts: [Address: String] = [
        recentBlockhashes: "Recent blockhashes sysvar",
        rentSysvar: "Rent sysvar",
        clockSysvar: "Clock sysvar",
        "Sysvar1nstructions1111111111111111111111111": "Instructions sysvar",
        "SysvarS1otHashes111111111111111111111111111": "Slot hashes sysvar",
        "SysvarEpochSchedu1e111111111111111111111111": "Epoch schedule sysvar",
        "SysvarStakeHistory1111111111111111111111111": "Stake history sysvar",
        "Stake11111111111111111111111111111111111111": "Stake program",
        "Vote111111111111111111111111111111111111111": "Vote program",
        "ZkE1Gama1Proof11111111111111111111111111111": "ZK ElGamal proof program",
        "Ed25519SigVerify111111111111111111111111111": "Ed25519 program",
    ]

    /// Whether `address` is one of the two token programs.
    public static func isToken(_ address: Address) -> Bool {
        address == token || address == token2022
    }

    /// Whether `address` is one of the three memo programs.
    public static func isMemo(_ address: Address) -> Bool {
        address == memoV1 || address == memoV3 || address == memoV4
    }
}
