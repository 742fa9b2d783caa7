import SolanaCodec
import Testing

@Suite struct TokenInstructionTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var name: String
        var data: String
        var instruction: TokenInstruction
        /// How many accounts the program names.
        var accounts: Int
        /// The shortest data that the program reads; all of it if `nil`.
        var minimum: Int?
        var testDescription: String { name }
    }

    private static let five = "404b4c0000000000"
    private static let two = String(repeating: "02", count: 32)
    private static let nine = String(repeating: "09", count: 32)
    private static let amount = TokenAmount(5_000_000)

    /// Layouts of solana-program/token and token-2022, interface/src/instruction.rs, with the
    /// accounts 1, 2, 3, … in the order of their documentation.
    static let transfers: [Row] = [
        Row(
            name: "transfer", data: "03" + five,
            instruction: .transfer(
                TokenTransfer(
                    .plain, source: key(1), destination: key(2), authority: key(3), amount: amount)),
            accounts: 3),
        Row(
            name: "transferChecked", data: "0c" + five + "06",
            instruction: .transfer(
                TokenTransfer(
                    .checked(mint: key(2), decimals: 6), source: key(1), destination: key(3),
                    authority: key(4), amount: amount)),
            accounts: 4),
        Row(
            name: "transferCheckedWithFee", data: "1a01" + five + "06" + "50c3000000000000",
            instruction: .transfer(
                TokenTransfer(
                    .checkedWithFee(mint: key(2), decimals: 6, fee: TokenAmount(50_000)),
                    source: key(1), destination: key(3), authority: key(4), amount: amount)),
            accounts: 4),
    ]

    static let changes: [Row] = [
        Row(
            name: "approve", data: "04" + five,
            instruction: .approve(
                TokenApproval(source: key(1), delegate: key(2), owner: key(3), amount: amount)),
            accounts: 3),
        Row(
            name: "approveChecked", data: "0d" + five + "06",
            instruction: .approve(
                TokenApproval(
                    source: key(1), delegate: key(3), owner: key(4), amount: amount,
                    checked: TokenApproval.Checked(mint: key(2), decimals: 6))),
            accounts: 4),
        Row(
            name: "revoke", data: "05",
            instruction: .revoke(TokenRevocation(source: key(1), owner: key(2))), accounts: 2),
        Row(
            name: "setAuthority", data: "060201" + nine,
            instruction: .setAuthority(
                TokenAuthorityChange(
                    account: key(1), authority: key(2), authorityType: .accountOwner,
                    newAuthority: key(9))),
            accounts: 2),
        Row(
            name: "setAuthority", data: "060000",
            instruction: .setAuthority(
                TokenAuthorityChange(
                    account: key(1), authority: key(2), authorityType: .mintTokens,
                    newAuthority: nil)),
            accounts: 2),
        Row(
            name: "mintTo", data: "07" + five,
            instruction: .mintTo(
                TokenMinting(mint: key(1), account: key(2), mintAuthority: key(3), amount: amount)),
            accounts: 3),
        Row(
            name: "mintToChecked", data: "0e" + five + "06",
            instruction: .mintTo(
                TokenMinting(
                    mint: key(1), account: key(2), mintAuthority: key(3), amount: amount,
                    decimals: 6)),
            accounts: 3),
        Row(
            name: "burn", data: "08" + five,
            instruction: .burn(
                TokenBurning(account: key(1), mint: key(2), authority: key(3), amount: amount)),
            accounts: 3),
        Row(
            name: "burnChecked", data: "0f" + five + "06",
            instruction: .burn(
                TokenBurning(
                    account: key(1), mint: key(2), authority: key(3), amount: amount, decimals: 6)),
            accounts: 3),
        Row(
            name: "closeAccount", data: "09",
            instruction: .closeAccount(
                TokenClosing(account: key(1), destination: key(2), owner: key(3))),
            accounts: 3),
        Row(
            name: "freezeAccount", data: "0a",
            instruction: .freeze(
                TokenFreezing(
                    freezes: true, account: key(1), mint: key(2), freezeAuthority: key(3))),
            accounts: 3),
        Row(
            name: "thawAccount", data: "0b",
            instruction: .freeze(
                TokenFreezing(
                    freezes: false, account: key(1), mint: key(2), freezeAuthority: key(3))),
            accounts: 3),
        Row(
            name: "withdrawExcessLamports", data: "26",
            instruction: .withdrawLamports(
                TokenLamportsWithdrawal(
                    .excess, source: key(1), destination: key(2), authority: key(3))),
            accounts: 3),
        Row(
            name: "unwrapLamports", data: "2d00",
            instruction: .withdrawLamports(
                TokenLamportsWithdrawal(
                    .unwrap(nil), source: key(1), destination: key(2), authority: key(3))),
            accounts: 3),
        Row(
            name: "unwrapLamports", data: "2d01" + five,
            instruction: .withdrawLamports(
                TokenLamportsWithdrawal(
                    .unwrap(Lamports(5_000_000)), source: key(1), destination: key(2),
                    authority: key(3))),
            accounts: 3),
    ]

    static let preparations: [Row] = [
        Row(
            name: "initializeMint", data: "0006" + two + "01" + nine,
            instruction: .initializeMint(
                TokenMintInitialization(
                    mint: key(1), decimals: 6, mintAuthority: key(2), freezeAuthority: key(9),
                    rentSysvar: key(2))),
            accounts: 2),
        Row(
            name: "initializeMint2", data: "1406" + two + "00",
            instruction: .initializeMint(
                TokenMintInitialization(mint: key(1), decimals: 6, mintAuthority: key(2))),
            accounts: 1),
        Row(
            name: "initializeAccount", data: "01",
            instruction: .initializeAccount(
                TokenAccountInitialization(
                    .initializeAccount(rentSysvar: key(4)), account: key(1), mint: key(2),
                    owner: key(3))),
            accounts: 4),
        Row(
            name: "initializeAccount2", data: "10" + nine,
            instruction: .initializeAccount(
                TokenAccountInitialization(
                    .initializeAccount2(rentSysvar: key(3)), account: key(1), mint: key(2),
                    owner: key(9))),
            accounts: 3),
        Row(
            name: "initializeAccount3", data: "12" + nine,
            instruction: .initializeAccount(
                TokenAccountInitialization(account: key(1), mint: key(2), owner: key(9))),
            accounts: 2),
        Row(
            name: "initializeMultisig", data: "0202",
            instruction: .initializeMultisig(
                TokenMultisigInitialization(
                    multisig: key(1), requiredSigners: 2, members: [], rentSysvar: key(2))),
            accounts: 2),
        Row(
            name: "initializeMultisig2", data: "1302",
            instruction: .initializeMultisig(
                TokenMultisigInitialization(multisig: key(1), requiredSigners: 2, members: [])),
            accounts: 1),
        Row(
            name: "syncNative", data: "11",
            instruction: .prepare(TokenAccountPreparation(.syncNative, account: key(1))),
            accounts: 1),
        Row(
            name: "initializeImmutableOwner", data: "16",
            instruction: .prepare(
                TokenAccountPreparation(.initializeImmutableOwner, account: key(1))),
            accounts: 1),
        Row(
            name: "getAccountDataSize", data: "150700",
            instruction: .query(
                TokenMintQuery(.getAccountDataSize(extensions: [.immutableOwner]), mint: key(1))),
            accounts: 1, minimum: 1),
        Row(
            name: "amountToUiAmount", data: "17" + five,
            instruction: .query(TokenMintQuery(.amountToUiAmount(amount), mint: key(1))),
            accounts: 1),
        Row(
            name: "uiAmountToAmount", data: "18352e30",
            instruction: .query(TokenMintQuery(.uiAmountToAmount("5.0"), mint: key(1))),
            accounts: 1, minimum: 1),
    ]

    static let rows = transfers + changes + preparations
    static let programs = [Programs.token, Programs.token2022]

    private func wire(
        _ data: [UInt8], _ accounts: [AccountMeta], _ program: Address = Programs.token
    ) -> Instruction {
        Instruction(program: program, accounts: accounts, data: data)
    }

    @Test(arguments: rows, programs) func `reads each instruction alike for both programs`(
        row: Row, program: Address
    ) throws {
        let decoded = try TokenInstruction(
            decoding: wire(try hex(row.data), accounts(count: row.accounts), program))
        #expect(decoded == row.instruction)
        #expect(decoded.name == row.name)
    }

    @Test(arguments: rows, programs) func `writes each instruction`(
        row: Row, program: Address
    ) throws {
        let written = row.instruction.instruction(program: program)
        #expect(written.program == program)
        #expect(written.data == (try hex(row.data)))
        #expect(written.accounts.addresses == accounts(count: row.accounts).addresses)
    }

    @Test(arguments: rows) func `refuses every truncation of the data`(row: Row) throws {
        let data = try hex(row.data)
        for length in 0..<(row.minimum ?? data.count) {
            let wire = wire(Array(data.prefix(length)), accounts(count: row.accounts))
            #expect(throws: InstructionError.data(.truncated(missing: 1)).kind) {
                try Self.kind { try TokenInstruction(decoding: wire) }
            }
        }
    }

    @Test(arguments: rows) func `refuses every missing account`(row: Row) throws {
        for count in 0..<row.accounts {
            #expect(
                throws: InstructionError.tooFewAccounts(found: count, required: row.accounts)
            ) {
                try TokenInstruction(
                    decoding: wire(try hex(row.data), accounts(count: count)))
            }
        }
    }

    @Test(arguments: transfers + changes) func `ignores bytes after the values`(row: Row) throws {
        let wire = wire(try hex(row.data) + [0xFF, 0x00], accounts(count: row.accounts))
        #expect(try TokenInstruction(decoding: wire) == row.instruction)
    }

    @Test(arguments: rows) func `keeps further accounts in order, with their roles`(
        row: Row
    ) throws {
        let further = [
            AccountMeta(key(0x51)), AccountMeta(key(0x52), .readonlySigner), AccountMeta(key(0x53)),
        ]
        let decoded = try TokenInstruction(
            decoding: wire(try hex(row.data), accounts(count: row.accounts) + further))
        #expect(decoded.additionalAccounts == further)
        #expect(decoded.names(key(0x53)))
        #expect(!decoded.names(key(0x54)))
        #expect(Array(decoded.accounts.suffix(3)) == further)
    }

    @Test func `a transfer answers for all three forms`() throws {
        let transfers = Self.transfers.compactMap(\.instruction.transfer)
        #expect(transfers.map(\.mint) == [nil, key(2), key(2)])
        #expect(transfers.map(\.decimals) == [nil, 6, 6])
        #expect(transfers.map(\.fee) == [nil, nil, TokenAmount(50_000)])
        #expect(transfers.map(\.destination) == [key(2), key(3), key(3)])
        #expect(Self.changes.allSatisfy { $0.instruction.transfer == nil })
    }

    @Test func `the authority signs unless members do`() throws {
        var transfer = TokenTransfer(
            .checked(mint: key(2), decimals: 6), source: key(1), destination: key(3),
            authority: key(4), amount: Self.amount, additionalAccounts: accounts(0x51))
        #expect(
            transfer.accounts == [
                AccountMeta(key(1), .writable), AccountMeta(key(2)), AccountMeta(key(3), .writable),
                AccountMeta(key(4), .readonlySigner), AccountMeta(key(0x51)),
            ])
        transfer.additionalAccounts.append(AccountMeta(key(0x52), .readonlySigner))
        #expect(transfer.accounts[3] == AccountMeta(key(4)))
    }

    @Test func `names a checked transfer's fields as jsonParsed does`() {
        let transfer = TokenTransfer(
            .checkedWithFee(mint: key(2), decimals: 6, fee: TokenAmount(1)), source: key(1),
            destination: key(3), authority: key(4), amount: TokenAmount(.max),
            additionalAccounts: accounts(5))
        #expect(
            transfer.fields == [
                InstructionField("source", .address(key(1))),
                InstructionField("mint", .address(key(2))),
                InstructionField("destination", .address(key(3))),
                InstructionField("authority", .address(key(4))),
                InstructionField("amount", .amount(.max)),
                InstructionField("decimals", .number(6)),
                InstructionField("feeAmount", .amount(1)),
                InstructionField("additionalAccounts", .accounts(accounts(5))),
            ])
    }

    @Test func `refuses optional values with another flag`() throws {
        #expect(throws: InstructionError.invalidOptionFlag(2)) {
            try TokenInstruction(
                decoding: wire(try hex("060202" + Self.nine), accounts(count: 2)))
        }
        #expect(throws: InstructionError.invalidOptionFlag(255)) {
            try TokenInstruction(decoding: wire([45, 255], accounts(count: 3)))
        }
    }

    @Test func `refuses a text that is none`() {
        #expect(throws: InstructionError.invalidText) {
            try TokenInstruction(decoding: wire([24, 0xC0], accounts(count: 1)))
        }
    }

    @Test func `keeps an authority type without a name`() throws {
        let decoded = try TokenInstruction(decoding: wire([6, 200, 0], accounts(count: 2)))
        guard case .setAuthority(let change) = decoded else {
            Issue.record("not setAuthority: \(decoded)")
            return
        }
        #expect(change.authorityType.rawValue == 200)
        #expect(change.authorityType.name == "200")
        #expect(TokenAuthorityType(rawValue: 16).name == "pause")
        #expect(TokenAuthorityType.closeAccount.name == "closeAccount")
    }

    /// An error without its numbers.
    private static func kind(_ body: () throws -> TokenInstruction) throws {
        do { _ = try body() } catch let error as InstructionError { throw error.kind }
    }
}

extension InstructionError {
    /// A truncation without its number of bytes; any other error as it is.
    fileprivate var kind: InstructionError {
        if case .data(.truncated) = self { .data(.truncated(missing: 1)) } else { self }
    }
}
