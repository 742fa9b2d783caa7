internal import DepositLayouts
public import SolanaCodec

extension OperatorProgram {
    /// `initialize_token`: opens a depositor's account and its vault.
    ///
    /// Shape: `26d19632be751036` | code 8.
    public struct AccountOpening: Hashable, Sendable {
        /// Whose credit its deposits are.
        public var code: DepositCode
        /// The depositor's account.
        public var depositAccount: Address
        /// The mint of the program's build.
        public var mint: Address
        /// The vault: the associated account of the depositor's account.
        public var vault: Address
        /// The depositor, who pays the rent. Signs.
        public var owner: Address
        /// Token or Token-2022.
        public var tokenProgram: Address
        /// The Associated Token program.
        public var associatedTokenProgram: Address
        /// The System program.
        public var systemProgram: Address
        /// Further accounts; the program refuses them.
        public var additionalAccounts: [AccountMeta]

        /// The opening of the account of `owner` under `code`.
        public init(
            of owner: Address, code: DepositCode, asset: Asset, program: OperatorProgram
        ) {
            let name = VaultName.depositAccount(code, owner: owner)
            self.code = code
            depositAccount = program.authority(of: name).address
            mint = asset.mint
            vault = program.vault(of: name, asset: asset)
            self.owner = owner
            tokenProgram = asset.tokenProgram
            associatedTokenProgram = Programs.associatedToken
            systemProgram = Programs.system
            additionalAccounts = []
        }

        init(_ input: inout OperatorCallReader) throws(InstructionError) {
            code = try input.code()
            try input.require(accounts: 7)
            depositAccount = try input.account()
            mint = try input.account()
            vault = try input.account()
            owner = try input.account()
            tokenProgram = try input.account()
            associatedTokenProgram = try input.account()
            systemProgram = try input.account()
            additionalAccounts = input.remainingAccounts()
        }
    }

    /// `deposit_token`: a payment from a wallet into the vault of a depositor's account.
    ///
    /// Shape: `0b9c60da27a3b413` | amount `u64`.
    public struct VaultDeposit: Hashable, Sendable {
        /// Base units of the token.
        public var amount: UInt64
        /// The depositor's account.
        public var depositAccount: Address
        /// The mint of the program's build.
        public var mint: Address
        /// The token account that pays.
        public var source: Address
        /// The vault, which receives.
        public var vault: Address
        /// The depositor. Signs.
        public var owner: Address
        /// Token or Token-2022.
        public var tokenProgram: Address
        /// Further accounts; the program refuses them.
        public var additionalAccounts: [AccountMeta]

        /// A payment by `owner` into the vault of their account under `code`.
        ///
        /// - Parameter source: the token account that pays; the owner's associated one by default.
        public init(
            _ amount: UInt64, by owner: Address, code: DepositCode, asset: Asset,
            program: OperatorProgram, source: Address? = nil
        ) {
            let name = VaultName.depositAccount(code, owner: owner)
            self.amount = amount
            depositAccount = program.authority(of: name).address
            mint = asset.mint
            self.source =
                source
                ?? AssociatedTokenAccount.find(
                    owner: owner, mint: asset.mint, tokenProgram: asset.tokenProgram
                ).address
            vault = program.vault(of: name, asset: asset)
            self.owner = owner
            tokenProgram = asset.tokenProgram
            additionalAccounts = []
        }

        init(_ input: inout OperatorCallReader) throws(InstructionError) {
            amount = try input.amount()
            try input.require(accounts: 6)
            depositAccount = try input.account()
            mint = try input.account()
            source = try input.account()
            vault = try input.account()
            owner = try input.account()
            tokenProgram = try input.account()
            additionalAccounts = input.remainingAccounts()
        }
    }

    /// `close_token_account`: closes an empty vault and the depositor's account; the rent goes to the
    /// owner.
    ///
    /// Shape: `84ac183c649c8761`.
    public struct AccountClosing: Hashable, Sendable {
        /// The depositor's account.
        public var depositAccount: Address
        /// The mint of the program's build.
        public var mint: Address
        /// The vault.
        public var vault: Address
        /// The depositor, who receives the rent. Signs.
        public var owner: Address
        /// Token or Token-2022.
        public var tokenProgram: Address
        /// Further accounts; the program refuses them.
        public var additionalAccounts: [AccountMeta]

        /// The closing of the account of `owner` under `code`.
        public init(
            of owner: Address, code: DepositCode, asset: Asset, program: OperatorProgram
        ) {
            let name = VaultName.depositAccount(code, owner: owner)
            depositAccount = program.authority(of: name).address
            mint = asset.mint
            vault = program.vault(of: name, asset: asset)
            self.owner = owner
            tokenProgram = asset.tokenProgram
            additionalAccounts = []
        }

        init(_ input: inout OperatorCallReader) throws(InstructionError) {
            try input.require(accounts: 5)
            depositAccount = try input.account()
            mint = try input.account()
            vault = try input.account()
            owner = try input.account()
            tokenProgram = try input.account()
            additionalAccounts = input.remainingAccounts()
        }
    }
}

extension OperatorProgram.AccountOpening: OperatorCall {
    var kind: DepositInstruction { .initializeToken }
    var values: [UInt8] { code.bytes }
    var parameters: [InstructionField] { [InstructionField("code", .bytes(code.bytes))] }
    var namedAccounts: [NamedAccount] {
        [
            NamedAccount("depositAccount", depositAccount, .writable), NamedAccount("mint", mint),
            NamedAccount("vault", vault, .writable), NamedAccount("owner", owner, .writableSigner),
            NamedAccount("tokenProgram", tokenProgram),
            NamedAccount("associatedTokenProgram", associatedTokenProgram),
            NamedAccount("systemProgram", systemProgram),
        ]
    }
}

extension OperatorProgram.VaultDeposit: OperatorCall {
    var kind: DepositInstruction { .depositToken }
    var values: [UInt8] { amount.littleEndianBytes }
    var parameters: [InstructionField] { [InstructionField("amount", .amount(amount))] }
    var namedAccounts: [NamedAccount] {
        [
            NamedAccount("depositAccount", depositAccount, .writable), NamedAccount("mint", mint),
            NamedAccount("source", source, .writable), NamedAccount("vault", vault, .writable),
            NamedAccount("owner", owner, .writableSigner),
            NamedAccount("tokenProgram", tokenProgram),
        ]
    }
}

extension OperatorProgram.AccountClosing: OperatorCall {
    var kind: DepositInstruction { .closeTokenAccount }
    var values: [UInt8] { [] }
    var parameters: [InstructionField] { [] }
    var namedAccounts: [NamedAccount] {
        [
            NamedAccount("depositAccount", depositAccount, .writable), NamedAccount("mint", mint),
            NamedAccount("vault", vault, .writable), NamedAccount("owner", owner, .writableSigner),
            NamedAccount("tokenProgram", tokenProgram),
        ]
    }
}
