import SolanaCodec
import SolanaProgram
import TestSupport
import Testing

@Suite struct SeedsTests {
    let input = HostInput(
        program: SolanaProgram.Address(World.relayer.address),
        accounts: (1...60).map {
            HostInput.AccountState(
                SolanaProgram.Address([UInt8](repeating: $0, count: 31) + [7]))
        }, data: [])

    @Test func `finds the addresses that clients find`() throws {
        try Host.$runtime.withValue(MockRuntime()) {
            var bumps: Set<UInt8> = []
            for index in 0..<60 {
                let account = input.account(at: index)
                let program = input.account(at: 59 - index)
                let found = Seeds([Seed("jar"), Seed(account.key)]).find(for: program.key)
                let expected = try SolanaCodec.ProgramDerivedAddress.find(
                    seeds: [Array("jar".utf8), account.address.bytes],
                    program: program.address.codec)
                #expect(found?.address.codec == expected.address)
                #expect(found?.bump == expected.bump)
                bumps.insert(expected.bump)
            }
            #expect(bumps.count > 2)
        }
    }

    @Test func `creates an address for a bump, or none where clients find none`() throws {
        try Host.$runtime.withValue(MockRuntime()) {
            let program = input.account(at: 0)
            var missing = 0
            for bump in UInt8.min ... .max {
                let expected = try SolanaCodec.ProgramDerivedAddress.create(
                    seeds: [Array("jar".utf8), [bump]], program: program.address.codec)
                let found = Seeds([Seed("jar")]).create(bump: bump, for: program.key)
                #expect(found?.codec == expected)
                missing += expected == nil ? 1 : 0
            }
            #expect(missing > 50)
        }
    }

    @Test func `knows a wallet's token account by the golden vectors`() {
        let addresses = [
            World.payer.address, World.usdc, World.payerUSDC, World.attackerUSDC,
            SolanaCodec.Programs.token,
        ]
        let input = HostInput(
            program: SolanaProgram.Programs.system,
            accounts: addresses.map { HostInput.AccountState(SolanaProgram.Address($0)) }, data: [])
        let keys = (0..<5).map { input.account(at: $0).key }
        Host.$runtime.withValue(MockRuntime()) {
            for (candidate, isRight) in [(2, true), (3, false)] {
                #expect(
                    AssociatedTokenProgram.isAccount(
                        keys[candidate], of: keys[0], mint: keys[1], tokenProgram: keys[4])
                        == isRight)
            }
        }
    }

    @Test func `signs only for the address of the seeds`() throws {
        let runtime = MockRuntime()
        let program = input.account(at: 0)
        let stranger = input.account(at: 1)
        Host.$runtime.withValue(runtime) {
            #expect(throws: ProgramError.invalidSeeds) {
                try Seeds([Seed("jar")]).sign(
                    for: stranger.key, of: program.key, orThrow: .invalidSeeds
                ) { _ in Issue.record("signed for a stranger") }
            }
        }
        #expect(runtime.record.calls.isEmpty)
    }
}
