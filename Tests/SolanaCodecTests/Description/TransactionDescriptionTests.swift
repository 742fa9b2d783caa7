import SolanaCodec
import TestSupport
import Testing

@Suite struct TransactionDescriptionTests {
    private static let blockhash = Blockhash(FixedBytes(repeating: 9))

    private func transaction(
        _ instructions: [Instruction], version: Message.Version = .v0,
        tables: [AddressLookupTable] = []
    ) throws -> Transaction {
        try Transaction(
            Message.compile(
                instructions, payer: World.payer.address, recentBlockhash: Self.blockhash,
                version: version, tables: tables))
    }

    private var context: TransactionDescription.Context {
        var context = TransactionDescription.Context()
        context.tokens[World.usdc] = .init(symbol: "USDC", decimals: 6)
        return context
    }

    private func lines(
        _ instructions: [Instruction], _ context: TransactionDescription.Context? = nil
    ) throws -> [String] {
        TransactionDescription(
            try transaction(instructions), context: context ?? self.context
        ).text(.ascii).split(separator: "\n").map { String($0) }
    }

    /// The last words of the only line that holds `label` as its label.
    private func value(of label: String, in lines: [String]) throws -> String {
        let found = lines.filter { $0.contains("- \(label)  ") }
        try #require(found.count == 1, "\(found)")
        let rest = try #require(found.first).drop { $0 != "-" }.dropFirst(2 + label.count)
        return String(rest.drop { $0 == " " })
    }

    private var transfer: Instruction {
        TokenInstruction.transfer(
            TokenTransfer(
                .checked(mint: World.usdc, decimals: 6), source: World.payerUSDC,
                destination: World.treasuryUSDC, authority: World.payer.address,
                amount: TokenAmount(5_000_000))
        ).instruction(program: Programs.token)
    }

    private var plain: Instruction {
        TokenInstruction.transfer(
            TokenTransfer(
                .plain, source: World.payerUSDC, destination: World.attackerUSDC,
                authority: World.payer.address, amount: TokenAmount(3_000))
        ).instruction(program: Programs.token)
    }

    @Test func `writes amounts with symbol and decimals where the mint is known`() throws {
        #expect(
            try value(of: "amount", in: try lines([transfer])) == "5 USDC (5000000)")
        #expect(
            try value(of: "amount", in: try lines([plain])) == "3000 base units")
        var context = context
        context.mints[World.payerUSDC] = World.usdc
        #expect(try value(of: "amount", in: try lines([plain], context)) == "0.003 USDC (3000)")
        context = TransactionDescription.Context()
        #expect(
            try value(of: "amount", in: try lines([transfer], context))
                == "5 (5000000 base units)")
    }

    @Test func `one instruction's mint explains another's amount`() throws {
        let amounts = try lines([transfer, plain]).filter { $0.contains("- amount") }
        #expect(amounts.count == 2)
        #expect(amounts.last?.hasSuffix("0.003 USDC (3000)") == true)
    }

    @Test func `writes lamports as SOL`() throws {
        let pay = SystemInstruction.transfer(
            source: World.payer.address, destination: World.treasury.address,
            lamports: Lamports(1_500_000_001)
        ).instruction
        #expect(
            try value(of: "lamports", in: try lines([pay]))
                == "1.500000001 SOL (1500000001 lamports)")
    }

    @Test func `names the durable nonce where there is one`() throws {
        let advance = SystemInstruction.advanceNonce(
            nonceAccount: World.treasury.address, nonceAuthority: World.payer.address
        ).instruction
        let nonce = try lines([advance, transfer])
        #expect(nonce.contains { $0.hasPrefix("|- durable nonce  \(Self.blockhash)") })
        #expect(!nonce.contains { $0.hasPrefix("|- blockhash") })
        // It counts as the first instruction only.
        #expect(try lines([transfer, advance]).contains { $0.hasPrefix("|- blockhash") })
    }

    @Test func `shows the failure at its instruction`() throws {
        var context = context
        context.outcome = .failed(.instruction(index: 1, .custom(1)))
        let text = try lines([plain, transfer], context)
        let failed = try #require(text.firstIndex { $0.contains("- FAILED") })
        #expect(
            text[failed].hasSuffix(
                "Token: InsufficientFunds (0x1), the account holds too few tokens"))
        let place = try #require(text.firstIndex { $0.contains("1  Token: transferChecked") })
        #expect(place < failed)
        #expect(text[place...failed].count { $0.contains("Token: ") } == 2)
        #expect(
            try value(of: "status", in: text)
                == "failed at instruction 1: Token: InsufficientFunds (0x1), "
                + "the account holds too few tokens")
        context.outcome = .failed(.runtime("BlockhashNotFound"))
        #expect(
            try value(of: "status", in: try lines([plain], context))
                == "failed: BlockhashNotFound, the blockhash is too old or of another cluster")
        context.outcome = .succeeded
        #expect(try value(of: "status", in: try lines([plain], context)) == "succeeded")
    }

    @Test func `stands called instructions below their callers by depth`() throws {
        let outer = Instruction(
            program: key(9),
            accounts: [AccountMeta(World.payerUSDC, .writable)] + transfer.accounts,
            data: [1])
        let transaction = try transaction([outer, plain])
        let accounts = transaction.message.addresses
        func compiled(_ instruction: Instruction) throws -> CompiledInstruction {
            func index(_ address: Address) throws -> UInt8 {
                UInt8(try #require(accounts.firstIndex(of: address)))
            }
            return CompiledInstruction(
                programIndex: try index(instruction.program),
                accountIndices: try instruction.accounts.map { try index($0.address) },
                data: instruction.data)
        }
        var context = context
        context.called[0] = [
            CalledInstruction(try compiled(outer), stackHeight: 2),
            CalledInstruction(try compiled(transfer), stackHeight: 3),
            CalledInstruction(try compiled(transfer), stackHeight: 2),
        ]
        let tree = TransactionDescription(transaction, context: context).tree
        let instructions = try #require(tree.children.first { $0.label == "instructions" })
        func labels(_ node: TextTree) -> [String] {
            node.children.map(\.label).filter { $0.contains(": ") }
        }
        #expect(labels(instructions).map { String($0.prefix(2)) } == ["0 ", "1 "])
        let top = try #require(instructions.children.first)
        #expect(
            labels(top) == ["0.0  program \(key(9)): unknown", "0.2  Token: transferChecked"])
        let middle = try #require(top.children.first { $0.label.hasPrefix("0.0") })
        #expect(labels(middle) == ["0.1  Token: transferChecked"])
        // Without depths all stand below the top-level instruction.
        context.called[0] = context.called[0]?.map { CalledInstruction($0.instruction) }
        let flat = TransactionDescription(transaction, context: context).tree
        let first = try #require(
            flat.children.first { $0.label == "instructions" }?.children.first)
        #expect(labels(first).count == 3)
    }

    @Test func `lets no foreign text through`() throws {
        let hostile = "a\u{1B}[2J\u{202E}b\n\u{7}\\\u{200B}\u{2028}\u{E000}ü"
        var context = context
        context.tokens[World.usdc]?.symbol = hostile
        context.names[World.treasuryUSDC] = hostile
        context.outcome = .failed(.runtime(hostile))
        let transaction = try transaction([Memo(hostile).instruction, transfer])
        let description = TransactionDescription(transaction, context: context)
        let shown = description.text()
        #expect(shown.contains("\"a\\u{1b}[2J\\u{202e}b\\u{a}"))
        for scalar in shown.unicodeScalars where scalar != "\n" {
            #expect(PrintableText.isVisible(scalar))
        }
        for byte in description.text(.ascii).utf8 { #expect(byte < 0x80) }
        #expect(description.text(.ascii).contains("\\u{fc}\""))
    }

    @Test func `shortens long unknown data and says how long it is`() throws {
        let strange = Instruction(
            program: key(9), accounts: [], data: [UInt8](repeating: 0xAB, count: 200))
        let shown = try value(of: "data", in: try lines([strange]))
        #expect(shown == "0x" + String(repeating: "ab", count: 64) + "... (200 bytes)")
    }

    @Test func `names table entries, resolved or not`() throws {
        let table = AddressLookupTable(
            address: World.hot.address, addresses: [World.usdc, World.treasuryUSDC])
        let transaction = try transaction([transfer], tables: [table])
        let unresolved = TransactionDescription(transaction, context: context)
        #expect(unresolved.unresolved.count == 2)
        #expect(
            unresolved.text().contains("entry 1 of table \(World.hot.address), not resolved"))
        var context = context
        context.loaded = LoadedAddresses(
            writable: [World.treasuryUSDC], readonly: [World.usdc])
        let resolved = TransactionDescription(transaction, context: context)
        #expect(resolved.unresolved.isEmpty)
        #expect(resolved.text().contains("writable, USDC account, entry 1 of table 0"))
        #expect(resolved.text().contains("USDC, entry 0 of table 0"))
    }

    @Test func `indices that name nothing leave the instruction out`() throws {
        var context = context
        context.called[0] = [
            CalledInstruction(
                CompiledInstruction(programIndex: 200, accountIndices: [], data: [])),
            CalledInstruction(
                CompiledInstruction(programIndex: 0, accountIndices: [200], data: [])),
        ]
        #expect(try lines([transfer], context).count == lines([transfer]).count)
    }

    @Test func `made-up depths do not draw a tree without end`() throws {
        let transaction = try transaction([transfer])
        var context = context
        context.called[0] = (0..<20_000).map {
            CalledInstruction(
                CompiledInstruction(programIndex: 0, accountIndices: [], data: []),
                stackHeight: $0 + 2)
        }
        let tree = TransactionDescription(transaction, context: context).tree
        var node = try #require(tree.children.last?.children.first)
        var depth = 1
        while let child = node.children.last(where: { $0.label.hasPrefix("0.") }) {
            node = child
            depth += 1
        }
        #expect(depth == 16)
    }

    @Test func `a called instruction is shown whatever depth is made up`() throws {
        var context = context
        context.called[0] = [1, 3, 0, -5, nil].map {
            CalledInstruction(
                CompiledInstruction(programIndex: 0, accountIndices: [], data: []),
                stackHeight: $0)
        }
        let shown = try lines([transfer], context)
        for inner in 0..<5 { #expect(shown.contains { $0.contains("- 0.\(inner)  program") }) }
    }

    @Test func `an account that is made again for another mint gives no amount its name`() throws {
        let close = TokenInstruction.closeAccount(
            TokenClosing(
                account: World.payerUSDC, destination: World.payer.address,
                owner: World.payer.address)
        ).instruction(program: Programs.token)
        let remake = TokenInstruction.initializeAccount(
            TokenAccountInitialization(
                account: World.payerUSDC, mint: key(77), owner: World.payer.address)
        ).instruction(program: Programs.token)
        let amounts = try lines([transfer, close, remake, plain]).filter {
            $0.contains("- amount")
        }
        #expect(amounts.count == 2)
        #expect(amounts.first?.hasSuffix("5 USDC (5000000)") == true)
        #expect(amounts.last?.hasSuffix("3000 base units") == true)
    }

    @Test func `describes everything that Token-2022 executed`() throws {
        for row in ExecutedInstruction.token2022 {
            let wire = try row.instruction(program: Programs.token2022)
            let shown = try lines([wire])
            #expect(shown.contains { $0.hasSuffix("0  Token-2022: \(row.name)") })
        }
    }

    @Test func `every name of a system account is an address`() {
        #expect(Programs.accountName(of: Programs.rentSysvar) == "Rent sysvar")
        #expect(Programs.accountName(of: key(1)) == nil)
    }
}
