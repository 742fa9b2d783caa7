public import SolanaCodec

/// What a payer is asked to do: how much of which token, to which treasury, under which code.
public struct DepositRequest: Hashable, Sendable {
    /// Who receives.
    public var treasury: Treasury
    /// The token.
    public var asset: Asset
    /// Whose credit it is.
    public var code: DepositCode
    /// Base units of the token.
    public var amount: UInt64
    /// The wallet whose tokens are paid, which signs.
    public var authority: Address
    /// Who pays the fee and the rent; the authority unless another wallet signs for it.
    public var feePayer: Address
    /// The token account that pays; the authority's associated account by default.
    public var source: Address
    /// The program that makes the transfer; `nil` for a plain transfer.
    public var program: OperatorProgram?

    /// A request to pay from the authority's associated token account.
    public init(
        treasury: Treasury, asset: Asset, code: DepositCode, amount: UInt64, authority: Address,
        feePayer: Address? = nil, source: Address? = nil, program: OperatorProgram? = nil
    ) {
        self.treasury = treasury
        self.asset = asset
        self.code = code
        self.amount = amount
        self.authority = authority
        self.feePayer = feePayer ?? authority
        self.program = program
        self.source =
            source
            ?? AssociatedTokenAccount.find(
                owner: authority, mint: asset.mint, tokenProgram: asset.tokenProgram
            ).address
    }
}
