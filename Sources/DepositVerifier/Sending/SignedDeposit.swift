public import DepositProgram
public import SolanaCodec

/// A deposit that has been signed: all that is needed to send it again and to learn what became of
/// it. It holds no secret.
public struct SignedDeposit: Hashable, Sendable {
    /// The cluster that it was made for.
    public var genesis: Blockhash
    /// The wallet that receives.
    public var treasury: Address
    /// The mint of the token.
    public var mint: Address
    /// Whose credit it is.
    public var code: DepositCode
    /// Base units of the token.
    public var amount: UInt64
    /// Names the transaction.
    public var signature: Signature
    /// The last block height at which it can land.
    public var lastValidBlockHeight: BlockHeight
    /// The slot of the bank that named the blockhash, so no later than the one it lands in; `nil` in
    /// lines of versions that did not keep it.
    public var slot: UInt64?
    /// The signed transaction as it is sent, every time the same bytes.
    public var transaction: [UInt8]

    /// A signed deposit from its parts.
    public init(
        genesis: Blockhash, treasury: Address, mint: Address, code: DepositCode, amount: UInt64,
        signature: Signature, lastValidBlockHeight: BlockHeight, slot: UInt64? = nil,
        transaction: [UInt8]
    ) {
        self.genesis = genesis
        self.treasury = treasury
        self.mint = mint
        self.code = code
        self.amount = amount
        self.signature = signature
        self.lastValidBlockHeight = lastValidBlockHeight
        self.slot = slot
        self.transaction = transaction
    }
}

/// What became of a signed deposit. It is never sent again.
public enum Settlement: String, Hashable, Sendable {
    /// It landed and succeeded.
    case landed
    /// It landed with an error at `finalized`: the fee is paid, nothing was transferred.
    case failed
    /// Its blockhash is too old at `finalized`, and it is not on the chain.
    case expired
    /// The endpoint's simulation refused it before it was ever sent, and it is not on the chain.
    case refused
}

extension Settlement {
    /// Whether it stands against an earlier word: what the chain shows wins over what was concluded
    /// from its absence, never the other way round.
    func overrides(_ earlier: Settlement?) -> Bool {
        switch self {
        case .landed, .failed: self != earlier
        case .expired, .refused: earlier == nil
        }
    }
}
