import SolanaCodec
import Testing

@Suite struct TokenBatchTests {
    private static let checked = TokenInstruction.transfer(
        TokenTransfer(
            .checked(mint: key(2), decimals: 6), source: key(1), destination: key(3),
            authority: key(4), amount: TokenAmount(5_000_000)))
    private static let plain = TokenInstruction.transfer(
        TokenTransfer(
            .plain, source: key(5), destination: key(6), authority: key(7),
            amount: TokenAmount(1_000_000)))
    /// transferChecked of 5 with 4 accounts, then transfer of 1 with 3; executed on a local chain.
    private static let data = "ff 04 0a 0c404b4c000000000006 03 09 0340420f0000000000"

    private func decode(
        _ data: [UInt8], _ accounts: [AccountMeta], _ program: Address = Programs.token
    ) throws -> TokenBatch {
        let decoded = try TokenInstruction(
            decoding: Instruction(program: program, accounts: accounts, data: data))
        guard case .batch(let batch) = decoded else { throw InstructionError.emptyBatch }
        return batch
    }

    @Test func `writes the batch that a local chain executed`() throws {
        let batch = try TokenBatch([Self.checked, Self.plain])
        #expect(batch.data == (try hex(Self.data)))
        #expect(batch.accounts.addresses == accounts(count: 7).addresses)
    }

    @Test(arguments: [Programs.token, Programs.token2022])
    func `reads the children with their own accounts`(program: Address) throws {
        let batch = try decode(try hex(Self.data), accounts(count: 7), program)
        #expect(batch.children.map(\.instruction) == [Self.checked, Self.plain])
        #expect(batch.children.map(\.accounts.count) == [4, 3])
        #expect(batch.trailingAccounts.isEmpty)
        #expect(TokenInstruction.batch(batch).children == [Self.checked, Self.plain])
    }

    @Test func `allows and exposes accounts after the last child`() throws {
        let batch = try decode(try hex(Self.data), accounts(count: 9))
        #expect(batch.trailingAccounts == accounts(8, 9))
        #expect(batch.accounts == accounts(count: 9))
    }

    @Test func `a child keeps its further accounts and its ignored bytes`() throws {
        let batch = try decode(try hex("ff 04 0b 0340420f0000000000 eeee"), accounts(count: 4))
        #expect(batch.children.first?.instruction.transfer?.additionalAccounts == accounts(4))
        #expect(batch.data == (try hex("ff 04 0b 0340420f0000000000 eeee")))
    }

    @Test func `refuses every truncation`() throws {
        let data = try hex(Self.data)
        // After the first child the batch would be whole.
        for length in 1..<data.count where length != 13 {
            #expect(throws: InstructionError.self) {
                try decode(Array(data.prefix(length)), accounts(count: 7))
            }
        }
        let first = try decode(Array(data.prefix(13)), accounts(count: 7))
        #expect(first.children.map(\.instruction) == [Self.checked])
        #expect(first.trailingAccounts == accounts(5, 6, 7))
    }

    @Test func `refuses no children, nesting, and children without data`() throws {
        #expect(throws: InstructionError.emptyBatch) { try decode([255], accounts(count: 3)) }
        #expect(throws: InstructionError.nestedBatch) {
            try decode(try hex("ff 03 0c ff 03 09 0340420f0000000000"), accounts(count: 3))
        }
        #expect(throws: InstructionError.nestedBatch) {
            try decode(try hex("ff 03 01 ff"), accounts(count: 3))
        }
        #expect(throws: InstructionError.data(.truncated(missing: 1))) {
            try decode([255, 0, 0], accounts(count: 3))
        }
    }

    @Test func `refuses children that reach past the end`() throws {
        #expect(throws: InstructionError.data(.truncated(missing: 1))) {
            try decode(try hex("ff 03 0a 0340420f0000000000"), accounts(count: 3))
        }
        #expect(throws: InstructionError.tooFewAccounts(found: 3, required: 255)) {
            try decode(try hex("ff ff 09 0340420f0000000000"), accounts(count: 3))
        }
        // The second child may not take the first one's accounts again.
        #expect(throws: InstructionError.tooFewAccounts(found: 2, required: 3)) {
            try decode(try hex(Self.data), accounts(count: 6))
        }
    }

    @Test func `a child may not read beyond the accounts it was given`() throws {
        #expect(throws: InstructionError.tooFewAccounts(found: 2, required: 3)) {
            try decode(try hex("ff 02 09 0340420f0000000000"), accounts(count: 7))
        }
    }

    @Test func `one unreadable child makes the batch unreadable`() throws {
        #expect(throws: InstructionError.unknownTag(99)) {
            try decode(try hex("ff 03 09 0340420f0000000000 00 01 63"), accounts(count: 3))
        }
    }

    @Test func `writes no batch that the programs refuse`() throws {
        #expect(throws: InstructionError.emptyBatch) { try TokenBatch([]) }
        let batch = TokenInstruction.batch(try TokenBatch([Self.plain]))
        #expect(throws: InstructionError.nestedBatch) { try TokenBatch([Self.plain, batch]) }
        var large = TokenTransfer(
            .plain, source: key(5), destination: key(6), authority: key(7),
            amount: TokenAmount(1))
        large.additionalAccounts = accounts(count: 253)
        #expect(throws: InstructionError.batchChildTooLarge(index: 1)) {
            try TokenBatch([Self.plain, .transfer(large)])
        }
        large.additionalAccounts = accounts(count: 252)
        #expect(try TokenBatch([.transfer(large)]).accounts.count == 255)
    }

    @Test func `random data never crashes the decoder`() {
        var generator = SeededGenerator(state: 2026)
        var read = 0
        for _ in 0..<20_000 {
            let length = Int.random(in: 0...40, using: &generator)
            var data = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
            if let tag = [UInt8(255), 3, 12, 6, 26].randomElement(using: &generator), length > 0 {
                data[0] = tag
            }
            let metas = accounts(count: Int.random(in: 0...9, using: &generator))
            let wire = Instruction(program: Programs.token2022, accounts: metas, data: data)
            if let decoded = try? TokenInstruction(decoding: wire) {
                read += 1
                #expect(decoded.accounts.addresses == metas.addresses)
            }
        }
        #expect(read > 0)
    }
}
