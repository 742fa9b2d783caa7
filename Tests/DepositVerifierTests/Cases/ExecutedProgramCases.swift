import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

/// The deposit program's cases for real: its own bytes on the virtual machine, called by wallets and by
/// other programs, and what the verifier makes of what happened.
@Suite(.serialized) struct `Executed direct deposits` {
    private let x: Proxy
    private let crank: Proxy

    init() throws {
        x = try ProgramChain.x.get()
        crank = try ProgramChain.crank.get()
    }

    /// A payment by a program from its own address, which no message's signature covers.
    private func pays(
        _ proxy: Proxy, _ amount: UInt64, in scene: Scene, with extra: [AccountMeta] = []
    )
        -> Instruction
    {
        scene.move(amount, from: scene.account(of: proxy.escrow), by: proxy.escrow, with: extra)
    }

    /// A direct deposit by the attacker, who signs.
    private func bait(_ scene: Scene, _ code: DepositCode, _ amount: UInt64 = 1) -> Instruction {
        var call = scene.direct(code, amount, from: scene.A, by: scene.attacker.address)
        call.accounts[3].role = .readonlySigner
        return call
    }

    @Test func `A34 a wallet's direct deposit is credited once`() async throws {
        let scene = try await Scene.onProgramChain()
        let signature = try await scene.land([scene.direct()])
        let decision = try await scene.accepts(signature, [Credited("0.0")])
        #expect(decision.credits[0].attribution == "deposit_direct")
        #expect(decision.credits[0].fact.payer == scene.payer.address)
        #expect(decision.credits[0].fact.source == scene.P)
        #expect(decision.credits[0].sourceOwner == scene.payer.address)
    }

    @Test func `A34 our own instruction builder is credited the same`() async throws {
        let scene = try await Scene.onProgramChain()
        let request = DepositRequest(
            treasury: scene.policy.treasury, asset: Scene.usdc, code: Scene.c2,
            amount: Scene.fiveUSDC, authority: scene.payer.address)
        let call = OperatorProgram.Call.depositDirect(OperatorProgram.DirectDeposit(request))
        let signature = try await scene.land([call.instruction(program: PaperProgram.address)])
        try await scene.accepts(signature, [Credited("0.0", Scene.c2)])
    }

    @Test func `L15 another program deposits from its own address`() async throws {
        let scene = try await Scene.onProgramChain()
        let call = scene.direct(
            Scene.c2, 3_000_000, from: scene.account(of: x.escrow), by: x.escrow)
        let signature = try await scene.land([x.instruction(.call(call))])
        let decision = try await scene.accepts(
            signature, [Credited("0.1", Scene.c2, 3_000_000)])
        #expect(decision.credits[0].fact.payer == x.escrow)
        #expect(decision.credits[0].sourceOwner == x.escrow)
    }

    @Test func `L09 a copy of the program at another address names no code`() async throws {
        let scene = try await Scene.onProgramChain()
        let signature = try await scene.land([scene.direct(program: ProgramChain.clone)])
        try await scene.expectLanded(signature)
        try await scene.refuses(
            signature, .unattributed, .claim,
            reviews: [Waiting("0.0", .unattributed, Scene.fiveUSDC)])
    }

    @Test func `O01 a memo beside a crank is unbound, one beside the transfer itself is bound`()
        async throws
    {
        let scene = try await Scene.onProgramChain()
        let memo = Proxy.Operation.call(scene.memo("deposit:1122334455667788"))
        let loose = try await scene.land(
            [x.instruction(memo, .call(crank.instruction(.call(pays(crank, 100, in: scene)))))],
            by: [scene.attacker])
        try await scene.refuses(
            loose, .unboundMemo, .binding, reviews: [Waiting("0.2", .unboundMemo, 100)])
        let bound = try await scene.land(
            [x.instruction(memo, .call(pays(x, 100, in: scene)))], by: [scene.attacker])
        let decision = try await scene.verifier(hasLedger: false).verify(bound)
        #expect(decision.credits.map(Credited.init) == [Credited("0.1", Scene.c2, 100)])
    }

    @Test(arguments: [false, true])
    func `O04 only the direct child of the call is the code's`(isBefore: Bool) async throws {
        let scene = try await Scene.onProgramChain("O04 \(isBefore)")
        let bait = Proxy.Operation.call(bait(scene, Scene.c2))
        let prize = Proxy.Operation.call(crank.instruction(.call(pays(crank, 1_000, in: scene))))
        let signature = try await scene.land(
            [isBefore ? x.instruction(prize, bait) : x.instruction(bait, prize)],
            by: [scene.attacker])
        let (credited, waiting) = isBefore ? ("0.3", "0.1") : ("0.1", "0.3")
        try await scene.accepts(
            signature, [Credited(credited, Scene.c2, 1)],
            reviews: [Waiting(waiting, .unattributed, 1_000)])
    }

    @Test func `O04 a payment by the caller itself beside its call is nobody's`() async throws {
        let scene = try await Scene.onProgramChain()
        let signature = try await scene.land(
            [
                x.instruction(
                    .call(pays(x, 1_000, in: scene)), .call(bait(scene, Scene.c2)),
                    .call(pays(x, 2_000, in: scene)))
            ], by: [scene.attacker])
        try await scene.accepts(
            signature, [Credited("0.2", Scene.c2, 1)],
            reviews: [Waiting("0.0", .unattributed, 1_000), Waiting("0.3", .unattributed, 2_000)])
    }

    @Test func `O04 a batch beside the call is nobody's`() async throws {
        let scene = try await Scene.onProgramChain()
        let transfer = TokenTransfer(
            .checked(mint: World.usdc, decimals: 6), source: scene.account(of: x.escrow),
            destination: scene.T, authority: x.escrow, amount: TokenAmount(1_000))
        let signature = try await scene.land(
            [
                x.instruction(
                    .call(bait(scene, Scene.c2)), .call(try scene.batch(.transfer(transfer))))
            ], by: [scene.attacker])
        try await scene.accepts(
            signature, [Credited("0.1", Scene.c2, 1)],
            reviews: [Waiting("0.2.b0", .unattributed, 1_000)])
    }

    @Test func `the victim's transfer and memo in one message with the attacker's call`()
        async throws
    {
        let scene = try await Scene.onProgramChain()
        let call = scene.direct(Scene.c2, 1, from: scene.account(of: x.escrow), by: x.escrow)
        let signature = try await scene.land(
            [x.instruction(.call(call)), scene.memo(), scene.pay()],
            by: [scene.attacker, scene.payer])
        try await scene.accepts(
            signature, [Credited("0.1", Scene.c2, 1), Credited("2")],
            balances: ["agt_1": Scene.fiveUSDC, "agt_2": 1])
    }

    @Test func `O06 a smart wallet's reference counts, its executor's memo does not`() async throws
    {
        let scene = try await Scene.onProgramChain()
        let signature = try await scene.land(
            [
                scene.memo("deposit:1122334455667788", [scene.attacker]),
                x.instruction(.call(pays(x, 2_000, in: scene, with: [scene.ref(Scene.c1)]))),
            ], by: [scene.attacker])
        try await scene.accepts(signature, [Credited("1.0", Scene.c1, 2_000)])
    }

    @Test func `O06 a smart wallet's direct deposit counts, its executor's memo does not`()
        async throws
    {
        let scene = try await Scene.onProgramChain()
        let call = scene.direct(Scene.c1, 2_000, from: scene.account(of: x.escrow), by: x.escrow)
        let signature = try await scene.land(
            [
                scene.memo("deposit:1122334455667788", [scene.attacker]),
                x.instruction(.call(scene.memo("deposit:1122334455667788")), .call(call)),
            ], by: [scene.attacker])
        try await scene.accepts(signature, [Credited("1.2", Scene.c1, 2_000)])
    }

    /// The catalogue's DepositEvent of PAYER, C1 and 5 USDC.
    private static let depositEvent = Base64.decode(
        "ePg9Ux+Oa5CKiOPddAnxlf1S2y08ul1yymcJvx2UEhvzdIgBtA9vXMb6evO+2606PWXzaqvJdDGxu+TC0vbg5HymAgNF"
            + "L11hobLD1OX2p7hAS0wAAAAAAEBLTAAAAAAA")

    @Test func `L10 an event that another program logs is ignored`() async throws {
        let scene = try await Scene.onProgramChain()
        let event = try #require(Self.depositEvent)
        let alone = try await scene.land([x.instruction(.logData(event))])
        try await scene.expectLogged(alone, "Program data: ePg9Ux+Oa5C")
        try await scene.refuses(alone, .noMatchingTransfer, .destination)
        let paid = try await scene.land(
            [x.instruction(.logData(event), .call(pays(x, 1_000, in: scene)), .logData(event))])
        try await scene.refuses(
            paid, .unattributed, .claim, reviews: [Waiting("0.0", .unattributed, 1_000)])
    }

    @Test func `L29 DepositReceived logged by another program is ignored`() async throws {
        let scene = try await Scene.onProgramChain()
        let event =
            [0x09, 0xD0, 0x98, 0x3F, 0x40, 0x20, 0xB9, 0x76, 1] + Scene.c2.bytes
            + scene.payer.address.bytes + scene.P.bytes + PaperProgram.littleEndian(1_000_000)
        let signature = try await scene.land(
            [
                x.instruction(
                    .logData(event), .call(bait(scene, Scene.c1, 7)), .logData(event),
                    .call(pays(x, 1_000, in: scene)), .logData(event))
            ], by: [scene.attacker])
        try await scene.accepts(
            signature, [Credited("0.1", Scene.c1, 7)],
            reviews: [Waiting("0.2", .unattributed, 1_000)])
    }

    @Test func `L11 a deposit whose event was cut from the logs is credited`() async throws {
        let scene = try await Scene.onProgramChain()
        let signature = try await scene.land(
            [
                x.instruction(.logText(String(repeating: "noise ", count: 40), times: 60)),
                scene.direct(),
            ])
        try await scene.expectLogged(signature, "Log truncated")
        try await scene.accepts(signature, [Credited("1.0")])
    }

    @Test func `L22, O23 a program that was deployed again names no code until it is pinned so`()
        async throws
    {
        var scene = try await Scene.onProgramChain()
        let signature = try await scene.land([scene.direct()])
        let account = try await ProgramChain.programData(on: scene.chain)
        let later = PaperProgram.littleEndian(scene.policy.programs[0].deploySlot + 1)
        for change in [account.data + [1], Array(account.data[..<4]) + later + account.data[12...]]
        {
            let node = Tampering(scene.chain.transport, "getMultipleAccounts") { answer in
                answer.changeEach("value") { value in
                    if (value["executable"] as? Bool) == false {
                        value["data"] = [Base64.encode(change), "base64"]
                    }
                }
            }
            try await scene.refuses(
                signature, .programChanged, .programs,
                reviews: [Waiting("0.0", .programChanged, Scene.fiveUSDC)], over: node)
        }
        scene.policy.programs[0].upgradeAuthority = nil
        try await scene.refuses(signature, .programChanged, .programs)
        scene.policy.programs[0].upgradeAuthority = World.hot.address
        try await scene.accepts(signature, [Credited("0.0")])
    }
}

/// Sweeps for real.
@Suite(.serialized) struct `Executed sweeps` {
    private let x: Proxy

    init() throws {
        x = try ProgramChain.x.get()
    }

    /// A vault with 1,000, of a code that only this case uses.
    private func vault(
        _ scene: Scene, owner: Address? = nil
    ) async throws -> (code: DepositCode, authority: Address) {
        let digest = SHA256.hash(scene.payer.address.bytes).bytes
        let code = try #require(DepositCode(bytes: digest.prefix(8)))
        let authority = try scene.authority(code, owner: owner).address
        try await scene.chain.mint(1_000, of: World.usdc, to: authority)
        return (code, authority)
    }

    /// What the treasury holds in a table of balances.
    private func treasurys(_ table: [TokenBalance]?) -> UInt64 {
        (table ?? []).filter { $0.owner == World.treasury.address }.map(\.amount).reduce(0, +)
    }

    private func held(_ account: Address, _ scene: Scene) async throws -> UInt64 {
        try await scene.chain.client.getTokenAccountBalance(account, commitment: .finalized).value
            .amount.rawValue
    }

    @Test func `L26 a stranger sweeps, the treasury receives, and nobody is credited`() async throws
    {
        let scene = try await Scene.onProgramChain()
        let vault = try await vault(scene)
        let signature = try await scene.land([try scene.sweep(vault.code)], by: [scene.attacker])
        try await scene.expectLanded(signature)
        try await scene.refuses(signature, .internalSweep, .foreignSource)
        #expect(try await held(scene.account(of: vault.authority), scene) == 0)
        let answer = try await scene.chain.client.getTransaction(
            signature, commitment: .finalized)
        let meta = try #require(answer?.meta)
        #expect(treasurys(meta.postTokenBalances) == treasurys(meta.preTokenBalances) + 1_000)
    }

    @Test func `O02 a sweep beside a memo credits nobody`() async throws {
        let scene = try await Scene.onProgramChain()
        let vault = try await vault(scene)
        let signature = try await scene.land(
            [
                x.instruction(
                    .call(scene.memo("deposit:1122334455667788")),
                    .call(try scene.sweep(vault.code)))
            ], by: [scene.attacker])
        try await scene.expectLanded(signature)
        try await scene.refuses(signature, .internalSweep, .foreignSource)
    }

    @Test func `O03 the vault of a deposit account is swept without a credit`() async throws {
        let scene = try await Scene.onProgramChain()
        let owner = scene.payer.address
        let vault = try await vault(scene, owner: owner)
        let signature = try await scene.land(
            [try scene.sweep(vault.code, owner: owner), scene.memo()], by: [scene.attacker])
        try await scene.expectLanded(signature)
        try await scene.refuses(signature, .internalSweep, .foreignSource)
    }

    @Test func `a sweep and a direct deposit in one call: only the deposit counts`() async throws {
        let scene = try await Scene.onProgramChain()
        let vault = try await vault(scene)
        var call = scene.direct(Scene.c2, 1, from: scene.A, by: scene.attacker.address)
        call.accounts[3].role = .readonlySigner
        let signature = try await scene.land(
            [x.instruction(.call(call), .call(try scene.sweep(vault.code)))], by: [scene.attacker])
        try await scene.accepts(signature, [Credited("0.1", Scene.c2, 1)])
    }

    /// The payer's account under C1 opened, and a payment into its vault.
    private func opened(_ scene: Scene) -> (opening: Instruction, deposit: Instruction) {
        let (owner, program) = (scene.payer.address, OperatorProgram(PaperProgram.address))
        let opening = OperatorProgram.AccountOpening(
            of: owner, code: Scene.c1, asset: Scene.usdc, program: program)
        let deposit = OperatorProgram.VaultDeposit(
            Scene.fiveUSDC, by: owner, code: Scene.c1, asset: Scene.usdc, program: program)
        return (
            OperatorProgram.Call.initializeToken(opening).instruction(program: program.address),
            OperatorProgram.Call.depositToken(deposit).instruction(program: program.address)
        )
    }

    @Test func `O25 what a sweep takes in the same transaction was received all the same`()
        async throws
    {
        let scene = try await Scene.onProgramChain()
        let owner = scene.payer.address
        let authority = try scene.authority(Scene.c1, owner: owner).address
        let (opening, deposit) = opened(scene)
        let signature = try await scene.land([
            opening, deposit, try scene.sweep(Scene.c1, owner: owner),
        ])
        try await scene.expectLanded(signature)
        #expect(try await held(scene.account(of: authority), scene) == 0)
        try await scene.accepts(signature, [Credited("1.0")])
    }

    @Test(arguments: [true, false])
    func `a payment into a depositor's vault is credited`(opensAtOnce: Bool) async throws {
        let scene = try await Scene.onProgramChain("deposit token \(opensAtOnce)")
        let (opening, deposit) = opened(scene)
        if !opensAtOnce { try await scene.expectLanded(try await scene.land([opening])) }
        let signature = try await scene.land(opensAtOnce ? [opening, deposit] : [deposit])
        try await scene.expectLanded(signature)
        try await scene.accepts(signature, [Credited(opensAtOnce ? "1.0" : "0.0")])
    }

    @Test func `L18 a wallet's own payment into a depositor's vault waits`() async throws {
        let scene = try await Scene.onProgramChain()
        let vault = scene.account(
            of: try scene.authority(Scene.c1, owner: scene.payer.address).address)
        try await scene.expectLanded(try await scene.land([opened(scene).opening]))
        let signature = try await scene.land([scene.memo(), scene.pay(to: vault)])
        try await scene.expectLanded(signature)
        try await scene.refuses(
            signature, .vaultDirect, .programs,
            reviews: [Waiting("1", .vaultDirect, Scene.fiveUSDC)])
    }

    @Test func `A35 an exchange's withdrawal to a code's vault is credited by its address`()
        async throws
    {
        let scene = try await Scene.onProgramChain().knowingVaults()
        let vault = try scene.authority(Scene.c1).address
        let signature = try await scene.land(
            [
                scene.open(vault, by: scene.attacker),
                scene.pay(7, from: scene.A, to: scene.account(of: vault), by: scene.attacker),
            ], by: [scene.attacker])
        try await scene.expectLanded(signature)
        try await scene.accepts(signature, [Credited("1", Scene.c1, 7)])
    }

    /// A large deposit waits for the sweep, and is credited after it.
    @Test func `R23 a large deposit into a vault is credited when it has been swept`() async throws
    {
        var scene = try await Scene.onProgramChain()
        scene.policy.quorum = DepositPolicy.Quorum(above: 1, operators: 1)
        let owner = scene.payer.address
        let (opening, deposit) = opened(scene)
        let signature = try await scene.land([opening, deposit])
        try await scene.expectLanded(signature)
        try await scene.chain.advance(1)
        try await scene.refuses(signature, .awaitingFinality, .programs)
        let sweep = try await scene.land(
            [try scene.sweep(Scene.c1, owner: owner)], by: [scene.attacker])
        try await scene.expectLanded(sweep)
        try await scene.chain.advance(1)
        try await scene.accepts(signature, [Credited("1.0")])
    }

    @Test func `O24 tokens under a vault wait once, when they come`() async throws {
        var scene = try await Scene.onProgramChain()
        let held = try await vault(scene)
        scene.policy.depositAddresses = [held.authority: Scene.c1]
        let vault = scene.account(of: held.authority)
        let paid = try await scene.land([
            scene.open(vault), scene.pay(to: scene.account(of: vault)),
        ])
        try await scene.expectLanded(paid)
        try await scene.refuses(
            paid, .nestedAssociatedAccount, .destination,
            reviews: [Waiting("1", .nestedAssociatedAccount, Scene.fiveUSDC)])
        let recovery = OperatorProgram.NestedRecovery(
            of: .code(held.code), mint: World.usdc, nestedMint: World.usdc,
            tokenProgram: Programs.token, program: OperatorProgram(PaperProgram.address))
        let signature = try await scene.land([
            OperatorProgram.Call.recoverNested(recovery).instruction(
                program: PaperProgram.address)
        ])
        try await scene.expectLanded(signature)
        let decision = try await scene.verifier().verify(signature)
        #expect(decision.credits.isEmpty && decision.reviews.isEmpty)
        #expect(decision.finding == Finding(.internalSweep, .foreignSource))
        #expect(try await scene.ledger.openReviews(limit: 9).count == 1)
    }

    @Test func `O25 a deposit address that is swept at once is credited once`() async throws {
        var scene = try await Scene.onProgramChain()
        let vault = try await vault(scene)
        scene.policy.depositAddresses = [vault.authority: vault.code]
        try await scene.ledger.add(vault.code, agent: "agt_9", references: [])
        let signature = try await scene.land([
            scene.pay(to: scene.account(of: vault.authority)), try scene.sweep(vault.code),
        ])
        try await scene.expectLanded(signature)
        try await scene.accepts(
            signature, [Credited("0", vault.code)], balances: ["agt_9": Scene.fiveUSDC])
    }
}

extension Scene {
    /// Fails unless the transaction's log holds a line that begins like this.
    func expectLogged(_ signature: Signature, _ beginning: String) async throws {
        let answer = try await chain.client.getTransaction(signature, commitment: .finalized)
        let logs = try #require(answer?.meta?.logMessages)
        #expect(logs.contains { $0.hasPrefix(beginning) })
    }
}
