import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

/// Deposits into the existing Level5 program. Layouts as the specification writes them down.
@Suite struct `The Level5 program` {
    private static let program: Address = "BBAdcqUkg68JXNiPQ1HR1wujfZuayyK3eQTQSYAh6FSW"
    private static let solana: Address = "11111111111111111111111111111111"
    private static let fake = Address(FixedBytes(repeating: 0x46))

    /// What a case changes in `initialize_token(C1), deposit_token(5)`.
    private struct Changes {
        var program = `The Level5 program`.program
        var account: Address?
        var mint = World.usdc
        var moves = true
        /// The event's amount; no event if `nil`.
        var logged: UInt64? = Scene.fiveUSDC
        var loggedCode = Scene.c1
        var newBalance = Scene.fiveUSDC
        var isOpened = true
    }

    private func account(_ scene: Scene, _ program: Address = program) throws -> Address {
        try ProgramDerivedAddress.find(
            seeds: [Array("deposit".utf8), Scene.c1.bytes, scene.payer.address.bytes],
            program: program
        ).address
    }

    private func instruction(
        _ discriminator: [UInt8], _ values: [UInt8], _ accounts: [Address], of program: Address
    ) -> Instruction {
        Instruction(
            program: program, accounts: accounts.map { AccountMeta($0, .writable) },
            data: discriminator + values)
    }

    private func opening(_ scene: Scene, _ changes: Changes) throws -> Instruction {
        let account = try changes.account ?? account(scene, changes.program)
        return instruction(
            [0x26, 0xD1, 0x96, 0x32, 0xBE, 0x75, 0x10, 0x36], Scene.c1.bytes,
            [
                account, changes.mint, scene.account(of: account, mint: changes.mint),
                scene.payer.address, Programs.token, Programs.associatedToken, Self.solana,
            ], of: changes.program)
    }

    /// Program data lines of the program, between its own.
    private func log(_ data: [UInt8], of program: Address) -> [String] {
        [
            "Program \(program) invoke [1]", "Program data: \(Base64.encode(data))",
            "Program \(program) success",
        ]
    }

    private func event(_ scene: Scene, _ changes: Changes, _ amount: UInt64) -> [UInt8] {
        [0x78, 0xF8, 0x3D, 0x53, 0x1F, 0x8E, 0x6B, 0x90] + scene.payer.address.bytes
            + changes.mint.bytes + changes.loggedCode.bytes + PaperProgram.littleEndian(amount)
            + PaperProgram.littleEndian(changes.newBalance)
    }

    private func deposited(
        _ scene: Scene, _ changes: Changes = Changes(), and others: [Instruction] = []
    ) throws -> Synthetic {
        let account = try changes.account ?? account(scene, changes.program)
        let vault = scene.account(of: account, mint: changes.mint)
        let source = scene.account(scene.payer, mint: changes.mint)
        let deposit = instruction(
            [0x0B, 0x9C, 0x60, 0xDA, 0x27, 0xA3, 0xB4, 0x13],
            PaperProgram.littleEndian(Scene.fiveUSDC),
            [account, changes.mint, source, vault, scene.payer.address, Programs.token],
            of: changes.program)
        let opening = changes.isOpened ? [try opening(scene, changes)] : []
        var fake = try Synthetic(scene, opening + [deposit] + others)
        if changes.moves {
            fake.calls(
                opening.count, [(scene.pay(from: source, to: vault, mint: changes.mint), 2)])
            fake.holds(source, scene.payer.address, Scene.fiveUSDC, 0, mint: changes.mint)
            fake.holds(vault, account, 0, Scene.fiveUSDC, mint: changes.mint)
        } else {
            fake.holds(source, scene.payer.address, Scene.fiveUSDC, Scene.fiveUSDC)
        }
        if let amount = changes.logged {
            fake.logs = log(event(scene, changes, amount), of: changes.program)
        }
        return fake
    }

    /// The account as the program writes it.
    private func record(
        _ scene: Scene, mint: Address = World.usdc, balance: UInt64 = Scene.fiveUSDC
    ) -> JSONObject {
        held(scene.payer.address.bytes + mint.bytes + Scene.c1.bytes, balance)
    }

    private func held(
        _ fields: [UInt8], _ balance: UInt64,
        _ discriminator: [UInt8] = [0x94, 0x25, 0xCF, 0x74, 0x3D, 0x21, 0x35, 0xB3]
    ) -> JSONObject {
        PaperProgram.account(
            discriminator + fields + PaperProgram.littleEndian(balance), executable: false,
            owner: Self.program)
    }

    @Test func `L01 a deposit of a token is the depositor's, and waits`() async throws {
        let scene = try await Scene.make()
        let fake = try deposited(scene)
        let decision = try await scene.refuses(
            fake.signature, .custodyOwnerControlled, .programs,
            reviews: [Waiting("1.0", .custodyOwnerControlled, Scene.fiveUSDC)],
            over: fake.transport)
        #expect(decision.reviews[0].code == Scene.c1)
    }

    @Test func `L01 its record names the code of a later deposit`() async throws {
        let scene = try await Scene.make()
        var changes = Changes()
        (changes.isOpened, changes.logged) = (false, nil)
        var fake = try deposited(scene, changes)
        fake.held[try account(scene)] = record(scene)
        let decision = try await scene.refuses(
            fake.signature, .custodyOwnerControlled, .programs,
            reviews: [Waiting("0.0", .custodyOwnerControlled, Scene.fiveUSDC)],
            over: fake.transport)
        #expect(decision.reviews[0].code == Scene.c1)
    }

    @Test func `L01 a copy that the policy names is the same program`() async throws {
        var scene = try await Scene.make()
        var changes = Changes()
        changes.program = Address(FixedBytes(repeating: 0x35))
        let fake = try deposited(scene, changes)
        // L09: another program's copy is nobody's.
        try await scene.refuses(
            fake.signature, .unknownProgram, .programs, over: fake.transport)
        scene.policy.level5Programs = [changes.program]
        try await scene.refuses(
            fake.signature, .custodyOwnerControlled, .programs, over: fake.transport)
    }

    @Test func `L05 a withdrawal beside it changes nothing`() async throws {
        let scene = try await Scene.make()
        let withdrawal = instruction(
            [0xB7, 0x12, 0x46, 0x9C, 0x94, 0x6D, 0xA1, 0x22], PaperProgram.littleEndian(9),
            [try account(scene), scene.payer.address, Self.solana], of: Self.program)
        let fake = try deposited(scene, and: [withdrawal])
        try await scene.refuses(
            fake.signature, .custodyOwnerControlled, .programs,
            reviews: [Waiting("1.0", .custodyOwnerControlled, Scene.fiveUSDC)],
            over: fake.transport)
    }

    /// `initialize(C1), deposit(9 000 lamports)`; or of a token's account.
    private func lamports(_ scene: Scene, opened mint: Address?) throws -> Synthetic {
        let account = try account(scene)
        let opening =
            try mint.map { mint in
                var changes = Changes()
                changes.mint = mint
                return try self.opening(scene, changes)
            }
            ?? instruction(
                [0xAF, 0xAF, 0x6D, 0x1F, 0x0D, 0x98, 0x9B, 0xED], Scene.c1.bytes,
                [account, scene.payer.address, Self.solana], of: Self.program)
        let deposit = instruction(
            [0xF2, 0x23, 0xC6, 0x89, 0x52, 0xE1, 0xF2, 0xB6], PaperProgram.littleEndian(9_000),
            [account, scene.payer.address, Self.solana], of: Self.program)
        var fake = try Synthetic(scene, [opening, deposit])
        fake.calls(1, [(scene.lamports(9_000, to: account), 2)])
        return fake
    }

    @Test func `L04 SOL waits`() async throws {
        let scene = try await Scene.make()
        let fake = try lamports(scene, opened: nil)
        try await scene.refuses(
            fake.signature, .custodyOwnerControlled, .programs,
            reviews: [Waiting("1.0", .custodyOwnerControlled, 9_000)], over: fake.transport)
    }

    @Test func `L02, L03 lamports on a token's account are no tokens, whatever the event says`()
        async throws
    {
        let scene = try await Scene.make()
        var byRecord = try lamports(scene, opened: nil)
        byRecord.held[try account(scene)] = record(scene)
        var byEvent = try lamports(scene, opened: nil)
        byEvent.logs = log(event(scene, Changes(), 9_000), of: Self.program)
        for fake in [try lamports(scene, opened: World.usdc), byRecord, byEvent] {
            let decision = try await scene.refuses(
                fake.signature, .noTokenTransfer, .programs, over: fake.transport)
            #expect(decision.flags == ["level5_unbacked_balance"])
        }
    }

    @Test func `L07 an account of another kind is none`() async throws {
        let scene = try await Scene.make()
        var fake = try deposited(scene)
        // The constant of a client that never compared it.
        fake.held[try account(scene)] = held(
            scene.payer.address.bytes + World.usdc.bytes + Scene.c1.bytes, 5,
            [0xD8, 0x92, 0x6F, 0x2A, 0x5C, 0x08, 0x4A, 0x3E])
        try await scene.refuses(
            fake.signature, .badDiscriminator, .programs, over: fake.transport)
    }

    @Test func `L08 accounts of both earlier layouts wait as such`() async throws {
        let scene = try await Scene.make()
        var changes = Changes()
        changes.isOpened = false
        let owner = scene.payer.address.bytes
        for fields in [owner, owner + World.usdc.bytes] {
            var fake = try deposited(scene, changes)
            fake.held[try account(scene)] = held(fields, 5)
            try await scene.refuses(
                fake.signature, .legacyLayout, .programs,
                reviews: [Waiting("0.0", .legacyLayout, Scene.fiveUSDC)], over: fake.transport)
        }
    }

    @Test func `L10 another program's event names nobody`() async throws {
        let scene = try await Scene.make()
        var changes = Changes()
        changes.loggedCode = Scene.c2
        var fake = try deposited(scene)
        fake.logs = log(event(scene, changes, 77), of: World.attacker.address)
        let decision = try await scene.refuses(
            fake.signature, .custodyOwnerControlled, .programs, over: fake.transport)
        #expect(decision.reviews[0].code == Scene.c1)
    }

    @Test func `L12 an event without a transfer is no deposit`() async throws {
        let scene = try await Scene.make()
        var changes = Changes()
        changes.moves = false
        let fake = try deposited(scene, changes)
        try await scene.refuses(
            fake.signature, .noTokenTransfer, .programs, over: fake.transport)
    }

    @Test func `L13 an event of another amount waits`() async throws {
        let scene = try await Scene.make()
        var changes = Changes()
        changes.logged = Scene.fiveUSDC + 1
        let fake = try deposited(scene, changes)
        try await scene.refuses(
            fake.signature, .eventMismatch, .programs,
            reviews: [Waiting("1.0", .eventMismatch, Scene.fiveUSDC)], over: fake.transport)
    }

    @Test func `L14, L21 what does not lead to the account is refused`() async throws {
        let scene = try await Scene.make()
        var changes = Changes()
        changes.loggedCode = Scene.c2
        let logged = try deposited(scene, changes)
        var recorded = try deposited(scene)
        recorded.held[try account(scene)] = held(
            scene.attacker.address.bytes + World.usdc.bytes + Scene.c1.bytes, 5)
        var elsewhere = Changes()
        elsewhere.account = scene.victim.address
        for fake in [logged, recorded, try deposited(scene, elsewhere)] {
            try await scene.refuses(
                fake.signature, .addressMismatch, .programs, over: fake.transport)
        }
    }

    @Test func `L15 a deposit that another program makes is read at its depth`() async throws {
        let scene = try await Scene.make()
        let account = try account(scene)
        let vault = scene.account(of: account)
        let deposit = instruction(
            [0x0B, 0x9C, 0x60, 0xDA, 0x27, 0xA3, 0xB4, 0x13],
            PaperProgram.littleEndian(Scene.fiveUSDC),
            [account, World.usdc, scene.P, vault, scene.payer.address, Programs.token],
            of: Self.program)
        var fake = try Synthetic(
            scene, through: [(deposit, 2), (scene.pay(to: vault), 3)], by: [scene.payer])
        fake.holds(scene.P, scene.payer.address, Scene.fiveUSDC, 0)
        fake.holds(vault, account, 0, Scene.fiveUSDC)
        try await scene.refuses(
            fake.signature, .custodyOwnerControlled, .programs,
            reviews: [Waiting("0.1", .custodyOwnerControlled, Scene.fiveUSDC)],
            over: fake.transport)
    }

    @Test func `L17 a deposit of a token that anybody made is refused`() async throws {
        let scene = try await Scene.make()
        var changes = Changes()
        changes.mint = Self.fake
        let fake = try deposited(scene, changes)
        try await scene.refuses(fake.signature, .mintNotAllowed, .asset, over: fake.transport)
    }

    @Test func `L18 a payment into its vault by the wallet itself waits`() async throws {
        var scene = try await Scene.make()
        scene.policy.level5Programs = [Self.program]
        let account = try account(scene)
        let vault = scene.account(of: account)
        var fake = try Synthetic(scene, [scene.pay(to: vault)])
        fake.held[account] = record(scene)
        fake.holds(scene.P, scene.payer.address, Scene.fiveUSDC, 0)
        fake.holds(vault, account, 0, Scene.fiveUSDC)
        try await scene.refuses(
            fake.signature, .vaultDirect, .programs,
            reviews: [Waiting("0", .vaultDirect, Scene.fiveUSDC)], over: fake.transport)
    }

    @Test func `L24 a balance that no books can hold waits`() async throws {
        let scene = try await Scene.make()
        var changes = Changes()
        changes.newBalance = 1 << 63
        let logged = try deposited(scene, changes)
        try await scene.refuses(
            logged.signature, .overflow, .programs,
            reviews: [Waiting("1.0", .overflow, Scene.fiveUSDC)], over: logged.transport)
        var recorded = try deposited(scene)
        recorded.held[try account(scene)] = record(scene, balance: 1 << 63)
        let decision = try await scene.verifier(recorded.transport, hasLedger: false).verify(
            recorded.signature)
        #expect(decision.finding == Finding(.overflow, .programs))
    }
}
