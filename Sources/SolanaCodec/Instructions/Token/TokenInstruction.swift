/// An instruction of Token or Token-2022: both read the same bytes and accounts alike.
///
/// Shape: `u8` tag | values, little-endian. Token ignores bytes after the values, and a transfer with
/// such bytes does execute; Token-2022 refuses some of them. Here they are ignored, except by the
/// instructions of extensions, which only Token-2022 has. Accounts beyond those that a program names
/// are kept in order as additional accounts.
public enum TokenInstruction: Hashable, Sendable {
    /// `transfer`, `transferChecked`, `transferCheckedWithFee`.
    case transfer(TokenTransfer)
    /// `approve`, `approveChecked`.
    case approve(TokenApproval)
    /// `revoke`.
    case revoke(TokenRevocation)
    /// `setAuthority`.
    case setAuthority(TokenAuthorityChange)
    /// `mintTo`, `mintToChecked`.
    case mintTo(TokenMinting)
    /// `burn`, `burnChecked`.
    case burn(TokenBurning)
    /// `closeAccount`.
    case closeAccount(TokenClosing)
    /// `freezeAccount`, `thawAccount`.
    case freeze(TokenFreezing)
    /// `initializeAccount`, `initializeAccount2`, `initializeAccount3`.
    case initializeAccount(TokenAccountInitialization)
    /// `initializeMint`, `initializeMint2`.
    case initializeMint(TokenMintInitialization)
    /// `initializeMultisig`, `initializeMultisig2`.
    case initializeMultisig(TokenMultisigInitialization)
    /// `syncNative`, `initializeImmutableOwner`.
    case prepare(TokenAccountPreparation)
    /// `getAccountDataSize`, `amountToUiAmount`, `uiAmountToAmount`.
    case query(TokenMintQuery)
    /// `withdrawExcessLamports`, `unwrapLamports`.
    case withdrawLamports(TokenLamportsWithdrawal)
    /// `batch`.
    case batch(TokenBatch)
    /// Any other instruction that has a name.
    case other(TokenExtensionCall)
}

extension TokenInstruction {
    /// Decodes a call of Token or Token-2022.
    ///
    /// - Throws: `InstructionError` for another program, an unknown tag, missing bytes or accounts,
    ///   a malformed optional value, or a batch that the programs refuse.
    public init(decoding instruction: Instruction) throws(InstructionError) {
        guard Programs.isToken(instruction.program) else {
            throw .wrongProgram(instruction.program)
        }
        var input = CallReader(data: instruction.data, accounts: instruction.accounts)
        self = try TokenInstruction(&input, tag: try input.byte(), data: instruction.data)
    }

    /// The transfer that this is; `nil` for anything else, a batch included.
    public var transfer: TokenTransfer? {
        if case .transfer(let transfer) = self { transfer } else { nil }
    }

    /// The instructions of a batch, in order; empty for anything else.
    public var children: [TokenInstruction] {
        if case .batch(let batch) = self { batch.children.map(\.instruction) } else { [] }
    }

    /// Reads what follows `tag`; `data` is all of the data, tag included.
    init(
        _ input: inout CallReader, tag rawTag: UInt8, data: [UInt8]
    ) throws(InstructionError) {
        guard let tag = TokenInstructionTag(rawValue: rawTag) else {
            throw .unknownTag(UInt32(rawTag))
        }
        switch tag {
        case .transfer: self = .transfer(try TokenTransfer(plain: &input))
        case .transferChecked:
            self = .transfer(try TokenTransfer(checked: &input, withFee: false))
        case .transferFeeExtension where data.dropFirst().first == Self.transferCheckedWithFee:
            _ = try input.byte()
            self = .transfer(try TokenTransfer(checked: &input, withFee: true))
        case .approve, .approveChecked:
            self = .approve(try TokenApproval(&input, checked: tag == .approveChecked))
        case .revoke: self = .revoke(try TokenRevocation(&input))
        case .setAuthority: self = .setAuthority(try TokenAuthorityChange(&input))
        case .mintTo, .mintToChecked:
            self = .mintTo(try TokenMinting(&input, checked: tag == .mintToChecked))
        case .burn, .burnChecked:
            self = .burn(try TokenBurning(&input, checked: tag == .burnChecked))
        case .closeAccount: self = .closeAccount(try TokenClosing(&input))
        case .freezeAccount, .thawAccount:
            self = .freeze(try TokenFreezing(&input, freezes: tag == .freezeAccount))
        case .initializeAccount, .initializeAccount2, .initializeAccount3:
            self = .initializeAccount(try TokenAccountInitialization(&input, tag))
        case .initializeMint, .initializeMint2:
            self = .initializeMint(
                try TokenMintInitialization(&input, namesRent: tag == .initializeMint))
        case .initializeMultisig, .initializeMultisig2:
            self = .initializeMultisig(
                try TokenMultisigInitialization(&input, namesRent: tag == .initializeMultisig))
        case .syncNative: self = .prepare(try TokenAccountPreparation(&input, .syncNative))
        case .initializeImmutableOwner:
            self = .prepare(try TokenAccountPreparation(&input, .initializeImmutableOwner))
        case .getAccountDataSize, .amountToUiAmount, .uiAmountToAmount:
            self = .query(try TokenMintQuery(&input, tag))
        case .withdrawExcessLamports, .unwrapLamports:
            self = .withdrawLamports(
                try TokenLamportsWithdrawal(&input, unwraps: tag == .unwrapLamports))
        case .batch: self = .batch(try TokenBatch(&input))
        default: self = .other(try TokenExtensionCall(&input, tag: tag, data: data))
        }
    }

    private static let transferCheckedWithFee = TokenInstructionTag.transferCheckedWithFee

    /// The value of whichever case.
    private var call: any ProgramCall {
        switch self {
        case .transfer(let call): call
        case .approve(let call): call
        case .revoke(let call): call
        case .setAuthority(let call): call
        case .mintTo(let call): call
        case .burn(let call): call
        case .closeAccount(let call): call
        case .freeze(let call): call
        case .initializeAccount(let call): call
        case .initializeMint(let call): call
        case .initializeMultisig(let call): call
        case .prepare(let call): call
        case .query(let call): call
        case .withdrawLamports(let call): call
        case .batch(let call): call
        case .other(let call): call
        }
    }
}

extension TokenInstruction: ProgramCall {
    /// The name in `jsonParsed` answers.
    public var name: String { call.name }
    /// The accounts that the program reads by position.
    public var namedAccounts: [NamedAccount] { call.namedAccounts }
    /// The accounts after the named ones, in order.
    public var additionalAccounts: [AccountMeta] { call.additionalAccounts }
    /// The values in the data, by name.
    public var parameters: [InstructionField] { call.parameters }
    /// The data in its canonical form.
    public var data: [UInt8] { call.data }
    /// Everything for display, in order.
    public var fields: [InstructionField] { call.fields }
}
