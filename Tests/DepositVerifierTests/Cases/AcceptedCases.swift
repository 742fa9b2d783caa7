import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

/// Group A of the case catalogue: deposits that must be accepted, in every shape a wallet gives them.
@Suite struct `Accepted deposits` {
    static let goldenBlockhash = Blockhash(FixedBytes(repeating: 9))

    static func landGolden(_ vector: Golden.Vector, in scene: Scene) async throws -> Signature {
        try await scene.chain.add(goldenBlockhash)
        let bytes = try #require(Base64.decode(vector.base64))
        let signature = try await scene.chain.land(bytes)
        #expect(signature.description == vector.signature)
        return signature
    }

    @Test func `A01 the golden legacy transaction is credited to C1 at event 4`() async throws {
        let scene = try await Scene.golden()
        #expect(scene.T == World.treasuryUSDC && scene.P == World.payerUSDC)
        let signature = try await Self.landGolden(Golden.legacy, in: scene)
        let decision = try await scene.accepts(signature, [Credited("4")], flips: 6)
        #expect(decision.credits[0].fact.payer == World.payer.address)
        #expect(decision.credits[0].fact.source == World.payerUSDC)
        #expect(decision.credits[0].fact.destination == World.treasuryUSDC)
        #expect(decision.credits[0].fact.mint == World.usdc)
    }

    @Test func `A02 the golden v0 transaction is credited to C1 at event 4`() async throws {
        let scene = try await Scene.golden()
        let signature = try await Self.landGolden(Golden.v0, in: scene)
        try await scene.accepts(signature, [Credited("4")], flips: 6)
    }

    @Test func `A04 the golden v1 transaction is credited to C1 at event 2`() async throws {
        let scene = try await Scene.golden()
        let signature = try await Self.landGolden(Golden.v1, in: scene)
        try await scene.accepts(signature, [Credited("2")], flips: 6)
    }

    @Test(arguments: [true, false])
    func `A03 and A05 accounts out of a lookup table are resolved`(
        reference: Bool
    ) async throws {
        let scene = try await Scene.make("A03 \(reference)")
        let entries =
            reference
            ? [scene.ref(Scene.c1).address] : [scene.relayer.address, World.usdc, scene.T]
        let table = try scene.spare("table").address
        try await scene.chain.setAccount(
            table, owner: Programs.addressLookupTable, data: LookupTable.data(entries))
        let signature = try await scene.land(
            [scene.pay(with: [scene.ref(Scene.c1)])], version: .v0,
            tables: [AddressLookupTable(address: table, addresses: entries)])
        try await scene.accepts(signature, [Credited("0")])
    }

    @Test func `A06 the treasury's account may be created in the transaction`() async throws {
        let scene = try await Scene.make(opensTreasury: false)
        let signature = try await scene.land([
            scene.open(scene.treasury.address), scene.pay(with: [scene.ref(Scene.c1)]),
        ])
        try await scene.accepts(signature, [Credited("1")])
    }

    @Test(arguments: [0, 1, 2])
    func `A08 the memo may stand first, last or between`(position: Int) async throws {
        let scene = try await Scene.make("A08 \(position)")
        var instructions = [
            scene.lamports(1, to: scene.victim.address), scene.pay(),
        ]
        try await scene.chain.setAccount(scene.victim.address, lamports: 1_000_000_000)
        instructions.insert(scene.memo(), at: position)
        let signature = try await scene.land(instructions)
        try await scene.accepts(signature, [Credited(position == 2 ? "1" : "2")])
    }

    @Test func `A09 a memo may have another signer beside the authority`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land(
            [
                scene.memo(
                    "deposit:A1B2C3D4E5F6A7B8", [scene.relayer, scene.payer]), scene.pay(),
            ], by: [scene.relayer, scene.payer])
        let decision = try await scene.accepts(signature, [Credited("1")])
        #expect(decision.credits[0].fact.payer == scene.payer.address)
    }

    @Test func `A10 a memo without accounts speaks for the authority that signs the message`()
        async throws
    {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        try await scene.accepts(signature, [Credited("1")])
    }

    @Test func `A10 with binding to signers the same memo says nothing`() async throws {
        var scene = try await Scene.make()
        scene.policy.memoBinding = .signer
        let signature = try await scene.land([scene.memo(), scene.pay()])
        try await scene.refuses(signature, .unattributed)
        let listed = try await scene.land([
            scene.memo("deposit:A1B2C3D4E5F6A7B8", [scene.payer]), scene.pay(),
        ])
        let decision = try await scene.verifier().verify(listed)
        #expect(decision.verdict == .accept)
    }

    @Test(arguments: [Programs.memoV1, Programs.memoV3, Programs.memoV4])
    func `A11 each of the three memo programs counts`(program: Address) async throws {
        let scene = try await Scene.make("A11 \(program)")
        let signature = try await scene.land([scene.memo(program: program), scene.pay()])
        try await scene.accepts(signature, [Credited("1")])
    }

    @Test func `A12 a reference is enough`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.pay(with: [scene.ref(Scene.c1)])])
        let decision = try await scene.accepts(signature, [Credited("0")])
        #expect(decision.credits[0].attribution == "reference")
        let bare = try await scene.verifier(hasLedger: false).verify(signature)
        #expect(bare.verdict == .review && bare.finding?.reason == .unattributed)
        let expecting = try await scene.verifier(hasLedger: false, knownCodes: [Scene.c1])
            .verify(signature)
        #expect(expecting.verdict == .accept)
        #expect(expecting.unchecked == [.beneficiary, .once, .codeState])
    }

    @Test func `A13 a memo is enough, with books and without`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([
            scene.memo("deposit:A1B2C3D4E5F6A7B8", [scene.payer]), scene.pay(),
        ])
        let bare = try await scene.verifier(hasLedger: false).verify(signature)
        #expect(bare.verdict == .accept)
        #expect(bare.credits.map(Credited.init) == [Credited("1")])
        #expect(bare.unchecked == [.beneficiary, .once, .codeState])
        #expect(try await scene.balances().isEmpty)
        let decision = try await scene.accepts(signature, [Credited("1")])
        #expect(decision.credits[0].attribution == "memo")
        #expect(decision.unchecked.isEmpty)
    }

    @Test func `A14 a plain transfer takes its mint from the balances of both accounts`()
        async throws
    {
        let scene = try await Scene.make()
        var transfer = scene.transfer()
        transfer.kind = .plain
        let signature = try await scene.land([
            scene.memo(), TokenInstruction.transfer(transfer).call,
        ])
        let decision = try await scene.accepts(signature, [Credited("1")])
        #expect(decision.credits[0].fact.mint == World.usdc)
    }

    @Test func `A16 a top-level token batch is credited as child b0`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([
            scene.memo(), try scene.batch(.transfer(scene.transfer())),
        ])
        try await scene.accepts(signature, [Credited("1.b0")])
    }

    @Test func `A16 each child of a batch is an event`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([
            scene.memo(),
            try scene.batch(
                .transfer(scene.transfer(1_000_000)),
                .transfer(scene.transfer(2_000_000, to: scene.A)),
                .transfer(scene.transfer(3_000_000))),
        ])
        try await scene.accepts(
            signature,
            [Credited("1.b0", Scene.c1, 1_000_000), Credited("1.b2", Scene.c1, 3_000_000)])
    }

    @Test func `A18 the payer is the authority, not who pays the fee`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land(
            [scene.memo(), scene.pay()], by: [scene.relayer, scene.payer])
        let decision = try await scene.accepts(signature, [Credited("1")])
        #expect(decision.credits[0].fact.payer == scene.payer.address)
    }

    @Test func `A19 a delegate pays with the owner's money`() async throws {
        let scene = try await Scene.make()
        _ = try await scene.land([
            TokenInstruction.approve(
                TokenApproval(
                    source: scene.P, delegate: scene.delegate.address,
                    owner: scene.payer.address, amount: TokenAmount(Scene.fiveUSDC))
            ).call
        ])
        let signature = try await scene.land(
            [scene.memo(), scene.pay(by: scene.delegate)], by: [scene.relayer, scene.delegate])
        let decision = try await scene.accepts(signature, [Credited("1")])
        #expect(decision.credits[0].fact.payer == scene.delegate.address)
        #expect(decision.credits[0].sourceOwner == scene.payer.address)
    }

    @Test(arguments: [true, false])
    func `A20 a multisig's members are no references, wherever the reference stands`(
        referenceFirst: Bool
    ) async throws {
        let scene = try await Scene.make("A20 \(referenceFirst)")
        let (multisig, source) = try await scene.openMultisig([scene.relayer, scene.delegate])
        let members = [scene.relayer, scene.delegate].map {
            AccountMeta($0.address, .readonlySigner)
        }
        let reference = [scene.ref(Scene.c1)]
        let signature = try await scene.land(
            [
                scene.pay(
                    from: source, by: multisig,
                    with:
                        referenceFirst ? reference + members : members + reference)
            ], by: [scene.payer, scene.relayer, scene.delegate])
        let decision = try await scene.accepts(signature, [Credited("0")])
        #expect(decision.credits[0].fact.payer == multisig.address)
    }
}

/// The data of a lookup table account.
///
/// Shape: `u32` 1 | `u64` deactivation slot, the largest for never | `u64` last extended slot | `u8`
/// | option of an authority 1 + 32 | padding 2 | addresses. Source: solana-sdk,
/// address-lookup-table-interface.
enum LookupTable {
    static func data(_ addresses: [Address]) -> [UInt8] {
        [1, 0, 0, 0] + Array(repeating: 0xFF, count: 8) + Array(repeating: 0, count: 44)
            + addresses.flatMap(\.bytes)
    }
}

extension Scene {
    /// An SPL multisig that needs all of `members`, and a USDC account of its own with 20 USDC.
    func openMultisig(_ members: [Keypair]) async throws -> (multisig: Keypair, source: Address) {
        let multisig = try spare("multisig")
        let signature = try await land(
            [
                SystemInstruction.createAccount(
                    source: payer.address, newAccount: multisig.address,
                    lamports: Lamports(5_000_000), space: 355, owner: Programs.token
                ).instruction,
                TokenInstruction.initializeMultisig(
                    TokenMultisigInitialization(
                        multisig: multisig.address, requiredSigners: UInt8(members.count),
                        members: members.map(\.address))
                ).call,
            ], by: [payer, multisig])
        try await expectLanded(signature)
        try await chain.mint(20_000_000, of: World.usdc, to: multisig.address)
        return (multisig, account(multisig))
    }

    /// A step that prepares a case must have succeeded.
    func expectLanded(
        _ signature: Signature, _ location: SourceLocation = #_sourceLocation
    ) async throws {
        let answer = try await chain.client.getTransaction(signature, commitment: .confirmed)
        #expect(answer?.meta != nil, sourceLocation: location)
        #expect(answer?.meta?.errJSON == nil, sourceLocation: location)
    }
}
