import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport

/// The fixture world of one case on the shared chain: wallets of its own, books of its own.
///
/// P, T and A are the USDC accounts of payer, treasury and attacker, as in the case catalogue.
struct Scene: Sendable {
    static let fiveUSDC: UInt64 = 5_000_000
    static let genesis = Cluster.mainnet.genesis
    static let usdc = Asset(symbol: "USDC", mint: World.usdc, decimals: 6)
    static let usdt: Address = "Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB"
    /// Mint and freeze authority of the chain's mints.
    static let issuer = World.keypair(0xF0)
    static let c1 = code(0xA1B2_C3D4_E5F6_A7B8)
    static let c2 = code(0x1122_3344_5566_7788)
    /// Legacy `A1B2C3D4`.
    static let l1 = code(0x4131_4232_4333_4434)

    let chain: Chain
    var ledger: InMemoryLedger
    var policy: DepositPolicy
    var payer, treasury, attacker, victim, relayer, delegate, hot: Keypair

    var P: Address { account(payer) }
    var T: Address { account(treasury) }
    var A: Address { account(attacker) }

    /// Wallets that no other case has, with SOL; the payer has 20 USDC, the attacker 10.
    ///
    /// - Parameter opensTreasury: whether T exists.
    static func make(_ name: String = #function, opensTreasury: Bool = true) async throws -> Scene {
        let scene = try Scene(name, chain: Chain.shared(), ledger: InMemoryLedger { 0 })
        for wallet in [scene.payer, scene.treasury, scene.attacker, scene.relayer, scene.hot] {
            try await scene.chain.setAccount(wallet.address, lamports: 10_000_000_000)
        }
        try await scene.chain.mint(20_000_000, of: World.usdc, to: scene.payer.address)
        try await scene.chain.mint(10_000_000, of: World.usdc, to: scene.attacker.address)
        if opensTreasury {
            try await scene.chain.mint(0, of: World.usdc, to: scene.treasury.address)
        }
        try await scene.openBooks()
        return scene
    }

    /// The catalogue's own wallets, for its golden transactions.
    static func golden() async throws -> Scene {
        var scene = try Scene("golden", chain: Chain.shared(), ledger: InMemoryLedger { 0 })
        (scene.payer, scene.treasury, scene.attacker) =
            (World.payer, World.treasury, World.attacker)
        scene.policy.treasury.owner = World.treasury.address
        try await scene.chain.setAccount(World.payer.address, lamports: 10_000_000_000)
        try await scene.chain.mint(20_000_000, of: World.usdc, to: World.payer.address)
        try await scene.openBooks()
        return scene
    }

    /// Wallets of its own on a chain with programs, whose treasury is the catalogue's.
    static func onProgramChain(_ name: String = #function) async throws -> Scene {
        let chain = try await ProgramChain.shared()
        var scene = try Scene(name, chain: chain.chain, ledger: InMemoryLedger { 0 })
        scene.treasury = World.treasury
        scene.policy.treasury.owner = World.treasury.address
        scene.policy.programs = [chain.pin]
        for wallet in [scene.payer, scene.attacker, scene.relayer] {
            try await scene.chain.setAccount(wallet.address, lamports: 10_000_000_000)
            try await scene.chain.mint(20_000_000, of: World.usdc, to: wallet.address)
        }
        try await scene.openBooks()
        return scene
    }

    private init(_ name: String, chain: Chain, ledger: InMemoryLedger) throws {
        func wallet(_ role: String) throws -> Keypair {
            try Keypair(seed: SHA256.hash(Array("\(name) \(role)".utf8)).bytes)
        }
        self.chain = chain
        self.ledger = ledger
        payer = try wallet("payer")
        treasury = try wallet("treasury")
        attacker = try wallet("attacker")
        victim = try wallet("victim")
        relayer = try wallet("relayer")
        delegate = try wallet("delegate")
        hot = try wallet("hot")
        policy = DepositPolicy(
            treasury: Treasury(
                cluster: .mainnet, owner: treasury.address, assets: [Self.usdc]))
    }

    func openBooks() async throws {
        try await ledger.add(Self.c1, agent: "agt_1", references: [reference(Self.c1)])
        try await ledger.add(Self.c2, agent: "agt_2", references: [reference(Self.c2)])
    }

    /// The reference of a code at T, by the specification's formula.
    func reference(_ code: DepositCode) -> CodeReference {
        CodeReference(
            key: CodeReference.Key(
                treasuryAccount: T,
                reference: Treasury.reference(
                    for: code, tokenAccount: T, genesis: Self.genesis)),
            code: code)
    }

    /// REF(code) as an account beside a transfer.
    func ref(_ code: DepositCode) -> AccountMeta { AccountMeta(reference(code).key.reference) }

    private static func code(_ value: UInt64) -> DepositCode {
        var bytes = FixedBytes<8>(repeating: 0)
        for index in 0..<8 {
            bytes[index] = UInt8(truncatingIfNeeded: value >> (56 - 8 * UInt64(index)))
        }
        return DepositCode(bytes)
    }
}

// MARK: Instructions

extension Scene {
    func account(
        _ owner: Keypair, mint: Address = World.usdc, program: Address = Programs.token
    ) -> Address {
        account(of: owner.address, mint: mint, program: program)
    }

    func account(
        of owner: Address, mint: Address = World.usdc, program: Address = Programs.token
    ) -> Address {
        AssociatedTokenAccount.find(owner: owner, mint: mint, tokenProgram: program).address
    }

    /// `TC(from, to, by, amount; extra…)`; the defaults are `TC(P, T, PAYER, 5)`.
    func transfer(
        _ amount: UInt64 = fiveUSDC, from source: Address? = nil, to destination: Address? = nil,
        by authority: Keypair? = nil, mint: Address = World.usdc, with extra: [AccountMeta] = []
    ) -> TokenTransfer {
        TokenTransfer(
            .checked(mint: mint, decimals: 6), source: source ?? P,
            destination: destination ?? T, authority: (authority ?? payer).address,
            amount: TokenAmount(amount), additionalAccounts: extra)
    }

    /// The same as an instruction.
    func pay(
        _ amount: UInt64 = fiveUSDC, from source: Address? = nil, to destination: Address? = nil,
        by authority: Keypair? = nil, mint: Address = World.usdc, with extra: [AccountMeta] = []
    ) -> Instruction {
        transfer(
            amount, from: source, to: destination, by: authority, mint: mint, with: extra
        )
        .instruction(program: Programs.token)
    }

    /// `M("text"; signers)`.
    func memo(
        _ text: String = "deposit:A1B2C3D4E5F6A7B8", _ signers: [Keypair] = [],
        program: Address = Programs.memoV3
    ) -> Instruction {
        Memo(program: program, text, signers: signers.map(\.address)).instruction
    }

    /// `MK(owner)`, paid by the payer.
    func open(
        _ owner: Address, mint: Address = World.usdc, by funder: Keypair? = nil
    ) -> Instruction {
        AssociatedTokenInstruction.createIdempotent(
            AssociatedTokenCreation(
                payer: (funder ?? payer).address, account: account(of: owner, mint: mint),
                wallet: owner, mint: mint, tokenProgram: Programs.token)
        ).instruction
    }

    /// `SA(account, type, new)`.
    func hand(
        _ account: Address, by authority: Keypair, _ type: TokenAuthorityType = .accountOwner,
        to new: Address?
    ) -> TokenInstruction {
        .setAuthority(
            TokenAuthorityChange(
                account: account, authority: authority.address, authorityType: type,
                newAuthority: new))
    }

    /// `B[…]`.
    func batch(_ children: TokenInstruction...) throws -> Instruction {
        try TokenBatch(children).instruction(program: Programs.token)
    }

    /// `SYS(from → to, lamports)`.
    func lamports(
        _ amount: UInt64, from source: Keypair? = nil, to destination: Address
    ) -> Instruction {
        SystemInstruction.transfer(
            source: (source ?? payer).address, destination: destination,
            lamports: Lamports(amount)
        ).instruction
    }

    /// A new token account at the address of a key, not an associated one.
    func newAccount(
        _ account: Keypair, owner: Address, mint: Address = World.usdc
    ) -> [Instruction] {
        [
            SystemInstruction.createAccount(
                source: payer.address, newAccount: account.address,
                lamports: Lamports(2_039_280), space: 165, owner: Programs.token
            ).instruction,
            TokenInstruction.initializeAccount(
                TokenAccountInitialization(account: account.address, mint: mint, owner: owner)
            ).instruction(program: Programs.token),
        ]
    }

    /// A key pair for an account that one case needs.
    func spare(_ name: String) throws -> Keypair {
        try Keypair(seed: SHA256.hash(payer.address.bytes + Array(name.utf8)).bytes)
    }
}

extension TokenInstruction {
    /// As an instruction of the classic token program.
    var call: Instruction { instruction(program: Programs.token) }
}

// MARK: Transactions

extension Scene {
    /// Signs and lands a transaction; the first signer pays the fee.
    func land(
        _ instructions: [Instruction], by signers: [Keypair]? = nil,
        version: Message.Version = .legacy, tables: [AddressLookupTable] = [],
        config: TransactionConfig = TransactionConfig()
    ) async throws -> Signature {
        let transaction = try await sign(
            instructions, by: signers, version: version, tables: tables, config: config)
        return try await chain.land(transaction.encoded)
    }

    /// Signs a transaction.
    func sign(
        _ instructions: [Instruction], by signers: [Keypair]? = nil,
        version: Message.Version = .legacy, tables: [AddressLookupTable] = [],
        config: TransactionConfig = TransactionConfig(), blockhash: Blockhash? = nil
    ) async throws -> Transaction {
        let signers = signers ?? [payer]
        var recent = blockhash
        if recent == nil { recent = try await chain.blockhash() }
        var transaction = try Transaction(
            Message.compile(
                instructions, payer: signers[0].address,
                recentBlockhash: recent ?? Self.genesis, version: version, tables: tables,
                config: config))
        try transaction.sign(with: signers)
        return transaction
    }
}
