import SolanaCodec
import SolanaProgram
import TestSupport
import Testing

@Suite struct InvocationTests {
    static let program = SolanaProgram.Address(World.relayer.address)

    static func state(_ byte: UInt8, length: Int) -> HostInput.AccountState {
        HostInput.AccountState(
            SolanaProgram.Address([UInt8](repeating: byte, count: 32)),
            owner: SolanaProgram.Address([UInt8](repeating: byte ^ 0xFF, count: 32)),
            lamports: UInt64(byte), data: (0..<length).map { UInt8(truncatingIfNeeded: $0) },
            isSigner: byte.isMultiple(of: 2), isWritable: byte.isMultiple(of: 3))
    }

    @Test(arguments: 0...17)
    func `reads accounts of every length, and duplicates as one account`(length: Int) {
        let states = [
            Self.state(2, length: length), Self.state(3, length: 0), Self.state(2, length: length),
            Self.state(4, length: 2 * length), Self.state(3, length: 0), Self.state(5, length: 1),
        ]
        let input = HostInput(program: Self.program, accounts: states, data: [1, 2, 3])
        let code = run(input.pointer) { (call: Invocation<5>) throws(ProgramError) in
            #expect(call.accounts.count == 6)
            #expect(call.data.count == 3)
            #expect(call.program.pointee == Self.program)
            for index in 0..<5 {
                let account = call.accounts[index]
                #expect(account.address == states[index].address)
                #expect(account.owner == states[index].owner)
                #expect(account.lamports == states[index].lamports)
                #expect(account.bytes == states[index].data)
                #expect(account.isSigner == states[index].isSigner)
                #expect(account.isWritable == states[index].isWritable)
            }
            #expect(call.accounts[0] == call.accounts[2] && call.accounts[1] == call.accounts[4])
            #expect(call.accounts[0] != call.accounts[1])
        }
        #expect(code == 0)
    }

    @Test func `reads words at every place of the data`() {
        let data = (1...32).map { UInt8($0) }
        let input = HostInput(program: Self.program, accounts: [], data: data)
        _ = run(input.pointer) { (call: Invocation<1>) throws(ProgramError) in
            for place in 0...24 {
                let expected = data[place..<place + 8].reversed().reduce(UInt64(0)) {
                    $0 << 8 | UInt64($1)
                }
                #expect(call.data[word: place] == expected)
                #expect(call.data[byte: place] == data[place])
            }
        }
    }

    @Test func `returns a program's error as the runtime reads it`() {
        let input = HostInput(program: Self.program, accounts: [], data: [])
        let errors: [(ProgramError, UInt64)] = [
            (ProgramError(custom: 6001), 6001), (ProgramError(custom: 0), 1 << 32),
            (.invalidArgument, 2 << 32), (.missingRequiredSignature, 8 << 32),
            (.notEnoughAccountKeys, 11 << 32), (.arithmeticOverflow, 24 << 32),
        ]
        for (error, code) in errors {
            let found = run(input.pointer) { (_: Invocation<1>) throws(ProgramError) in throw error
            }
            #expect(found == code)
        }
    }

    @Test func `moves lamports, and loses none where both accounts are one`() {
        let input = HostInput(
            program: Self.program, accounts: [Self.state(9, length: 0), Self.state(7, length: 0)],
            data: [])
        let (giver, taker) = (input.account(at: 0), input.account(at: 1))
        #expect(throws: ProgramError.insufficientFunds) { try giver.moveLamports(10, to: taker) }
        #expect(giver.lamports == 9 && taker.lamports == 7)
        #expect(throws: Never.self) { try giver.moveLamports(4, to: taker) }
        #expect(giver.lamports == 5 && taker.lamports == 11)
        #expect(throws: Never.self) { try giver.moveLamports(5, to: giver) }
        #expect(giver.lamports == 5)
    }
}
