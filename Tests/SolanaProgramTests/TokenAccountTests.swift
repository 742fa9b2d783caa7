import SolanaCodec
import SolanaProgram
import TestSupport
import Testing

@Suite struct TokenAccountTests {
    struct Shape: CustomTestStringConvertible {
        var testDescription: String
        var program = SolanaProgram.Programs.token
        var length: Int
        var state: UInt8 = 1
        var kind: UInt8?
        var isAccount: Bool
        var isMint = false
    }

    @Test(arguments: [
        Shape(testDescription: "account", length: 165, isAccount: true),
        Shape(testDescription: "frozen account", length: 165, state: 2, isAccount: true),
        Shape(testDescription: "uninitialised", length: 165, state: 0, isAccount: false),
        Shape(testDescription: "mint", length: 82, isAccount: false, isMint: true),
        Shape(testDescription: "uninitialised mint", length: 82, state: 0, isAccount: false),
        Shape(testDescription: "multisig", length: 355, kind: 2, isAccount: false),
        Shape(testDescription: "empty", length: 0, isAccount: false),
        Shape(testDescription: "too long for Token", length: 170, kind: 2, isAccount: false),
        Shape(
            testDescription: "of Token-2022", program: SolanaProgram.Programs.token2022,
            length: 165, isAccount: true),
        Shape(
            testDescription: "extended", program: SolanaProgram.Programs.token2022, length: 170,
            kind: 2, isAccount: true),
        Shape(
            testDescription: "extended mint", program: SolanaProgram.Programs.token2022,
            length: 170, kind: 1, isAccount: false, isMint: true),
        Shape(
            testDescription: "multisig of Token-2022",
            program: SolanaProgram.Programs.token2022, length: 355, kind: 2, isAccount: false),
        Shape(
            testDescription: "of another program", program: SolanaProgram.Programs.system,
            length: 165, isAccount: false),
    ])
    func `tells token accounts and mints from everything else`(shape: Shape) {
        var data = [UInt8](repeating: 0, count: shape.length)
        if shape.length > 45 { data[45] = shape.state }
        if shape.length > 108 { data[108] = shape.state }
        if let kind = shape.kind, shape.length > 165 { data[165] = kind }
        let input = HostInput(
            program: SolanaProgram.Programs.system,
            accounts: [
                HostInput.AccountState(
                    SolanaProgram.Address(World.payerUSDC), owner: shape.program, data: data),
                HostInput.AccountState(SolanaProgram.Programs.token),
                HostInput.AccountState(SolanaProgram.Programs.token2022),
            ], data: [])
        let account = input.account(at: 0)
        for (index, program) in [
            (1, SolanaProgram.Programs.token), (2, SolanaProgram.Programs.token2022),
        ] {
            let expected = shape.isAccount && shape.program == program
            let constant = TokenAccount(account, of: program)
            let variable = TokenAccount(account, of: input.account(at: index))
            let isMint = shape.isMint && shape.program == program
            #expect((Mint(account, of: input.account(at: index)) != nil) == isMint)
            #expect((constant != nil) == expected)
            #expect((variable != nil) == expected)
            #expect(constant.map(\.isFrozen) ?? false == (expected && shape.state == 2))
        }
    }
}
