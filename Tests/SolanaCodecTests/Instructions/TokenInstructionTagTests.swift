import SolanaCodec
import Testing

@Suite struct TokenInstructionTagTests {
    private func decode(_ data: [UInt8]) throws -> TokenInstruction {
        try TokenInstruction(
            decoding: Instruction(
                program: Programs.token2022, accounts: accounts(count: 3), data: data))
    }

    /// The second byte selects the name. Those that LiteSVM executes are in TokenExtensionCallTests.
    static let confidential: [([UInt8], String)] = [
        ([27, 3], "approveConfidentialTransferAccount"), ([27, 7], "confidentialTransfer"),
        ([27, 13], "confidentialTransferWithFee"),
        ([37, 3], "harvestWithheldConfidentialTransferTokensToMint"),
        ([42, 4], "confidentialBurn"),
    ]

    @Test(arguments: confidential) func `names a confidential instruction and keeps it whole`(
        tags: [UInt8], name: String
    ) throws {
        let data = tags + [1, 2, 3]
        let decoded = try decode(data)
        guard case .other(let call) = decoded else {
            Issue.record("not an extension's: \(decoded)")
            return
        }
        #expect(decoded.name == name)
        #expect(call.data == data)
        #expect(call.parameters == [InstructionField("data", .bytes([1, 2, 3]))])
        #expect(call.accounts.addresses == accounts(count: 3).addresses)
        #expect(decoded.names(key(3)))
    }

    @Test func `a second byte without a name is refused`() {
        for (tag, first) in [
            (26, 6), (27, 15), (28, 2), (30, 2), (33, 2), (34, 2), (36, 2), (37, 6), (39, 2),
            (40, 2), (41, 2), (42, 6), (43, 2), (44, 3), (46, 3),
        ] as [(UInt8, UInt8)] {
            for subtag in first...255 {
                #expect(throws: InstructionError.unknownTag(UInt32(subtag))) {
                    try decode([tag, subtag] + [UInt8](repeating: 0, count: 80))
                }
            }
        }
    }

    @Test func `knows the tags 0 to 46 and 255, and no other`() {
        let known = (UInt8.min...UInt8.max).filter { TokenInstructionTag(rawValue: $0) != nil }
        #expect(known == Array(0...46) + [255])
        for tag in UInt8(47)...254 {
            #expect(throws: InstructionError.unknownTag(UInt32(tag))) { try decode([tag, 0, 0]) }
        }
    }

    @Test func `a prefix needs its second byte`() {
        for tag: UInt8 in [26, 27, 28, 30, 33, 34, 36, 37, 39, 40, 41, 42, 43, 44, 46] {
            #expect(throws: InstructionError.data(.truncated(missing: 1))) { try decode([tag]) }
        }
    }
}
