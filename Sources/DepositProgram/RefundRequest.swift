public import SolanaCodec

/// What goes back of a deposit: how much of which token, from and to which token account.
public struct RefundRequest: Hashable, Sendable {
    /// The deposit's cluster.
    public var genesis: Blockhash
    /// The deposit.
    public var deposit: RefundMemo.Subject
    /// The wallet that owns `source` and signs.
    public var treasury: Address
    /// The treasury's token account that pays.
    public var source: Address
    /// The token account that the deposit came from.
    public var destination: Address
    /// The token's mint.
    public var mint: Address
    /// The program that owns the mint.
    public var tokenProgram: Address
    /// Decimal places of the mint.
    public var decimals: UInt8
    /// Base units that leave the treasury.
    public var amount: UInt64
    /// Who pays the fee, and the rent of the receipt.
    public var feePayer: Address
    /// What the receipt must hold.
    public var rent: Lamports

    /// A request from its parts.
    public init(
        genesis: Blockhash, deposit: RefundMemo.Subject, treasury: Address, source: Address,
        destination: Address, mint: Address, tokenProgram: Address, decimals: UInt8,
        amount: UInt64, feePayer: Address, rent: Lamports
    ) {
        self.genesis = genesis
        self.deposit = deposit
        self.treasury = treasury
        self.source = source
        self.destination = destination
        self.mint = mint
        self.tokenProgram = tokenProgram
        self.decimals = decimals
        self.amount = amount
        self.feePayer = feePayer
        self.rent = rent
    }

    /// What keeps a second refund from being paid.
    public var receipt: RefundReceipt {
        RefundReceipt(of: deposit, genesis: genesis, treasury: treasury)
    }
}

/// Writes a refund as a transaction for the treasury to sign.
///
/// Order: the nonce if there is one, compute budget, the receipt, the memo that names the deposit,
/// and last the transfer: accounts that require a memo look for it directly before the transfer. Each
/// instruction is one that wallets know. The message is a legacy one, which every signer reads.
public enum RefundTransaction {
    /// How long a refund can be signed.
    public enum Lifetime: Hashable, Sendable {
        /// As long as this blockhash is recent: about a minute.
        case blockhash(Blockhash)
        /// Until the nonce is used.
        case nonce(DurableNonce)
    }

    /// The instructions of a refund.
    public static func instructions(
        for request: RefundRequest, memoProgram: Address = Programs.memoV3
    ) -> [Instruction] {
        let memo = Memo(
            program: memoProgram, RefundMemo.text(for: request.deposit),
            signers: [request.treasury])
        let transfer = TokenTransfer(
            .checked(mint: request.mint, decimals: request.decimals), source: request.source,
            destination: request.destination, authority: request.treasury,
            amount: TokenAmount(request.amount))
        return request.receipt.creation(payer: request.feePayer, rent: request.rent) + [
            memo.instruction, transfer.instruction(program: request.tokenProgram),
        ]
    }

    /// The unsigned transaction of a refund.
    ///
    /// - Throws: `WireError` if it breaks a limit.
    public static func build(
        _ request: RefundRequest, lifetime: Lifetime, budget: ComputeBudget,
        memoProgram: Address = Programs.memoV3
    ) throws(WireError) -> Transaction {
        let calls =
            [
                ComputeBudgetInstruction.setComputeUnitLimit(units: budget.unitLimit).instruction,
                ComputeBudgetInstruction.setComputeUnitPrice(microLamports: budget.unitPrice)
                    .instruction,
            ] + instructions(for: request, memoProgram: memoProgram)
        let message: Message
        switch lifetime {
        case .blockhash(let blockhash):
            message = try Message.compile(
                calls, payer: request.feePayer, recentBlockhash: blockhash, version: .legacy)
        case .nonce(let nonce):
            message = try Message.compile(
                calls, payer: request.feePayer, nonce: nonce, version: .legacy)
        }
        return try Transaction(message)
    }
}
