import SolanaCodec
import Testing

@Suite struct TokenExtensionCallTests {
    @Test func `all executed instructions are there`() {
        #expect(ExecutedInstruction.token2022.count == 51)
    }

    @Test(arguments: ExecutedInstruction.token2022)
    func `reads what Token-2022 executed and writes it again`(row: ExecutedInstruction) throws {
        let wire = try row.instruction(program: Programs.token2022)
        let known = try KnownInstruction(decoding: wire)
        #expect(known.name == row.name)
        #expect(known.instruction == wire)
        let call = try #require(known.call)
        #expect(!call.namedAccounts.isEmpty)
    }

    @Test(arguments: ExecutedInstruction.token2022)
    func `refuses every truncation of data and named accounts`(row: ExecutedInstruction) throws {
        let wire = try row.instruction(program: Programs.token2022)
        let call = try #require(try KnownInstruction(decoding: wire).call)
        // The flags and the ciphertexts at the end of confidential instructions stay bytes.
        let isOpaque = row.name.contains("Confidential")
        for length in 0..<(isOpaque ? 2 : wire.data.count) {
            // Kinds of extensions go on to the end of the data.
            if row.name == "reallocate", length > 0, length.isMultiple(of: 2) == false { continue }
            var cut = wire
            cut.data = Array(wire.data.prefix(length))
            #expect(throws: InstructionError.self) { try KnownInstruction(decoding: cut) }
        }
        for count in 0..<call.namedAccounts.count {
            var cut = wire
            cut.accounts = Array(wire.accounts.prefix(count))
            #expect(throws: InstructionError.self) { try KnownInstruction(decoding: cut) }
        }
    }

    @Test(arguments: ExecutedInstruction.token2022)
    func `refuses further bytes where the program does`(row: ExecutedInstruction) throws {
        var wire = try row.instruction(program: Programs.token2022)
        wire.data.append(0)
        // Token executes these two with further bytes, so the decoder of both programs reads them.
        let isShared = ["mintTo", "initializeMultisig2"].contains(row.name)
        if row.acceptsMore == true || isShared {
            let call = try #require(try KnownInstruction(decoding: wire).call)
            #expect(call.data == wire.data.dropLast())
        } else if row.name.contains("Confidential") {
            // Their data stays bytes, however long.
            #expect(try KnownInstruction(decoding: wire).call?.data == wire.data)
        } else {
            #expect(throws: InstructionError.self) { try KnownInstruction(decoding: wire) }
        }
    }

    private func parameters(_ name: String, _ index: Int = 0) throws -> [InstructionField] {
        let decoded = try ExecutedInstruction.decoded(name)
        try #require(decoded.indices.contains(index))
        return try #require(decoded[index].call).parameters
    }

    @Test func `names the values of fees`() throws {
        #expect(
            try parameters("initializeTransferFeeConfig") == [
                InstructionField("transferFeeConfigAuthority", .address(wallet(2))),
                InstructionField("withdrawWithheldAuthority", .address(wallet(4))),
                InstructionField("transferFeeBasisPoints", .number(150)),
                InstructionField("maximumFee", .amount(5000)),
            ])
        #expect(
            try parameters("setTransferFee") == [
                InstructionField("transferFeeBasisPoints", .number(200)),
                InstructionField("maximumFee", .amount(7000)),
            ])
        let withdrawal = try parameters("withdrawWithheldTokensFromAccounts")
        #expect(withdrawal.first == InstructionField("numTokenAccounts", .number(1)))
        #expect(
            withdrawal.last
                == InstructionField(
                    "sourceAccounts", .accounts([AccountMeta(try wallet(12), .writable)])))
    }

    @Test func `takes a number beyond the accounts for all of them, as the program does`() throws {
        let withdrawal = try parameters("withdrawWithheldTokensFromAccounts", 1)
        #expect(withdrawal.first == InstructionField("numTokenAccounts", .number(255)))
        #expect(
            withdrawal.last
                == InstructionField(
                    "sourceAccounts", .accounts([AccountMeta(try wallet(12), .writable)])))
    }

    @Test func `names the values of mints`() throws {
        #expect(
            try parameters("initializeMintCloseAuthority") == [
                InstructionField("newAuthority", .address(wallet(2)))
            ])
        #expect(
            try parameters("initializePermanentDelegate") == [
                InstructionField("delegate", .address(wallet(4)))
            ])
        #expect(
            try parameters("initializeDefaultAccountState") == [
                InstructionField("accountState", .text("frozen"))
            ])
        #expect(
            try parameters("initializeInterestBearingConfig") == [
                InstructionField("rateAuthority", .address(wallet(2))),
                InstructionField("rate", .integer(-250)),
            ])
        #expect(
            try parameters("updateMultiplier") == [
                InstructionField("newMultiplier", .text("2.25")),
                InstructionField("newMultiplierTimestamp", .integer(4_000_000_000)),
            ])
        #expect(
            try parameters("initializeGroupMemberPointer") == [
                InstructionField("memberAddress", .address(wallet(30)))
            ])
        #expect(
            try parameters("permissionedBurnChecked") == [
                InstructionField("amount", .amount(8)), InstructionField("decimals", .number(6)),
            ])
    }

    @Test func `names what reallocate asks for, and who signs for a multisignature owner`() throws {
        #expect(
            try parameters("reallocate") == [
                InstructionField("extensionTypes", .text("memoTransfer,cpiGuard"))
            ])
        let calls = try ExecutedInstruction.decoded("reallocate")
        let call = try #require(calls.last?.call)
        let owner = try #require(call.namedAccounts.last)
        #expect(owner.name == "owner")
        #expect(owner.account == AccountMeta(try wallet(62), .readonly))
    }

    @Test func `names the values of metadata and groups`() throws {
        #expect(
            try parameters("initializeTokenMetadata") == [
                InstructionField("name", .text("Tokén")), InstructionField("symbol", .text("TKN")),
                InstructionField("uri", .text("https://example.org/t.json")),
            ])
        #expect(
            try parameters("updateTokenMetadataField", 1) == [
                InstructionField("field", .text("symbol")),
                InstructionField("value", .text("TKN2")),
            ])
        #expect(try parameters("emitTokenMetadata") == [InstructionField("end", .number(40))])
        #expect(try parameters("updateTokenMetadataAuthority").isEmpty)
        #expect(
            try parameters("initializeTokenGroup") == [
                InstructionField("maxSize", .number(5)),
                InstructionField("updateAuthority", .address(wallet(4))),
            ])
    }

    @Test func `an interface's discriminator belongs to Token-2022 alone`() throws {
        let row = try #require(
            ExecutedInstruction.token2022.first { $0.name == "emitTokenMetadata" })
        #expect(throws: InstructionError.unknownTag(0xFA)) {
            try KnownInstruction(decoding: row.instruction(program: Programs.token))
        }
    }

    @Test func `every single flipped bit is read or refused, never fatal`() throws {
        for row in ExecutedInstruction.token2022 {
            let wire = try row.instruction(program: Programs.token2022)
            for bit in 0..<(wire.data.count * 8) {
                var flipped = wire
                flipped.data[bit / 8] ^= 1 << (bit % 8)
                if let known = try? KnownInstruction(decoding: flipped) {
                    #expect(known.instruction.data.count <= flipped.data.count)
                }
            }
        }
    }
}
