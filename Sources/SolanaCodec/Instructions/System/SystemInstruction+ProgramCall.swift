extension SystemInstruction: ProgramCall {
    /// The name in `jsonParsed` answers.
    public var name: String {
        switch self {
        case .createAccount: "createAccount"
        case .assign: "assign"
        case .transfer: "transfer"
        case .createAccountWithSeed: "createAccountWithSeed"
        case .advanceNonce: "advanceNonce"
        case .withdrawFromNonce: "withdrawFromNonce"
        case .initializeNonce: "initializeNonce"
        case .authorizeNonce: "authorizeNonce"
        case .allocate: "allocate"
        case .allocateWithSeed: "allocateWithSeed"
        case .assignWithSeed: "assignWithSeed"
        case .transferWithSeed: "transferWithSeed"
        case .upgradeNonce: "upgradeNonce"
        case .createAccountAllowPrefund: "createAccountAllowPrefund"
        }
    }

    /// The accounts that the program reads by position.
    public var namedAccounts: [NamedAccount] {
        let blockhashes = NamedAccount("recentBlockhashesSysvar", Programs.recentBlockhashes)
        let rent = NamedAccount("rentSysvar", Programs.rentSysvar)
        return switch self {
        case .createAccount(let source, let newAccount, _, _, _):
            [
                NamedAccount("source", source, .writableSigner),
                NamedAccount("newAccount", newAccount, .writableSigner),
            ]
        case .assign(let account, _), .allocate(let account, _):
            [NamedAccount("account", account, .writableSigner)]
        case .transfer(let source, let destination, _):
            [
                NamedAccount("source", source, .writableSigner),
                NamedAccount("destination", destination, .writable),
            ]
        case .createAccountWithSeed(let source, let newAccount, let base, _, _, _, _):
            [
                NamedAccount("source", source, .writableSigner),
                NamedAccount("newAccount", newAccount, .writable),
            ] + (base == source ? [] : [NamedAccount("base", base, .readonlySigner)])
        case .advanceNonce(let account, let authority):
            [
                NamedAccount("nonceAccount", account, .writable), blockhashes,
                NamedAccount("nonceAuthority", authority, .readonlySigner),
            ]
        case .withdrawFromNonce(let account, let destination, let authority, _):
            [
                NamedAccount("nonceAccount", account, .writable),
                NamedAccount("destination", destination, .writable), blockhashes, rent,
                NamedAccount("nonceAuthority", authority, .readonlySigner),
            ]
        case .initializeNonce(let account, _):
            [NamedAccount("nonceAccount", account, .writable), blockhashes, rent]
        case .authorizeNonce(let account, let authority, _):
            [
                NamedAccount("nonceAccount", account, .writable),
                NamedAccount("nonceAuthority", authority, .readonlySigner),
            ]
        case .allocateWithSeed(let account, let base, _, _, _),
            .assignWithSeed(let account, let base, _, _):
            [
                NamedAccount("account", account, .writable),
                NamedAccount("base", base, .readonlySigner),
            ]
        case .transferWithSeed(let source, let base, let destination, _, _, _):
            [
                NamedAccount("source", source, .writable),
                NamedAccount("sourceBase", base, .readonlySigner),
                NamedAccount("destination", destination, .writable),
            ]
        case .upgradeNonce(let account): [NamedAccount("nonceAccount", account, .writable)]
        case .createAccountAllowPrefund(let newAccount, let source, _, _, _):
            [NamedAccount("newAccount", newAccount, .writableSigner)]
                + (source.map { [NamedAccount("source", $0, .writableSigner)] } ?? [])
        }
    }

    /// The values in the data, by name.
    public var parameters: [InstructionField] {
        switch self {
        case .createAccount(_, _, let lamports, let space, let owner),
            .createAccountAllowPrefund(_, _, let lamports, let space, let owner):
            [.lamports(lamports), .space(space), .owner(owner)]
        case .assign(_, let owner): [.owner(owner)]
        case .transfer(_, _, let lamports), .withdrawFromNonce(_, _, _, let lamports):
            [.lamports(lamports)]
        case .createAccountWithSeed(
            let source, _, let base, let seed, let lamports, let space, let owner):
            (base == source ? [InstructionField("base", .address(base))] : []) + [
                InstructionField("seed", .text(seed)), .lamports(lamports), .space(space),
                .owner(owner),
            ]
        case .advanceNonce, .upgradeNonce: []
        case .initializeNonce(_, let authority):
            [InstructionField("nonceAuthority", .address(authority))]
        case .authorizeNonce(_, _, let authority):
            [InstructionField("newAuthorized", .address(authority))]
        case .allocate(_, let space): [.space(space)]
        case .allocateWithSeed(_, _, let seed, let space, let owner):
            [InstructionField("seed", .text(seed)), .space(space), .owner(owner)]
        case .assignWithSeed(_, _, let seed, let owner):
            [InstructionField("seed", .text(seed)), .owner(owner)]
        case .transferWithSeed(_, _, _, let lamports, let seed, let owner):
            [
                .lamports(lamports), InstructionField("sourceSeed", .text(seed)),
                InstructionField("sourceOwner", .address(owner)),
            ]
        }
    }

    /// The data in its canonical form.
    public var data: [UInt8] {
        var output: [UInt8] = []
        output.append(integer: tag)
        switch self {
        case .createAccount(_, _, let lamports, let space, let owner),
            .createAccountAllowPrefund(_, _, let lamports, let space, let owner):
            output.append(integer: lamports.rawValue)
            output.append(integer: space)
            output.append(fixed: owner.fixedBytes)
        case .assign(_, let owner): output.append(fixed: owner.fixedBytes)
        case .transfer(_, _, let lamports), .withdrawFromNonce(_, _, _, let lamports):
            output.append(integer: lamports.rawValue)
        case .createAccountWithSeed(_, _, let base, let seed, let lamports, let space, let owner):
            output.append(fixed: base.fixedBytes)
            output.append(bincode: seed)
            output.append(integer: lamports.rawValue)
            output.append(integer: space)
            output.append(fixed: owner.fixedBytes)
        case .advanceNonce, .upgradeNonce: break
        case .initializeNonce(_, let authority), .authorizeNonce(_, _, let authority):
            output.append(fixed: authority.fixedBytes)
        case .allocate(_, let space): output.append(integer: space)
        case .allocateWithSeed(_, let base, let seed, let space, let owner):
            output.append(fixed: base.fixedBytes)
            output.append(bincode: seed)
            output.append(integer: space)
            output.append(fixed: owner.fixedBytes)
        case .assignWithSeed(_, let base, let seed, let owner):
            output.append(fixed: base.fixedBytes)
            output.append(bincode: seed)
            output.append(fixed: owner.fixedBytes)
        case .transferWithSeed(_, _, _, let lamports, let seed, let owner):
            output.append(integer: lamports.rawValue)
            output.append(bincode: seed)
            output.append(fixed: owner.fixedBytes)
        }
        return output
    }

    private var tag: UInt32 {
        switch self {
        case .createAccount: 0
        case .assign: 1
        case .transfer: 2
        case .createAccountWithSeed: 3
        case .advanceNonce: 4
        case .withdrawFromNonce: 5
        case .initializeNonce: 6
        case .authorizeNonce: 7
        case .allocate: 8
        case .allocateWithSeed: 9
        case .assignWithSeed: 10
        case .transferWithSeed: 11
        case .upgradeNonce: 12
        case .createAccountAllowPrefund: 13
        }
    }
}

extension InstructionField {
    fileprivate static func lamports(_ value: Lamports) -> InstructionField {
        InstructionField("lamports", .number(value.rawValue))
    }

    fileprivate static func space(_ value: UInt64) -> InstructionField {
        InstructionField("space", .number(value))
    }

    fileprivate static func owner(_ value: Address) -> InstructionField {
        InstructionField("owner", .address(value))
    }
}

extension [UInt8] {
    /// Appends a text as bincode writes it: a `u64` length, then UTF-8.
    fileprivate mutating func append(bincode text: String) {
        append(integer: UInt64(text.utf8.count))
        append(contentsOf: text.utf8)
    }
}
