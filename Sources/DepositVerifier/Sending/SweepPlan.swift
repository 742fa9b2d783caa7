public import DepositProgram
public import SolanaCodec

/// A sweep of one vault that has been checked against the chain and can be shown, built and signed.
///
/// Everything in it goes to the treasury, whoever sends it. Sent twice, the second finds nothing to
/// move and fails: the fee is all that it costs.
public struct SweepPlan: Hashable, Sendable {
    /// Whose vault.
    public var name: VaultName
    /// The program.
    public var program: OperatorProgram
    /// The address that owns what is swept.
    public var authority: Address
    /// The wallet that receives.
    public var treasury: Address
    /// What moves, in order.
    public var moves: [Move]
    /// Token accounts that are created first, at the fee payer's cost.
    public var creations: [Creation]
    /// Who pays.
    public var feePayer: Address
    /// Compute units and their price.
    public var budget: ComputeBudget
    /// The whole fee, priority included.
    public var fee: Lamports
    /// Rent for what is created.
    public var rent: Lamports
    /// Compute units that the simulation used.
    public var unitsConsumed: UInt64

    /// One thing that moves.
    public enum Move: Hashable, Sendable {
        /// Tokens of an account that the vault for another token owns, back to the authority.
        case nested(account: Address, SweptToken, under: SweptToken, amount: UInt64)
        /// Tokens of a vault, to the treasury.
        case tokens(vault: Address, SweptToken, amount: UInt64)
        /// SOL of the authority, to the treasury.
        case lamports(Lamports)
    }

    /// A token account that has to be there before something moves into it.
    public struct Creation: Hashable, Sendable {
        /// Whose.
        public var owner: Address
        /// For which token.
        public var token: SweptToken
    }

    /// The instructions, without those of the compute budget.
    public var instructions: [Instruction] {
        creations.map { creation in
            let account = creation.token.account(of: creation.owner)
            return AssociatedTokenInstruction.createIdempotent(
                AssociatedTokenCreation(
                    payer: feePayer, account: account, wallet: creation.owner,
                    mint: creation.token.mint, tokenProgram: creation.token.program)
            ).instruction
        } + moves.map { call($0).instruction(program: program.address) }
    }

    private func call(_ move: Move) -> OperatorProgram.Call {
        switch move {
        case .nested(_, let token, let outer, _):
            .recoverNested(
                .init(
                    of: name, mint: outer.mint, nestedMint: token.mint,
                    tokenProgram: token.program, program: program))
        case .tokens(let vault, let token, _):
            .sweepToken(
                .init(
                    of: name, mint: token.mint, tokenProgram: token.program, to: treasury,
                    program: program, vault: vault))
        case .lamports: .sweepLamports(.init(of: name, to: treasury, program: program))
        }
    }

    /// The unsigned transaction.
    ///
    /// - Throws: `PlanError.wire` if so much does not fit into one.
    public func build(recentBlockhash: Blockhash) throws(PlanError) -> Transaction {
        let limits = [
            ComputeBudgetInstruction.setComputeUnitLimit(units: budget.unitLimit).instruction,
            ComputeBudgetInstruction.setComputeUnitPrice(microLamports: budget.unitPrice)
                .instruction,
        ]
        do throws(WireError) {
            let message = try Message.compile(
                limits + instructions, payer: feePayer, recentBlockhash: recentBlockhash,
                version: .v0)
            return try Transaction(message)
        } catch {
            throw .wire(error)
        }
    }
}

/// A token that can be swept: any, not only those that the treasury takes as deposits.
public struct SweptToken: Hashable, Sendable {
    /// The mint.
    public var mint: Address
    /// The program that owns the mint: Token or Token-2022.
    public var program: Address
    /// Decimal places.
    public var decimals: UInt8

    /// A token from its parts.
    public init(mint: Address, program: Address, decimals: UInt8) {
        self.mint = mint
        self.program = program
        self.decimals = decimals
    }

    /// The owner's associated account.
    func account(of owner: Address) -> Address {
        AssociatedTokenAccount.find(owner: owner, mint: mint, tokenProgram: program).address
    }
}
