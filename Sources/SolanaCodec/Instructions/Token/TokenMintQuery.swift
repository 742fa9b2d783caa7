/// A question about a mint; it changes nothing.
///
/// Shape: tag 21 | `u16` extension types to the end; tag 23 | `u64` amount; tag 24 | UTF-8 to the
/// end. Accounts: mint, further accounts.
public struct TokenMintQuery: Hashable, Sendable {
    /// What is asked.
    public enum Kind: Hashable, Sendable {
        /// Tag 21: the size of an account with these extensions.
        case getAccountDataSize(extensions: [ExtensionType])
        /// Tag 23: an amount as a decimal text.
        case amountToUiAmount(TokenAmount)
        /// Tag 24: a decimal text as an amount.
        case uiAmountToAmount(String)
    }

    /// What is asked.
    public var kind: Kind
    /// The mint.
    public var mint: Address
    /// Further accounts.
    public var additionalAccounts: [AccountMeta]

    /// A question about `mint`.
    public init(_ kind: Kind, mint: Address) {
        self.kind = kind
        self.mint = mint
        additionalAccounts = []
    }

    init(_ input: inout CallReader, _ tag: TokenInstructionTag) throws(InstructionError) {
        mint = try input.account()
        additionalAccounts = input.remainingAccounts()
        switch tag {
        case .amountToUiAmount: kind = .amountToUiAmount(TokenAmount(try input.integer()))
        case .uiAmountToAmount:
            kind = .uiAmountToAmount(try CallReader.text(input.remainingData()))
        default:
            var extensions: [ExtensionType] = []
            // p-token reads none of these bytes, so a single one at the end is no error here.
            while input.remainingBytes >= 2 {
                extensions.append(ExtensionType(rawValue: try input.integer()))
            }
            kind = .getAccountDataSize(extensions: extensions)
        }
    }
}

extension TokenMintQuery: ProgramCall {
    private var tag: TokenInstructionTag {
        switch kind {
        case .getAccountDataSize: .getAccountDataSize
        case .amountToUiAmount: .amountToUiAmount
        case .uiAmountToAmount: .uiAmountToAmount
        }
    }

    /// The name in `jsonParsed` answers.
    public var name: String { tag.name }
    /// The accounts that the program reads by position.
    public var namedAccounts: [NamedAccount] { [NamedAccount("mint", mint)] }

    /// The values in the data, by name.
    public var parameters: [InstructionField] {
        switch kind {
        case .getAccountDataSize(let extensions):
            [
                InstructionField(
                    "extensionTypes", .text(extensions.map(\.name).joined(separator: ",")))
            ]
        case .amountToUiAmount(let amount): [InstructionField("amount", .amount(amount.rawValue))]
        case .uiAmountToAmount(let text): [InstructionField("uiAmount", .text(text))]
        }
    }

    /// The data in its canonical form.
    public var data: [UInt8] {
        var output = [tag.rawValue]
        switch kind {
        case .getAccountDataSize(let extensions):
            for type in extensions { output.append(integer: type.rawValue) }
        case .amountToUiAmount(let amount): output.append(integer: amount.rawValue)
        case .uiAmountToAmount(let text): output.append(contentsOf: text.utf8)
        }
        return output
    }
}
