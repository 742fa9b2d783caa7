/// What a program means by an error code.
public struct ProgramErrorName: Hashable, Sendable {
    /// The name in the program's source.
    public var name: String
    /// What went wrong, in a few words.
    public var text: String

    /// A name and what it means.
    public init(_ name: String, _ text: String) {
        self.name = name
        self.text = text
    }
}

/// The error codes of the programs that this library knows: `custom program error: 0x1` of Token is
/// `InsufficientFunds`.
///
/// Compute Budget, Memo, and Address Lookup Table have no codes of their own; they fail with the
/// runtime's errors, which `RuntimeErrors` names.
///
/// Source: solana-sdk, system-interface/src/error.rs; solana-program/token and token-2022,
/// interface/src/error.rs; associated-token-account, interface/src/error.rs; token-metadata and
/// token-group, interface/src/error.rs.
public enum ProgramErrors {
    /// What `program` means by `code`; `nil` if this library does not know.
    public static func error(_ code: UInt32, of program: Address) -> ProgramErrorName? {
        switch program {
        case Programs.system: element(code, of: system)
        case Programs.associatedToken: element(code, of: associatedToken)
        case Programs.token: element(code, of: token)
        case Programs.token2022:
            element(code, of: token) ?? element(code, from: 20, of: token2022)
                ?? element(code, from: metadataStart, of: metadata)
                ?? element(code, from: groupStart, of: group)
        default: nil
        }
    }

    /// The first codes of the interfaces: the start of a hash of their names.
    private static let metadataStart: UInt32 = 901_952_957
    private static let groupStart: UInt32 = 3_406_457_176

    private static func element(
        _ code: UInt32, from start: UInt32 = 0, of list: [ProgramErrorName]
    ) -> ProgramErrorName? {
        guard code >= start, code - start < UInt32(list.count) else { return nil }
        return list[Int(code - start)]
    }

    private static let system = [
        ProgramErrorName("AccountAlreadyInUse", "the account exists already"),
        ProgramErrorName("ResultWithNegativeLamports", "the account has too little SOL"),
        ProgramErrorName("InvalidProgramId", "the account cannot be given to this program"),
        ProgramErrorName("InvalidAccountDataLength", "no account can have this size"),
        ProgramErrorName("MaxSeedLengthExceeded", "the seed is longer than 32 bytes"),
        ProgramErrorName("AddressWithSeedMismatch", "the seed derives another address"),
        ProgramErrorName("NonceNoRecentBlockhashes", "the cluster has no recent blockhashes"),
        ProgramErrorName("NonceBlockhashNotExpired", "the nonce was advanced in this slot"),
        ProgramErrorName("NonceUnexpectedBlockhashValue", "the nonce has another value"),
    ]

    private static let associatedToken = [
        ProgramErrorName("InvalidOwner", "the account belongs to another owner than the address")
    ]

    private static let metadata = [
        ProgramErrorName("IncorrectAccount", "another account is meant"),
        ProgramErrorName("MintHasNoMintAuthority", "the mint has no mint authority"),
        ProgramErrorName("IncorrectMintAuthority", "another mint authority must sign"),
        ProgramErrorName("IncorrectUpdateAuthority", "another update authority must sign"),
        ProgramErrorName("ImmutableMetadata", "nobody may change the metadata"),
        ProgramErrorName("KeyNotFound", "the metadata has no such key"),
    ]

    private static let group = [
        ProgramErrorName("SizeExceedsNewMaxSize", "the group has more members than that already"),
        ProgramErrorName("SizeExceedsMaxSize", "the group is full"),
        ProgramErrorName("ImmutableGroup", "nobody may change the group"),
        ProgramErrorName("IncorrectMintAuthority", "another mint authority must sign"),
        ProgramErrorName("IncorrectUpdateAuthority", "another update authority must sign"),
        ProgramErrorName("MemberAccountIsGroupAccount", "a group cannot be its own member"),
    ]
}
