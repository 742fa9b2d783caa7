import SolanaCodec
import Testing

@Suite struct SystemInstructionTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var instruction: SystemInstruction
        var data: String
        var accounts: [AccountMeta]
        var testDescription: String { instruction.name }
    }

    private static let w = AccountRole.writable
    private static let s = AccountRole.readonlySigner
    private static let ws = AccountRole.writableSigner
    private static let blockhashes = AccountMeta("SysvarRecentB1ockHashes11111111111111111111")
    private static let rent = AccountMeta("SysvarRent111111111111111111111111111111111")
    private static let three = String(repeating: "03", count: 32)

    /// Computed with solders 0.29, `solders.system_program`.
    static let rows: [Row] = [
        Row(
            instruction: .createAccount(
                source: key(1), newAccount: key(2), lamports: Lamports(1000), space: 165,
                owner: key(3)),
            data: "00000000e803000000000000a500000000000000" + three,
            accounts: [AccountMeta(key(1), ws), AccountMeta(key(2), ws)]),
        Row(
            instruction: .assign(account: key(1), owner: key(3)), data: "01000000" + three,
            accounts: [AccountMeta(key(1), ws)]),
        Row(
            instruction: .transfer(
                source: key(1), destination: key(2), lamports: Lamports(123_456_789)),
            data: "0200000015cd5b0700000000",
            accounts: [AccountMeta(key(1), ws), AccountMeta(key(2), w)]),
        Row(
            instruction: .createAccountWithSeed(
                source: key(1), newAccount: key(2), base: key(4), seed: "seed☀",
                lamports: Lamports(7), space: 9, owner: key(3)),
            data: "03000000" + String(repeating: "04", count: 32)
                + "070000000000000073656564e29880" + "07000000000000000900000000000000" + three,
            accounts: [
                AccountMeta(key(1), ws), AccountMeta(key(2), w), AccountMeta(key(4), s),
            ]),
        Row(
            instruction: .createAccountWithSeed(
                source: key(1), newAccount: key(2), base: key(1), seed: "x",
                lamports: Lamports(7), space: 9, owner: key(3)),
            data: "03000000" + String(repeating: "01", count: 32) + "010000000000000078"
                + "07000000000000000900000000000000" + three,
            accounts: [AccountMeta(key(1), ws), AccountMeta(key(2), w)]),
        Row(
            instruction: .advanceNonce(nonceAccount: key(1), nonceAuthority: key(2)),
            data: "04000000",
            accounts: [AccountMeta(key(1), w), blockhashes, AccountMeta(key(2), s)]),
        Row(
            instruction: .withdrawFromNonce(
                nonceAccount: key(1), destination: key(3), nonceAuthority: key(2),
                lamports: Lamports(5)),
            data: "050000000500000000000000",
            accounts: [
                AccountMeta(key(1), w), AccountMeta(key(3), w), blockhashes, rent,
                AccountMeta(key(2), s),
            ]),
        Row(
            instruction: .initializeNonce(nonceAccount: key(1), nonceAuthority: key(2)),
            data: "06000000" + String(repeating: "02", count: 32),
            accounts: [AccountMeta(key(1), w), blockhashes, rent]),
        Row(
            instruction: .authorizeNonce(
                nonceAccount: key(1), nonceAuthority: key(2), newAuthorized: key(3)),
            data: "07000000" + three,
            accounts: [AccountMeta(key(1), w), AccountMeta(key(2), s)]),
        Row(
            instruction: .allocate(account: key(1), space: 165), data: "08000000a500000000000000",
            accounts: [AccountMeta(key(1), ws)]),
        Row(
            instruction: .allocateWithSeed(
                account: key(1), base: key(2), seed: "ab", space: 8, owner: key(3)),
            data: "09000000" + String(repeating: "02", count: 32)
                + "020000000000000061620800000000000000" + three,
            accounts: [AccountMeta(key(1), w), AccountMeta(key(2), s)]),
        Row(
            instruction: .assignWithSeed(account: key(1), base: key(2), seed: "ab", owner: key(3)),
            data: "0a000000" + String(repeating: "02", count: 32) + "02000000000000006162" + three,
            accounts: [AccountMeta(key(1), w), AccountMeta(key(2), s)]),
        Row(
            instruction: .transferWithSeed(
                source: key(1), sourceBase: key(2), destination: key(4),
                lamports: Lamports(50_000_000), sourceSeed: "tws-fixture", sourceOwner: key(3)),
            data: "0b00000080f0fa02000000000b000000000000007477732d66697874757265" + three,
            accounts: [
                AccountMeta(key(1), w), AccountMeta(key(2), s), AccountMeta(key(4), w),
            ]),
        Row(
            instruction: .upgradeNonce(nonceAccount: key(1)), data: "0c000000",
            accounts: [AccountMeta(key(1), w)]),
        Row(
            instruction: .createAccountAllowPrefund(
                newAccount: key(2), source: key(1), lamports: Lamports(1000), space: 165,
                owner: key(3)),
            data: "0d000000e803000000000000a500000000000000" + three,
            accounts: [AccountMeta(key(2), ws), AccountMeta(key(1), ws)]),
        Row(
            instruction: .createAccountAllowPrefund(
                newAccount: key(2), source: nil, lamports: Lamports(0), space: 165, owner: key(3)),
            data: "0d0000000000000000000000a500000000000000" + three,
            accounts: [AccountMeta(key(2), ws)]),
    ]

    @Test(arguments: rows) func `writes the bytes and accounts that solders writes`(row: Row) throws
    {
        let wire = Instruction(
            program: Programs.system, accounts: row.accounts, data: try hex(row.data))
        #expect(row.instruction.instruction == wire)
    }

    @Test(arguments: rows) func `reads what solders writes`(row: Row) throws {
        let wire = Instruction(
            program: Programs.system, accounts: row.accounts, data: try hex(row.data))
        #expect(try SystemInstruction(decoding: wire) == row.instruction)
    }

    @Test(arguments: rows) func `reads a prefix of the data, as the program does`(
        row: Row
    ) throws {
        let wire = Instruction(
            program: Programs.system, accounts: row.accounts, data: try hex(row.data) + [0xFF])
        #expect(try SystemInstruction(decoding: wire) == row.instruction)
    }

    @Test(arguments: rows) func `refuses every truncation of the data`(row: Row) throws {
        let data = try hex(row.data)
        for length in 0..<data.count {
            let wire = Instruction(
                program: Programs.system, accounts: row.accounts, data: Array(data.prefix(length)))
            let error = #expect(throws: InstructionError.self) {
                try SystemInstruction(decoding: wire)
            }
            guard case .data(.truncated) = error else {
                Issue.record("\(length) bytes: \(String(describing: error))")
                return
            }
        }
    }

    @Test(arguments: rows) func `refuses a missing account`(row: Row) throws {
        var accounts = row.accounts
        // The base of a seed is read from the data; its account only has to sign.
        if case .createAccountWithSeed(let source, _, let base, _, _, _, _) = row.instruction,
            source != base
        {
            accounts.removeLast()
        }
        accounts.removeLast()
        let wire = Instruction(
            program: Programs.system, accounts: accounts, data: try hex(row.data))
        #expect(throws: InstructionError.self) { try SystemInstruction(decoding: wire) }
    }

    @Test func `refuses another program, an unknown tag, and a seed that is no text`() throws {
        let foreign = Instruction(program: key(9), accounts: [], data: [2, 0, 0, 0])
        #expect(throws: InstructionError.wrongProgram(key(9))) {
            try SystemInstruction(decoding: foreign)
        }
        let unknown = Instruction(
            program: Programs.system, accounts: accounts(count: 5), data: [14, 0, 0, 0])
        #expect(throws: InstructionError.unknownTag(14)) {
            try SystemInstruction(decoding: unknown)
        }
        let seed = Instruction(
            program: Programs.system, accounts: accounts(count: 2),
            data: try hex(
                "0a000000" + String(repeating: "02", count: 32) + "0100000000000000ff"
                    + String(repeating: "03", count: 32)))
        #expect(throws: InstructionError.invalidText) { try SystemInstruction(decoding: seed) }
    }

    @Test func `a seed length beyond memory is a truncation, not a crash`() throws {
        let data = try hex("0a000000" + String(repeating: "02", count: 32) + "ffffffffffffffff41")
        let wire = Instruction(program: Programs.system, accounts: accounts(count: 2), data: data)
        #expect(throws: InstructionError.data(.truncated(missing: Int.max - 1))) {
            try SystemInstruction(decoding: wire)
        }
    }

    @Test func `refuses another account in the place of the blockhashes sysvar`() throws {
        let wire = Instruction(
            program: Programs.system, accounts: accounts(1, 2, 3), data: [4, 0, 0, 0])
        #expect(throws: InstructionError.unexpectedAccount(index: 1)) {
            try SystemInstruction(decoding: wire)
        }
    }

    @Test func `names its fields as jsonParsed does`() {
        let instruction = SystemInstruction.transferWithSeed(
            source: key(1), sourceBase: key(2), destination: key(4), lamports: Lamports(5),
            sourceSeed: "s", sourceOwner: key(3))
        #expect(
            instruction.fields == [
                InstructionField("source", .address(key(1))),
                InstructionField("sourceBase", .address(key(2))),
                InstructionField("destination", .address(key(4))),
                InstructionField("lamports", .number(5)),
                InstructionField("sourceSeed", .text("s")),
                InstructionField("sourceOwner", .address(key(3))),
            ])
    }
}
