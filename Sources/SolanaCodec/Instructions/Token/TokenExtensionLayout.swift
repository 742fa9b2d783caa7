/// What an extension instruction of Token-2022 reads: accounts by position, then values.
///
/// Names are those of the `jsonParsed` answers of the RPC. Source: solana-program/token-2022,
/// interface/src/extension/…/instruction.rs.
struct TokenExtensionLayout {
    /// The name of the instruction.
    var name: String
    /// The accounts by position; the last one is an authority whose members may follow.
    var accounts: [NamedRole]
    /// The values, in the order of the data.
    var values: [Value] = []
    /// What the accounts after the named ones are.
    var rest = Rest.members
    /// Whether the program refuses bytes after the values.
    var isExact = true

    /// An account's name and its usual role.
    struct NamedRole {
        var name: String
        var role: AccountRole
        /// Whether it signs only if no multisignature members do.
        var isAuthority = false
    }

    /// A named value.
    struct Value {
        var name: String
        var kind: Kind

        enum Kind {
            /// 32 bytes.
            case address
            /// 32 bytes, none if all are 0.
            case nonzeroAddress
            /// A flag 0, or a flag 1 and 32 bytes.
            case flaggedAddress
            /// `u64` base units.
            case amount
            /// `u8`, `u16`.
            case byte, short
            /// `i16`, `i64`.
            case rate, time
            /// The bits of an `f64`; for display only, nothing is counted with it.
            case multiplier
            /// A token account's state.
            case status
            /// `u16` kinds of extensions to the end.
            case extensionTypes
            /// Ciphertexts and proof offsets, to the end.
            case opaque
        }
    }

    /// Accounts without a position of their own.
    enum Rest {
        /// Members of a multisignature authority.
        case members
        /// Token accounts that are read or changed; at most as many as value 0 says if there is one,
        /// and members before them.
        case sources
    }
}

extension TokenExtensionLayout {
    /// The layout of the instruction with these first bytes.
    ///
    /// - Throws: `InstructionError.unknownTag` if the prefix has no such instruction.
    static func of(
        _ tag: TokenInstructionTag, _ subtag: UInt8?
    ) throws(InstructionError) -> TokenExtensionLayout {
        guard let subtag else { return plain(tag) }
        guard let names = tag.prefixedNames, Int(subtag) < names.count else {
            throw .unknownTag(UInt32(subtag))
        }
        return prefixed(tag, subtag, name: names[Int(subtag)])
    }

    private static func plain(_ tag: TokenInstructionTag) -> TokenExtensionLayout {
        switch tag {
        case .initializeMintCloseAuthority:
            TokenExtensionLayout(
                name: tag.name, accounts: [.mint],
                values: [Value(name: "newAuthority", kind: .flaggedAddress)], isExact: false)
        case .reallocate:
            TokenExtensionLayout(
                name: tag.name, accounts: [.account, .payer, .system, .authority("owner")],
                values: [Value(name: "extensionTypes", kind: .extensionTypes)])
        case .createNativeMint:
            TokenExtensionLayout(
                name: tag.name,
                accounts: [.payer, NamedRole(name: "nativeMint", role: .writable), .system],
                isExact: false)
        case .initializePermanentDelegate:
            TokenExtensionLayout(
                name: tag.name, accounts: [.mint],
                values: [Value(name: "delegate", kind: .address)])
        default:  // initializeNonTransferableMint
            TokenExtensionLayout(name: tag.name, accounts: [.mint], isExact: false)
        }
    }

    private static func prefixed(
        _ tag: TokenInstructionTag, _ subtag: UInt8, name: String
    ) -> TokenExtensionLayout {
        let accounts: [NamedRole]
        let values: [(String, Value.Kind)]
        switch (tag, subtag) {
        case (.transferFeeExtension, _): return transferFee(subtag, name: name)
        case (.confidentialTransferExtension, _), (.confidentialTransferFeeExtension, _),
            (.confidentialMintBurnExtension, _):
            return confidential(tag, subtag, name: name)
        case (.permissionedBurnExtension, 1...): return permissionedBurn(subtag, name: name)
        case (.defaultAccountStateExtension, 0):
            (accounts, values) = ([.mint], [("accountState", .status)])
        case (.defaultAccountStateExtension, _):
            (accounts, values) = (
                [.mint, .authority("freezeAuthority")], [("accountState", .status)]
            )
        case (.memoTransferExtension, _), (.cpiGuardExtension, _):
            return TokenExtensionLayout(
                name: name, accounts: [.account, .authority("owner")], isExact: false)
        case (.interestBearingMintExtension, 0):
            (accounts, values) = ([.mint], [("rateAuthority", .nonzeroAddress), ("rate", .rate)])
        case (.interestBearingMintExtension, _):
            (accounts, values) = ([.mint, .authority("rateAuthority")], [("newRate", .rate)])
        case (.scaledUiAmountExtension, 0):
            (accounts, values) = (
                [.mint], [("authority", .nonzeroAddress), ("multiplier", .multiplier)]
            )
        case (.scaledUiAmountExtension, _):
            (accounts, values) = (
                [.mint, .authority("authority")],
                [("newMultiplier", .multiplier), ("newMultiplierTimestamp", .time)]
            )
        case (.pausableExtension, 1...):
            return TokenExtensionLayout(
                name: name, accounts: [.mint, .authority("authority")], isExact: false)
        case (.pausableExtension, _), (.permissionedBurnExtension, _):
            (accounts, values) = ([.mint], [("authority", .address)])
        default: return pointer(tag, subtag, name: name)
        }
        return TokenExtensionLayout(
            name: name, accounts: accounts, values: values.map { Value(name: $0.0, kind: $0.1) })
    }

    /// A mint's pointer to another account: an authority and an address, either may be missing.
    private static func pointer(
        _ tag: TokenInstructionTag, _ subtag: UInt8, name: String
    ) -> TokenExtensionLayout {
        let target =
            switch tag {
            case .metadataPointerExtension: "metadataAddress"
            case .groupPointerExtension: "groupAddress"
            case .groupMemberPointerExtension: "memberAddress"
            default: "programId"
            }
        let address = Value(name: target, kind: .nonzeroAddress)
        guard subtag == 0 else {
            return TokenExtensionLayout(
                name: name, accounts: [.mint, .authority("authority")], values: [address])
        }
        let authority = Value(name: "authority", kind: .nonzeroAddress)
        return TokenExtensionLayout(name: name, accounts: [.mint], values: [authority, address])
    }

    private static func transferFee(_ subtag: UInt8, name: String) -> TokenExtensionLayout {
        let fees = [
            Value(name: "transferFeeBasisPoints", kind: .short),
            Value(name: "maximumFee", kind: .amount),
        ]
        var layout = TokenExtensionLayout(name: name, accounts: [.mint], isExact: false)
        switch subtag {
        case 0:
            layout.values =
                [
                    Value(name: "transferFeeConfigAuthority", kind: .flaggedAddress),
                    Value(name: "withdrawWithheldAuthority", kind: .flaggedAddress),
                ] + fees
        case 2: layout.accounts += [.receiver, .authority("withdrawWithheldAuthority")]
        case 3:
            layout.accounts = [
                NamedRole(name: "mint", role: .readonly), .receiver,
                .authority("withdrawWithheldAuthority"),
            ]
            layout.values = [Value(name: "numTokenAccounts", kind: .byte)]
            layout.rest = .sources
        case 4: layout.rest = .sources
        default:
            layout.accounts.append(.authority("transferFeeConfigAuthority"))
            layout.values = fees
        }
        return layout
    }

    private static func permissionedBurn(_ subtag: UInt8, name: String) -> TokenExtensionLayout {
        TokenExtensionLayout(
            name: name,
            accounts: [
                .account, .mint,
                NamedRole(name: "permissionedBurnAuthority", role: .readonlySigner),
                .authority("authority"),
            ],
            values: [Value(name: "amount", kind: .amount)]
                + (subtag == 2 ? [Value(name: "decimals", kind: .byte)] : []))
    }

    /// Confidential instructions: the accounts before the proofs; data is kept as it is.
    private static func confidential(
        _ tag: TokenInstructionTag, _ subtag: UInt8, name: String
    ) -> TokenExtensionLayout {
        let readonlyMint = NamedRole(name: "mint", role: .readonly)
        let accounts: [NamedRole] =
            switch (tag, subtag) {
            case (.confidentialTransferExtension, 0): [.mint]
            case (.confidentialTransferExtension, 1): [.mint, .authority("authority")]
            case (.confidentialTransferExtension, 3):
                [.account, readonlyMint, .authority("confidentialTransferAuditorAuthority")]
            case (.confidentialTransferExtension, 4), (.confidentialTransferExtension, 8...12):
                [.account]
            case (.confidentialTransferExtension, 7), (.confidentialTransferExtension, 13):
                [
                    NamedRole(name: "source", role: .writable), readonlyMint,
                    NamedRole(name: "destination", role: .writable),
                ]
            case (.confidentialTransferExtension, _): [.account, readonlyMint]
            case (.confidentialTransferFeeExtension, 1): [.mint, .receiver]
            case (.confidentialTransferFeeExtension, 2): [readonlyMint, .receiver]
            case (.confidentialTransferFeeExtension, 4...5): [.mint, .authority("authority")]
            case (.confidentialMintBurnExtension, 3...4): [.account, .mint]
            default: [.mint]
            }
        return TokenExtensionLayout(
            name: name, accounts: accounts, values: [Value(name: "data", kind: .opaque)])
    }
}

extension TokenExtensionLayout.NamedRole {
    fileprivate static let mint = Self(name: "mint", role: .writable)
    fileprivate static let account = Self(name: "account", role: .writable)
    fileprivate static let payer = Self(name: "payer", role: .writableSigner)
    fileprivate static let system = Self(name: "systemProgram", role: .readonly)
    fileprivate static let receiver = Self(name: "feeRecipient", role: .writable)

    fileprivate static func authority(_ name: String) -> Self {
        Self(name: name, role: .readonlySigner, isAuthority: true)
    }
}
