import SolanaCodec
import SolanaProgram
import TestSupport
import Testing

/// What programs call, compared with what the client's libraries write for the same.
@Suite struct CallTests {
    static let names = [
        World.payer.address, World.attackerUSDC, World.usdc, World.victim.address,
        SolanaCodec.Programs.system, SolanaCodec.Programs.token,
        SolanaCodec.Programs.associatedToken,
    ]
    let input = HostInput(
        program: SolanaProgram.Address(World.relayer.address),
        accounts: names.map { HostInput.AccountState(SolanaProgram.Address($0), lamports: 100) },
        data: [])
    let seeds = Seeds([Seed("jar")])

    func call(
        failure: UInt64 = 0, _ body: ([Account]) throws(ProgramError) -> Void
    ) throws(ProgramError) -> MockRuntime.Record {
        let runtime = MockRuntime(failure: failure)
        let accounts = Self.names.indices.map { input.account(at: $0) }
        var thrown: ProgramError?
        Host.$runtime.withValue(runtime) {
            do throws(ProgramError) { try body(accounts) } catch { thrown = error }
        }
        if let thrown { throw thrown }
        return runtime.record
    }

    @Test func `transfers lamports`() throws {
        let record = try call { accounts throws(ProgramError) in
            try SystemProgram.transfer(77, from: accounts[0], to: accounts[3], program: accounts[4])
            try SystemProgram.transfer(
                1, from: accounts[3], to: accounts[0], program: accounts[4], signedBy: seeds, 200)
        }
        let expected = [(0, 3, 77), (3, 0, 1)].map { from, to, lamports in
            SystemInstruction.transfer(
                source: Self.names[from], destination: Self.names[to],
                lamports: Lamports(UInt64(lamports))
            ).instruction
        }
        #expect(record.calls == expected)
        #expect(record.signers == [[Array("jar".utf8), [200]]])
    }

    @Test func `opens an address that holds lamports already`() throws {
        let record = try call { accounts throws(ProgramError) in
            try seeds.sign(bump: 9) { signer throws(ProgramError) in
                try SystemProgram.open(
                    accounts[3], payer: accounts[0], lamports: 150, length: 88,
                    owner: accounts[2].key, program: accounts[4], signedBy: signer)
            }
        }
        let account = Self.names[3]
        #expect(
            record.calls
                == [
                    SystemInstruction.transfer(
                        source: Self.names[0], destination: account, lamports: Lamports(50)),
                    .allocate(account: account, space: 88),
                    .assign(account: account, owner: Self.names[2]),
                ].map(\.instruction))
        #expect(record.signers == [[Array("jar".utf8), [9]], [Array("jar".utf8), [9]]])
    }

    @Test func `closes token accounts and creates associated ones`() throws {
        let record = try call { accounts throws(ProgramError) in
            try seeds.sign(bump: 9) { signer throws(ProgramError) in
                try TokenProgram.closeAccount(
                    accounts[1], receiver: accounts[0], authority: accounts[3],
                    program: accounts[5], signedBy: signer)
            }
            try AssociatedTokenProgram.createIdempotent(
                accounts[1], payer: accounts[0], wallet: accounts[3], mint: accounts[2],
                systemProgram: accounts[4], tokenProgram: accounts[5], program: accounts[6])
        }
        #expect(record.calls[0].data == [9])
        #expect(
            record.calls[0].accounts == [
                AccountMeta(Self.names[1], .writable), AccountMeta(Self.names[0], .writable),
                AccountMeta(Self.names[3], .readonlySigner),
            ])
        let creation = AssociatedTokenCreation(
            payer: Self.names[0], account: Self.names[1], wallet: Self.names[3],
            mint: Self.names[2], tokenProgram: Self.names[5])
        #expect(
            record.calls[1] == AssociatedTokenInstruction.createIdempotent(creation).instruction)
    }

    @Test func `throws what the called program returned`() {
        #expect(throws: ProgramError(custom: 17)) {
            _ = try call(failure: 17) { accounts throws(ProgramError) in
                try SystemProgram.transfer(
                    1, from: accounts[0], to: accounts[3], program: accounts[4])
            }
        }
    }

    @Test(arguments: [(UInt64(3480), UInt32(88), UInt64(1_503_360)), (2540, 165, 1_488_440)])
    func `asks the rent of the cluster`(price: UInt64, length: UInt32, rent: UInt64) throws {
        let found = try Host.$runtime.withValue(MockRuntime(rentPrice: price)) {
            try Rent.minimum(length: length)
        }
        #expect(found == rent)
        Host.$runtime.withValue(MockRuntime(rentPrice: 1 << 32)) {
            #expect(throws: ProgramError.unsupportedSysvar) { try Rent.minimum(length: 0) }
        }
    }

    @Test func `logs text and events`() throws {
        let record = try call { _ throws(ProgramError) in
            Log.text("hello")
            Log.data(CallData([0x0807_0605_0403_0201, 0x0A09], skipping: 3, count: 6))
        }
        #expect(record.lines == [Array("hello".utf8)])
        #expect(record.events == [[4, 5, 6, 7, 8, 9]])
    }
}
