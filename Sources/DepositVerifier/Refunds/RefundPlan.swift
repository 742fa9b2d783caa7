public import DepositProgram
public import SolanaCodec

/// A refund that has been checked against the chain and can be shown and built.
public struct RefundPlan: Hashable, Sendable {
    /// What is asked for.
    public var request: RefundRequest
    /// Base units that arrive; less than what leaves the treasury if the mint takes a fee.
    public var arriving: UInt64
    /// The wallet that owns the account which receives.
    public var recipient: Address
    /// Whether that wallet is known to have owned it when the deposit was made.
    public var isSameRecipient: Bool
    /// What the treasury's account holds, in base units.
    public var available: UInt64
    /// The newest memo program of the cluster.
    public var memoProgram: Address
    /// Compute units and their price.
    public var budget: ComputeBudget
    /// The whole fee, priority included.
    public var fee: Lamports
    /// The nonce, if it does not live by a blockhash.
    public var nonce: DurableNonce?

    /// Who must sign, the fee payer first.
    public var signers: [Address] {
        var signers = [request.feePayer]
        for signer in [nonce?.authority, request.treasury].compactMap(\.self)
        where !signers.contains(signer) {
            signers.append(signer)
        }
        return signers
    }

    /// The unsigned transaction.
    ///
    /// - Parameter blockhash: counts unless there is a nonce.
    /// - Throws: `PlanError.wire`.
    public func build(recentBlockhash blockhash: Blockhash) throws(PlanError) -> Transaction {
        do throws(WireError) {
            return try RefundTransaction.build(
                request, lifetime: nonce.map { .nonce($0) } ?? .blockhash(blockhash),
                budget: budget, memoProgram: memoProgram)
        } catch {
            throw .wire(error)
        }
    }
}
