public import DepositProgram
public import SolanaCodec

/// A deposit that has been checked against the chain and can be built, shown and signed.
public struct DepositPlan: Hashable, Sendable {
    /// What is paid, to whom, under which code.
    public var request: DepositRequest
    /// The wire format.
    public var version: Message.Version
    /// Compute units and their price.
    public var budget: ComputeBudget
    /// Whether the treasury's token account has to be created.
    public var createsTreasuryAccount: Bool
    /// Which memo program is called.
    public var memoProgram: Address
    /// One more memo.
    public var remark: String?
    /// What the wallet holds before, in base units.
    public var tokenBalance: UInt64
    /// What the fee payer holds before.
    public var lamports: Lamports
    /// The whole fee, priority included.
    public var fee: Lamports
    /// Rent for the treasury's token account; zero if it exists.
    public var rent: Lamports
    /// Compute units that the simulation used.
    public var unitsConsumed: UInt64
    /// The code of the program that makes the transfer; `nil` for a plain transfer.
    public var image: ProgramImage?

    /// The unsigned transaction, read back from its bytes and compared with this plan.
    ///
    /// - Throws: `PlanError.wire`, `.mismatch`.
    public func build(recentBlockhash: Blockhash) throws(PlanError) -> Transaction {
        let transaction = try compile(recentBlockhash: recentBlockhash)
        try DepositReview.check(transaction.encoded, against: self)
        return transaction
    }

    func compile(recentBlockhash: Blockhash) throws(PlanError) -> Transaction {
        do throws(WireError) {
            return try DepositTransaction.build(
                request, version: version, recentBlockhash: recentBlockhash, budget: budget,
                createsTreasuryAccount: createsTreasuryAccount, memoProgram: memoProgram,
                remark: remark)
        } catch {
            throw .wire(error)
        }
    }
}
