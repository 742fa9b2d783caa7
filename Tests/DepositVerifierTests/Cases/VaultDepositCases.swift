import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

/// `deposit_token` of the operator's program: payments into the vault of a depositor's account.
@Suite struct `Vault deposits` {
    /// `deposit_token` of 5 USDC by the payer into the vault of their account under C1.
    ///
    /// - Parameters:
    ///   - height: the depth of the transfers, as the node records it.
    ///   - amount: what the call says.
    private func deposited(
        _ scene: Scene, height: Int? = 2, swept: Bool = false, amount: UInt64 = Scene.fiveUSDC,
        bump: UInt8? = nil, by program: Address = PaperProgram.address,
        and others: [Instruction] = []
    ) throws -> Synthetic {
        let authority = try account(scene, bump: bump)
        let vault = scene.account(of: authority)
        let deposit = call(scene, authority, amount, by: program)
        let sweep = try scene.sweep(Scene.c1, owner: scene.payer.address)
        var fake = try Synthetic(scene, (swept ? [deposit, sweep] : [deposit]) + others)
        fake.calls(0, [(scene.pay(to: vault), height)])
        if swept {
            fake.calls(1, [(scene.move(Scene.fiveUSDC, from: vault, by: authority), height)])
            fake.holds(scene.T, scene.treasury.address, 0, Scene.fiveUSDC)
        }
        fake.holds(scene.P, scene.payer.address, Scene.fiveUSDC, 0)
        fake.holds(vault, authority, 0, swept ? 0 : Scene.fiveUSDC)
        fake.accounts = try PaperProgram.accounts()
        fake.held[authority] = record(scene.payer.address)
        return fake
    }

    /// `deposit_token` into an account's vault.
    private func call(
        _ scene: Scene, _ authority: Address, _ amount: UInt64 = Scene.fiveUSDC,
        by program: Address = PaperProgram.address
    ) -> Instruction {
        Instruction(
            program: program,
            accounts: [
                AccountMeta(authority, .writable), AccountMeta(World.usdc),
                AccountMeta(scene.P, .writable),
                AccountMeta(scene.account(of: authority), .writable),
                AccountMeta(scene.payer.address, .writableSigner), AccountMeta(Programs.token),
            ],
            data: [0x0B, 0x9C, 0x60, 0xDA, 0x27, 0xA3, 0xB4, 0x13]
                + PaperProgram.littleEndian(amount))
    }

    /// The payer's account under C1; with another bump, what that leads to.
    private func account(_ scene: Scene, bump: UInt8? = nil) throws -> Address {
        let canonical = try scene.authority(Scene.c1, owner: scene.payer.address)
        guard let bump else { return canonical.address }
        let seeds = [Array("deposit".utf8), Scene.c1.bytes, scene.payer.address.bytes, [bump]]
        return try #require(try derived(seeds))
    }

    private func derived(_ seeds: [[UInt8]]) throws -> Address? {
        try ProgramDerivedAddress.create(seeds: seeds, program: PaperProgram.address)
    }

    /// A DepositAccount as the specification lays it out.
    private func record(
        _ owner: Address, _ code: DepositCode = Scene.c1, program: Address = PaperProgram.address,
        discriminator: [UInt8] = [0x94, 0x25, 0xCF, 0x74, 0x3D, 0x21, 0x35, 0xB3]
    ) -> JSONObject {
        PaperProgram.account(
            discriminator + owner.bytes + World.usdc.bytes + code.bytes
                + PaperProgram.littleEndian(Scene.fiveUSDC), executable: false, owner: program)
    }

    @Test(arguments: [false, true])
    func `O25 a deposit into a depositor's vault is credited once, swept or not`(swept: Bool)
        async throws
    {
        let scene = try await Scene.make("deposit token \(swept)").pinned()
        let fake = try deposited(scene, swept: swept)
        let decision = try await scene.accepts(
            fake.signature, [Credited("0.0")], over: fake.transport)
        #expect(decision.credits[0].attribution == "deposit_token")
    }

    @Test func `what is credited stays so after the depositor has closed the account`()
        async throws
    {
        let scene = try await Scene.make().pinned()
        var fake = try deposited(scene)
        try await scene.accepts(fake.signature, [Credited("0.0")], over: fake.transport)
        fake.held = [:]
        let decision = try await scene.verifier(fake.transport).verify(fake.signature)
        #expect(decision.verdict == .duplicate)
        #expect(decision.credits.map(Credited.init) == [Credited("0.0")])
        #expect(decision.reviews.isEmpty)
    }

    /// What the node may hold where the account should be.
    enum Record: String, CaseIterable, Sendable {
        case gone, anotherProgram, anotherCode, anotherOwner, anotherKind, short
    }

    @Test(arguments: Record.allCases)
    func `an account that does not name the code leaves it to a person`(kind: Record) async throws {
        let scene = try await Scene.make("record \(kind)").pinned()
        var fake = try deposited(scene)
        let payer = scene.payer.address
        fake.held[try account(scene)] =
            switch kind {
            case .gone: nil
            case .anotherProgram: record(payer, program: World.attacker.address)
            case .anotherCode: record(payer, Scene.c2)
            case .anotherOwner: record(World.attacker.address)
            case .anotherKind:
                record(payer, discriminator: [0xD8, 0x92, 0x6F, 0x2A, 0x5C, 8, 0x4A, 0x3E])
            case .short:
                PaperProgram.account([1, 2], executable: false, owner: PaperProgram.address)
            }
        try await scene.refuses(
            fake.signature, .vaultDirect, .programs,
            reviews: [Waiting("0.0", .vaultDirect, Scene.fiveUSDC)], over: fake.transport)
    }

    @Test func `L21 an address with another bump is nobody's account`() async throws {
        let scene = try await Scene.make().pinned()
        let canonical = try scene.authority(Scene.c1, owner: scene.payer.address).bump
        let other = try #require(
            (1..<canonical).reversed().first { bump in
                let seeds = [Array("deposit".utf8), Scene.c1.bytes, scene.payer.address.bytes]
                return (try? derived(seeds + [[bump]])) ?? nil != nil
            })
        let fake = try deposited(scene, bump: other)
        try await scene.refuses(
            fake.signature, .vaultDirect, .programs,
            reviews: [Waiting("0.0", .vaultDirect, Scene.fiveUSDC)], over: fake.transport)
    }

    @Test func `L13 a transfer that the call does not describe waits`() async throws {
        let scene = try await Scene.make().pinned()
        let fake = try deposited(scene, amount: Scene.fiveUSDC + 1)
        try await scene.refuses(
            fake.signature, .eventMismatch, .programs,
            reviews: [Waiting("0.0", .eventMismatch, Scene.fiveUSDC)], over: fake.transport)
    }

    @Test func `without depths nobody knows that the program made the transfer`() async throws {
        let scene = try await Scene.make().pinned()
        let fake = try deposited(scene, height: nil)
        let decision = try await scene.refuses(
            fake.signature, .vaultDirect, .programs,
            reviews: [Waiting("0.0", .vaultDirect, Scene.fiveUSDC)], over: fake.transport)
        #expect(decision.reviews[0].code == Scene.c1)
    }

    @Test func `another program's payment into a depositor's vault waits`() async throws {
        let scene = try await Scene.make().pinned()
        let fake = try deposited(scene, by: Address(FixedBytes(repeating: 0x4D)))
        try await scene.refuses(
            fake.signature, .vaultDirect, .programs,
            reviews: [Waiting("0.0", .vaultDirect, Scene.fiveUSDC)], over: fake.transport)
    }

    @Test func `O17 a depositor's memo of another code leaves it to a person`() async throws {
        let scene = try await Scene.make().pinned()
        let fake = try deposited(scene, and: [scene.memo("deposit:1122334455667788")])
        try await scene.refuses(
            fake.signature, .ambiguousCode, .oneCode,
            reviews: [Waiting("0.0", .ambiguousCode, Scene.fiveUSDC)], over: fake.transport)
        let same = try deposited(scene, and: [scene.memo()])
        let decision = try await scene.verifier(same.transport, hasLedger: false).verify(
            same.signature)
        #expect(decision.credits.map(Credited.init) == [Credited("0.0")])
    }

    @Test func `O06 a caller's memo beside the call takes no part`() async throws {
        let scene = try await Scene.make().pinned()
        let authority = try account(scene)
        let vault = scene.account(of: authority)
        var fake = try Synthetic(
            scene,
            through: [
                (scene.memo("deposit:1122334455667788"), 2), (call(scene, authority), 2),
                (scene.pay(to: vault), 3),
            ], by: [scene.payer])
        fake.holds(scene.P, scene.payer.address, Scene.fiveUSDC, 0)
        fake.holds(vault, authority, 0, Scene.fiveUSDC)
        fake.held[authority] = record(scene.payer.address)
        try await scene.accepts(fake.signature, [Credited("0.2")], over: fake.transport)
    }

    @Test func `a second transfer that the call makes leaves both to a person`() async throws {
        let scene = try await Scene.make().pinned()
        let authority = try account(scene)
        let vault = scene.account(of: authority)
        var fake = try Synthetic(
            scene,
            through: [
                (call(scene, authority, 2), 2), (scene.pay(2, to: vault), 3),
                (scene.pay(3, to: vault), 3),
            ], by: [scene.payer])
        fake.holds(scene.P, scene.payer.address, 5, 0)
        fake.holds(vault, authority, 0, 5)
        fake.held[authority] = record(scene.payer.address)
        try await scene.refuses(
            fake.signature, .eventMismatch, .programs,
            reviews: [Waiting("0.1", .eventMismatch, 2), Waiting("0.2", .eventMismatch, 3)],
            over: fake.transport)
    }

    @Test func `L18 a payment into a depositor's vault by the wallet itself waits`() async throws {
        let scene = try await Scene.make().pinned()
        let authority = try account(scene)
        let vault = scene.account(of: authority)
        var fake = try Synthetic(scene, [scene.memo(), scene.pay(to: vault)])
        fake.accounts = try PaperProgram.accounts()
        fake.held[authority] = record(scene.payer.address)
        fake.holds(scene.P, scene.payer.address, Scene.fiveUSDC, 0)
        fake.holds(vault, authority, 0, Scene.fiveUSDC)
        let decision = try await scene.refuses(
            fake.signature, .vaultDirect, .programs,
            reviews: [Waiting("1", .vaultDirect, Scene.fiveUSDC)], over: fake.transport)
        #expect(decision.reviews[0].code == Scene.c1)
        // Without the account there is nothing that makes it ours.
        fake.held = [:]
        let other = try await scene.verifier(fake.transport, hasLedger: false).verify(
            fake.signature)
        #expect(other.finding == Finding(.wrongDestination, .destination))
    }

    @Test func `L22 a program that is not as pinned waits`() async throws {
        let scene = try await Scene.make().pinned()
        var fake = try deposited(scene)
        fake.accounts = try PaperProgram.accounts(PaperProgram.elf + [1])
        try await scene.refuses(
            fake.signature, .programChanged, .programs,
            reviews: [Waiting("0.0", .programChanged, Scene.fiveUSDC)], over: fake.transport)
    }

    /// What the node shows of the vault after a large deposit.
    enum Later: String, CaseIterable, Sendable {
        case held, emptied, closed, early
    }

    @Test(arguments: Later.allCases)
    func `R23 a large deposit waits until a later sweep has left the vault empty`(later: Later)
        async throws
    {
        var scene = try await Scene.make("large \(later)").pinned()
        scene.policy.quorum = DepositPolicy.Quorum(above: Scene.fiveUSDC - 1, operators: 1)
        var fake = try deposited(scene)
        let authority = try account(scene)
        let vault = scene.account(of: authority)
        func state(_ amount: UInt64) -> JSONObject {
            PaperProgram.account(
                World.usdc.bytes + authority.bytes + PaperProgram.littleEndian(amount)
                    + Array(repeating: 0, count: 36) + [1] + Array(repeating: 0, count: 56),
                executable: false, owner: Programs.token)
        }
        switch later {
        case .held: fake.held[vault] = state(1)
        case .emptied: fake.held[vault] = state(0)
        case .closed: break
        // The vault as it was before the deposit.
        case .early:
            fake.held[vault] = state(0)
            fake.accountsSlot = Synthetic.slot
        }
        switch later {
        case .held:
            try await scene.refuses(
                fake.signature, .awaitingFinality, .programs, over: fake.transport)
        case .early: try await scene.refuses(fake.signature, .behind, over: fake.transport)
        case .emptied, .closed:
            try await scene.accepts(fake.signature, [Credited("0.0")], over: fake.transport)
        }
    }

    @Test func `R23 a large deposit that is swept at once waits for nothing`() async throws {
        var scene = try await Scene.make().pinned()
        scene.policy.quorum = DepositPolicy.Quorum(above: Scene.fiveUSDC - 1, operators: 1)
        let fake = try deposited(scene, swept: true)
        try await scene.accepts(fake.signature, [Credited("0.0")], over: fake.transport)
    }

    @Test func `a vault of a token that is not credited is no promise`() async throws {
        var scene = try await Scene.make().pinned()
        let fake = try deposited(scene)
        scene.policy.treasury.assets[0].mint = Scene.usdt
        try await scene.refuses(fake.signature, .mintNotAllowed, .asset, over: fake.transport)
        scene.policy.knownAssets = [World.usdc]
        try await scene.refuses(
            fake.signature, .assetNotEnabled, .asset,
            reviews: [Waiting("0.0", .assetNotEnabled, Scene.fiveUSDC)], over: fake.transport)
    }
}
