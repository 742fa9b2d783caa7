internal import DepositLayouts
public import SolanaCodec

extension OperatorProgram {
    /// `sweep_token`: moves all of a vault to the treasury. Anyone may send it, and sending it twice
    /// moves nothing twice.
    ///
    /// Shape: `c5b1d2372ab76753` | vault seeds.
    public struct TokenSweep: Hashable, Sendable {
        /// The seeds of the vault's authority.
        public var seeds: VaultSeeds
        /// The vault's authority.
        public var vaultAuthority: Address
        /// The vault: any token account of the authority.
        public var vault: Address
        /// The vault's mint.
        public var mint: Address
        /// The treasury's associated account for the mint, which receives.
        public var treasuryTokenAccount: Address
        /// Token or Token-2022.
        public var tokenProgram: Address
        /// Further accounts, handed on to the token program: the transfer hook of a foreign mint of
        /// Token-2022 may need them. Otherwise the program refuses them.
        public var additionalAccounts: [AccountMeta]

        /// The sweep of what `name` holds of a mint.
        ///
        /// - Parameter vault: a token account of the authority; its associated one by default.
        public init(
            of name: VaultName, mint: Address, tokenProgram: Address, to treasury: Address,
            program: OperatorProgram, vault: Address? = nil
        ) {
            let authority = program.authority(of: name)
            seeds = VaultSeeds(name: name, bump: authority.bump)
            vaultAuthority = authority.address
            func associated(_ owner: Address) -> Address {
                AssociatedTokenAccount.find(owner: owner, mint: mint, tokenProgram: tokenProgram)
                    .address
            }
            self.vault = vault ?? associated(authority.address)
            self.mint = mint
            treasuryTokenAccount = associated(treasury)
            self.tokenProgram = tokenProgram
            additionalAccounts = []
        }

        init(_ input: inout OperatorCallReader) throws(InstructionError) {
            seeds = try input.seeds()
            try input.require(accounts: 5)
            vaultAuthority = try input.account()
            vault = try input.account()
            mint = try input.account()
            treasuryTokenAccount = try input.account()
            tokenProgram = try input.account()
            additionalAccounts = input.remainingAccounts()
        }
    }

    /// `sweep_lamports`: moves the SOL that somebody sent to a vault's authority to the treasury; a
    /// deposit account that lives keeps its own.
    ///
    /// Shape: `8460936f9268033b` | vault seeds.
    public struct LamportsSweep: Hashable, Sendable {
        /// The seeds of the vault's authority.
        public var seeds: VaultSeeds
        /// The vault's authority.
        public var vaultAuthority: Address
        /// The treasury, which receives.
        public var treasury: Address
        /// The System program.
        public var systemProgram: Address
        /// None, or a vault and its token program, for what the vault holds beyond its rent.
        public var additionalAccounts: [AccountMeta]

        /// The sweep of the SOL at the address of `name`.
        public init(of name: VaultName, to treasury: Address, program: OperatorProgram) {
            let authority = program.authority(of: name)
            seeds = VaultSeeds(name: name, bump: authority.bump)
            vaultAuthority = authority.address
            self.treasury = treasury
            systemProgram = Programs.system
            additionalAccounts = []
        }

        init(_ input: inout OperatorCallReader) throws(InstructionError) {
            seeds = try input.seeds()
            try input.require(accounts: 3)
            vaultAuthority = try input.account()
            treasury = try input.account()
            systemProgram = try input.account()
            additionalAccounts = input.remainingAccounts()
        }
    }

    /// `recover_nested`: brings tokens back that somebody sent to an account that a vault owns, to the
    /// authority's associated account for their mint; from there a sweep moves them on.
    ///
    /// Shape: `08bec93ac879d28f` | vault seeds.
    public struct NestedRecovery: Hashable, Sendable {
        /// The seeds of the vault's authority.
        public var seeds: VaultSeeds
        /// The vault's authority, which receives the nested account's rent.
        public var vaultAuthority: Address
        /// The nested account: the vault's associated account for its mint. It is closed.
        public var nested: Address
        /// The mint of the nested account.
        public var nestedMint: Address
        /// The authority's associated account for that mint, which receives.
        public var destination: Address
        /// The vault that owns the nested account.
        public var vault: Address
        /// The vault's mint.
        public var mint: Address
        /// Token or Token-2022, the same for all of them.
        public var tokenProgram: Address
        /// The Associated Token program.
        public var associatedTokenProgram: Address
        /// Further accounts; the program refuses them.
        public var additionalAccounts: [AccountMeta]

        /// The recovery of what lies in the nested account for `nestedMint` under the vault of `name`
        /// for `mint`.
        public init(
            of name: VaultName, mint: Address, nestedMint: Address, tokenProgram: Address,
            program: OperatorProgram
        ) {
            let authority = program.authority(of: name)
            func associated(_ owner: Address, _ mint: Address) -> Address {
                AssociatedTokenAccount.find(owner: owner, mint: mint, tokenProgram: tokenProgram)
                    .address
            }
            seeds = VaultSeeds(name: name, bump: authority.bump)
            vaultAuthority = authority.address
            vault = associated(authority.address, mint)
            nested = associated(vault, nestedMint)
            self.nestedMint = nestedMint
            destination = associated(authority.address, nestedMint)
            self.mint = mint
            self.tokenProgram = tokenProgram
            associatedTokenProgram = Programs.associatedToken
            additionalAccounts = []
        }

        init(_ input: inout OperatorCallReader) throws(InstructionError) {
            seeds = try input.seeds()
            try input.require(accounts: 8)
            vaultAuthority = try input.account()
            nested = try input.account()
            nestedMint = try input.account()
            destination = try input.account()
            vault = try input.account()
            mint = try input.account()
            tokenProgram = try input.account()
            associatedTokenProgram = try input.account()
            additionalAccounts = input.remainingAccounts()
        }
    }
}

extension OperatorProgram.TokenSweep: OperatorCall {
    var kind: DepositInstruction { .sweepToken }
    var values: [UInt8] { seeds.encoded }
    var parameters: [InstructionField] { seeds.parameters }
    var namedAccounts: [NamedAccount] {
        [
            NamedAccount("vaultAuthority", vaultAuthority),
            NamedAccount("vault", vault, .writable), NamedAccount("mint", mint),
            NamedAccount("treasuryTokenAccount", treasuryTokenAccount, .writable),
            NamedAccount("tokenProgram", tokenProgram),
        ]
    }
}

extension OperatorProgram.LamportsSweep: OperatorCall {
    var kind: DepositInstruction { .sweepLamports }
    var values: [UInt8] { seeds.encoded }
    var parameters: [InstructionField] { seeds.parameters }
    var namedAccounts: [NamedAccount] {
        [
            NamedAccount("vaultAuthority", vaultAuthority, .writable),
            NamedAccount("treasury", treasury, .writable),
            NamedAccount("systemProgram", systemProgram),
        ]
    }
}

extension OperatorProgram.NestedRecovery: OperatorCall {
    var kind: DepositInstruction { .recoverNested }
    var values: [UInt8] { seeds.encoded }
    var parameters: [InstructionField] { seeds.parameters }
    var namedAccounts: [NamedAccount] {
        [
            NamedAccount("vaultAuthority", vaultAuthority, .writable),
            NamedAccount("nested", nested, .writable), NamedAccount("nestedMint", nestedMint),
            NamedAccount("destination", destination, .writable),
            NamedAccount("vault", vault, .writable), NamedAccount("mint", mint),
            NamedAccount("tokenProgram", tokenProgram),
            NamedAccount("associatedTokenProgram", associatedTokenProgram),
        ]
    }
}
