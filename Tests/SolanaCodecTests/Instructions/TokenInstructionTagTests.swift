import SolanaCodec
import Testing

@Suite struct TokenInstructionTagTests {
    private func decode(_ data: [UInt8]) throws -> TokenInstruction {
        try TokenInstruction(
            decoding: Instruction(
                program: Programs.token2022, accounts: accounts(count: 3), data: data))
    }

    /// The second byte selects the name.
    static let prefixed: [([UInt8], String)] = [
        ([26, 0], "initializeTransferFeeConfig"), ([26, 5], "setTransferFee"),
        ([27, 7], "confidentialTransfer"), ([27, 13], "confidentialTransferWithFee"),
        ([28, 1], "updateDefaultAccountState"), ([30, 0], "enableRequiredMemoTransfers"),
        ([33, 1], "updateInterestBearingConfigRate"), ([34, 1], "disableCpiGuard"),
        ([36, 0], "initializeTransferHook"),
        ([37, 3], "harvestWithheldConfidentialTransferTokensToMint"),
        ([39, 0], "initializeMetadataPointer"), ([40, 1], "updateGroupPointer"),
        ([41, 1], "updateGroupMemberPointer"), ([42, 4], "confidentialBurn"),
        ([43, 1], "updateMultiplier"), ([44, 2], "resume"), ([46, 2], "permissionedBurnChecked"),
        ([26, 200], "transferFeeExtension"), ([29, 8, 0], "reallocate"),
        ([31], "createNativeMint"), ([32], "initializeNonTransferableMint"),
        ([35] + [UInt8](repeating: 1, count: 32), "initializePermanentDelegate"),
        ([25, 0], "initializeMintCloseAuthority"),
    ]

    @Test(arguments: prefixed) func `names an extension's instruction and keeps it whole`(
        data: [UInt8], name: String
    ) throws {
        let decoded = try decode(data)
        guard case .other(let call) = decoded else {
            Issue.record("not kept as it is: \(decoded)")
            return
        }
        #expect(decoded.name == name)
        #expect(call.data == data)
        #expect(call.additionalAccounts == accounts(count: 3))
        #expect(decoded.names(key(3)))
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
