import SolanaCodec
import Testing

@Suite struct AnchorProgramTests {
    private let program = AnchorProgram(
        name: "Sample", addresses: [key(7)],
        instructions: [
            AnchorProgram.Layout(
                "deposit_token", accounts: [.init("vault", .writable), .init("owner")],
                values: [.init("amount", .amount), .init("kind", .byte)])
        ],
        events: [
            AnchorProgram.Layout(
                "DepositEvent", values: [.init("owner", .address), .init("tag", .bytes(2))])
        ], errors: [6000: ProgramErrorName("Disabled", "not any more")])

    /// SHA-256 by another implementation: `printf global:deposit_token | sha256sum`, and so on.
    @Test func `discriminators are the first bytes of hashes`() throws {
        #expect(
            Anchor.discriminator(.instruction, "deposit_token") == (try hex("0b9c60da27a3b413")))
        #expect(
            Anchor.discriminator(.account, "DepositAccount") == (try hex("9425cf743d2135b3")))
        #expect(Anchor.discriminator(.event, "DepositEvent") == (try hex("78f83d531f8e6b90")))
    }

    private func instruction(_ data: String, accounts count: Int = 3) throws -> Instruction {
        Instruction(program: key(7), accounts: accounts(count: count), data: try hex(data))
    }

    @Test func `reads an instruction by its layout`() throws {
        let call = try #require(
            try program.call(instruction("0b9c60da27a3b413 404b4c0000000000 05 ff")))
        #expect(call.name == "depositToken")
        #expect(
            call.namedAccounts == [
                NamedAccount("vault", key(1), .writable), NamedAccount("owner", key(2)),
            ])
        #expect(call.additionalAccounts == [AccountMeta(key(3))])
        #expect(
            call.parameters == [
                InstructionField("amount", .amount(5_000_000)),
                InstructionField("kind", .number(5)),
            ])
        #expect(call.data == (try hex("0b9c60da27a3b413 404b4c0000000000 05")))
    }

    @Test func `refuses what the program would not read`() throws {
        #expect(throws: InstructionError.data(.truncated(missing: 1))) {
            try program.call(instruction("0b9c60da27a3b413 404b4c0000000000"))
        }
        #expect(throws: InstructionError.tooFewAccounts(found: 1, required: 2)) {
            try program.call(instruction("0b9c60da27a3b413 404b4c0000000000 05", accounts: 1))
        }
        #expect(try program.call(instruction("0b9c60da27a3b4")) == nil)
        #expect(try program.call(instruction("")) == nil)
        var other = try instruction("0b9c60da27a3b413")
        other.program = key(8)
        #expect(try program.call(other) == nil)
    }

    @Test func `reads events from the log and from a call to itself`() throws {
        let owner = String(repeating: "03", count: 32)
        let event = "78f83d531f8e6b90" + owner + "a1b2"
        let expected = [
            InstructionField("owner", .address(key(3))),
            InstructionField("tag", .bytes([0xA1, 0xB2])),
        ]
        #expect(
            try program.event(hex(event), of: key(7))
                == DescribedEvent("DepositEvent", fields: expected))
        #expect(try program.event(hex(event + "00"), of: key(7)) == nil)
        #expect(try program.event(hex(String(event.dropLast(2))), of: key(7)) == nil)
        #expect(try program.event(hex(event), of: key(8)) == nil)
        let call = try #require(try program.call(instruction("e445a52e51cb9a1d" + event)))
        #expect(call.name == "emitDepositEvent")
        #expect(call.parameters == expected)
    }

    @Test func `finds who wrote to the log`() {
        let (outer, inner) = ("\(key(7))", "\(key(8))")
        let records = LoggedData.all(in: [
            "Program data: AAAA", "Program \(outer) invoke [1]", "Program data: AQID",
            "Program log: Program data: BBBB", "Program \(inner) invoke [2]",
            "Program data: BAUG", "Program data: not base64!", "Program data:",
            "Program \(inner) success", "Program data: BwgJ",
            "Program \(outer) failed: custom program error: 0x1", "Program data: CgsM",
        ])
        #expect(records.map(\.program) == [key(7), key(8), key(7)])
        #expect(records.map(\.data) == [[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    }

    @Test(arguments: ["log: success", "log: failed: x", "x success", "log: invoke [1]"])
    func `takes a program's words for nothing else`(line: String) {
        #expect(LoggedData.all(in: ["Program \(line)", "Program data: AQID"]).isEmpty)
        let outer = "\(key(7))"
        let records = LoggedData.all(in: [
            "Program \(outer) invoke [1]", "Program \(line)", "Program data: AQID",
            "Program \(outer) success", "Program \(line)", "Program data: AQID",
        ])
        #expect(records == [LoggedData(program: key(7), data: [1, 2, 3])])
    }

    @Test func `names its errors`() {
        #expect(program.error(6000, of: key(7))?.name == "Disabled")
        #expect(program.error(6000, of: key(8)) == nil)
        #expect(program.error(6001, of: key(7)) == nil)
    }
}
