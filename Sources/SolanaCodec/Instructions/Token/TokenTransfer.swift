/// A movement of tokens between two accounts of one mint, in any of the three forms.
///
/// Shape: tag 3 | `u64` amount; tag 12 | `u64` amount | `u8` decimals; tags 26, 1 | `u64` amount |
/// `u8` decimals | `u64` fee. Accounts: source, [mint,] destination, authority, further accounts.
/// Bytes after the values are ignored by the programs and here.
///
/// Units: base units of the token.
public struct TokenTransfer: Hashable, Sendable {
    /// The form, with what only that form states.
    public enum Kind: Hashable, Sendable {
        /// Tag 3, `transfer`: the instruction does not say which mint.
        case plain
        /// Tag 12, `transferChecked`: the program compares mint and decimals.
        case checked(mint: Address, decimals: UInt8)
        /// Tags 26, 1, `transferCheckedWithFee` of Token-2022: it compares the fee as well.
        case checkedWithFee(mint: Address, decimals: UInt8, fee: TokenAmount)
    }

    /// The form.
    public var kind: Kind
    /// The token account that pays.
    public var source: Address
    /// The token account that receives.
    public var destination: Address
    /// The source's owner or delegate, or the mint's permanent delegate.
    public var authority: Address
    /// What leaves the source. A fee is withheld from it at the destination.
    public var amount: TokenAmount
    /// Accounts after the authority, in order: multisignature members sign; references do not, and
    /// may stand before or after the members.
    public var additionalAccounts: [AccountMeta]

    /// A transfer.
    public init(
        _ kind: Kind, source: Address, destination: Address, authority: Address,
        amount: TokenAmount, additionalAccounts: [AccountMeta] = []
    ) {
        self.kind = kind
        self.source = source
        self.destination = destination
        self.authority = authority
        self.amount = amount
        self.additionalAccounts = additionalAccounts
    }

    /// The mint, if the instruction names it.
    public var mint: Address? {
        switch kind {
        case .plain: nil
        case .checked(let mint, _), .checkedWithFee(let mint, _, _): mint
        }
    }

    /// The decimals, if the instruction states them.
    public var decimals: UInt8? {
        switch kind {
        case .plain: nil
        case .checked(_, let decimals), .checkedWithFee(_, let decimals, _): decimals
        }
    }

    /// The Token-2022 fee, if the instruction states it.
    public var fee: TokenAmount? {
        if case .checkedWithFee(_, _, let fee) = kind { fee } else { nil }
    }
}

extension TokenTransfer {
    init(plain input: inout CallReader) throws(InstructionError) {
        try input.require(accounts: 3)
        self.init(
            .plain, source: try input.account(), destination: try input.account(),
            authority: try input.account(), amount: TokenAmount(try input.integer()))
        additionalAccounts = input.remainingAccounts()
    }

    init(checked input: inout CallReader, withFee: Bool) throws(InstructionError) {
        try input.require(accounts: 4)
        let source = try input.account()
        let mint = try input.account()
        let destination = try input.account()
        let authority = try input.account()
        let amount = TokenAmount(try input.integer())
        let decimals = try input.byte()
        let kind: Kind =
            withFee
            ? .checkedWithFee(
                mint: mint, decimals: decimals, fee: TokenAmount(try input.integer()))
            : .checked(mint: mint, decimals: decimals)
        self.init(
            kind, source: source, destination: destination, authority: authority, amount: amount,
            additionalAccounts: input.remainingAccounts())
    }
}

extension TokenTransfer: ProgramCall {
    /// The name in `jsonParsed` answers.
    public var name: String {
        switch kind {
        case .plain: "transfer"
        case .checked: "transferChecked"
        case .checkedWithFee: "transferCheckedWithFee"
        }
    }

    /// The accounts that the program reads by position.
    public var namedAccounts: [NamedAccount] {
        [NamedAccount("source", source, .writable)]
            + (mint.map { [NamedAccount("mint", $0)] } ?? [])
            + [
                NamedAccount("destination", destination, .writable),
                .authority("authority", authority, members: additionalAccounts),
            ]
    }

    /// The values in the data, by name.
    public var parameters: [InstructionField] {
        var fields = [InstructionField("amount", .amount(amount.rawValue))]
        if let decimals { fields.append(.decimals(decimals)) }
        if let fee { fields.append(InstructionField("feeAmount", .amount(fee.rawValue))) }
        return fields
    }

    /// The data in its canonical form.
    public var data: [UInt8] {
        var output: [UInt8] =
            switch kind {
            case .plain: [TokenInstructionTag.transfer.rawValue]
            case .checked: [TokenInstructionTag.transferChecked.rawValue]
            case .checkedWithFee:
                [
                    TokenInstructionTag.transferFeeExtension.rawValue,
                    TokenInstructionTag.transferCheckedWithFee,
                ]
            }
        output.append(integer: amount.rawValue)
        if let decimals { output.append(decimals) }
        if let fee { output.append(integer: fee.rawValue) }
        return output
    }
}

extension InstructionField {
    static func decimals(_ value: UInt8) -> InstructionField {
        InstructionField("decimals", .number(UInt64(value)))
    }
}
