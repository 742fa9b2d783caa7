internal import DepositLayouts
public import SolanaCodec

extension OperatorProgram {
    /// `deposit_direct`: a payment from a wallet's token account to the treasury's.
    ///
    /// Shape: `ceb7b208c4571b96` | code 8 | amount `u64`.
    public struct DirectDeposit: Hashable, Sendable {
        /// Whose credit it is.
        public var code: DepositCode
        /// Base units of the token.
        public var amount: UInt64
        /// The token account that pays.
        public var source: Address
        /// The mint of the program's build.
        public var mint: Address
        /// The treasury's token account, which receives.
        public var treasuryTokenAccount: Address
        /// Who may move the source's tokens. Signs.
        public var authority: Address
        /// Token or Token-2022.
        public var tokenProgram: Address
        /// Further accounts, which mean nothing to the program.
        public var additionalAccounts: [AccountMeta]

        /// The deposit that `request` asks for, with the code's reference as one more account, so that
        /// it is found by it.
        public init(_ request: DepositRequest) {
            code = request.code
            amount = request.amount
            source = request.source
            mint = request.asset.mint
            treasuryTokenAccount = request.treasury.tokenAccount(for: request.asset)
            authority = request.authority
            tokenProgram = request.asset.tokenProgram
            additionalAccounts = [
                AccountMeta(request.treasury.reference(for: request.code, asset: request.asset))
            ]
        }

        init(_ input: inout OperatorCallReader) throws(InstructionError) {
            code = try input.code()
            amount = try input.amount()
            try input.require(accounts: 5)
            source = try input.account()
            mint = try input.account()
            treasuryTokenAccount = try input.account()
            authority = try input.account()
            tokenProgram = try input.account()
            additionalAccounts = input.remainingAccounts()
        }
    }

    /// An instruction of the program that came before: `initialize`, `deposit`, `withdraw`,
    /// `withdraw_token` or `close_account`. The program answers it with error 6100.
    public struct DisabledCall: Hashable, Sendable {
        /// The instruction.
        let kind: DepositInstruction
        /// The bytes behind the discriminator, which nobody reads.
        public var values: [UInt8]
        /// The accounts, which nobody reads.
        public var accounts: [AccountMeta]

        init(_ input: inout OperatorCallReader) {
            kind = input.kind
            values = input.remainingValues()
            accounts = input.remainingAccounts()
        }
    }
}

extension OperatorProgram.DirectDeposit: OperatorCall {
    var kind: DepositInstruction { .depositDirect }
    var values: [UInt8] { code.bytes + amount.littleEndianBytes }
    var parameters: [InstructionField] {
        [InstructionField("code", .bytes(code.bytes)), InstructionField("amount", .amount(amount))]
    }
    var namedAccounts: [NamedAccount] {
        [
            NamedAccount("source", source, .writable), NamedAccount("mint", mint),
            NamedAccount("treasuryTokenAccount", treasuryTokenAccount, .writable),
            NamedAccount("authority", authority, .readonlySigner),
            NamedAccount("tokenProgram", tokenProgram),
        ]
    }
}

extension OperatorProgram.DisabledCall: OperatorCall {
    var namedAccounts: [NamedAccount] { [] }
    var additionalAccounts: [AccountMeta] { accounts }
    var parameters: [InstructionField] {
        values.isEmpty ? [] : [InstructionField("data", .bytes(values))]
    }
}
