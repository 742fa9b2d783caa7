import SolanaCodec
import Testing

@Suite struct AssociatedTokenInstructionTests {
    private static let creation = AssociatedTokenCreation(
        payer: key(1), account: key(2), wallet: key(3), mint: key(4), tokenProgram: key(6))
    /// The program's documented order.
    private static let metas = [
        AccountMeta(key(1), .writableSigner), AccountMeta(key(2), .writable),
        AccountMeta(key(3)), AccountMeta(key(4)), AccountMeta(Programs.system),
        AccountMeta(key(6)),
    ]

    private func wire(_ data: [UInt8], _ accounts: [AccountMeta] = metas) -> Instruction {
        Instruction(program: Programs.associatedToken, accounts: accounts, data: data)
    }

    @Test func `writes the idempotent creation`() {
        #expect(
            AssociatedTokenInstruction.createIdempotent(Self.creation).instruction == wire([1]))
    }

    @Test func `reads no data and tag 0 as a creation`() throws {
        let expected = AssociatedTokenInstruction.create(Self.creation)
        #expect(try AssociatedTokenInstruction(decoding: wire([])) == expected)
        #expect(try AssociatedTokenInstruction(decoding: wire([0])) == expected)
    }

    @Test func `keeps a rent sysvar and newer arguments`() throws {
        let old = wire([1, 254], Self.metas + [AccountMeta(Programs.rentSysvar)])
        let decoded = try AssociatedTokenInstruction(decoding: old)
        guard case .createIdempotent(let creation) = decoded else {
            Issue.record("not a creation: \(decoded)")
            return
        }
        #expect(creation.additionalAccounts == [AccountMeta(Programs.rentSysvar)])
        #expect(creation.arguments == [254])
        #expect(decoded.instruction == old)
    }

    @Test func `reads a recovery`() throws {
        let decoded = try AssociatedTokenInstruction(decoding: wire([2], accounts(count: 7)))
        let expected = AssociatedTokenRecovery(
            nestedSource: key(1), nestedMint: key(2), destination: key(3), nestedOwner: key(4),
            ownerMint: key(5), wallet: key(6), tokenProgram: key(7))
        #expect(decoded == .recoverNested(expected))
        #expect(
            decoded.fields.map(\.name) == [
                "nestedSource", "nestedMint", "destination", "nestedOwner", "ownerMint", "wallet",
                "tokenProgram",
            ])
        #expect(
            decoded.accounts.map(\.role.isSigner) == [
                false, false, false, false, false, true, false,
            ])
    }

    @Test func `refuses newer tags and missing accounts`() {
        #expect(throws: InstructionError.unknownTag(3)) {
            try AssociatedTokenInstruction(decoding: wire([3]))
        }
        for count in 0..<6 {
            #expect(throws: InstructionError.tooFewAccounts(found: count, required: 6)) {
                try AssociatedTokenInstruction(decoding: wire([1], accounts(count: count)))
            }
        }
        #expect(throws: InstructionError.tooFewAccounts(found: 6, required: 7)) {
            try AssociatedTokenInstruction(decoding: wire([2], accounts(count: 6)))
        }
    }

    @Test func `names its fields as jsonParsed does`() {
        #expect(
            AssociatedTokenInstruction.createIdempotent(Self.creation).fields.map(\.name) == [
                "source", "account", "wallet", "mint", "systemProgram", "tokenProgram",
            ])
    }
}
