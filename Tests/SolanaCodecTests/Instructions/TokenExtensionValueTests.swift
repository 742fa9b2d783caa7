import SolanaCodec
import TestSupport
import Testing

@Suite struct TokenExtensionValueTests {
    private static let accounts: [String: String] =
        (try? Repository.decode(from: "token-2022/accounts.json")) ?? [:]
    private static let holders = [
        "transferFeeAccount", "pausableAccount", "transferHookAccount", "guardedAccount",
    ]
    private static let multisigs = ["multisig", "unusableMultisig"]
    static let mints = accounts.keys.filter { !(holders + multisigs).contains($0) }.sorted()

    private func data(_ name: String) throws -> [UInt8] {
        try hex(try #require(Self.accounts[name]))
    }

    private func values(_ name: String) throws -> [TokenExtensionValue] {
        let data = try data(name)
        let extensions =
            Self.holders.contains(name)
            ? try TokenAccountState(decoding: data).extensions
            : try MintState(decoding: data).extensions
        return try extensions.map { try $0.decoded() }
    }

    @Test func `all accounts are there`() {
        #expect(Self.accounts.count == 18)
        #expect(Self.mints.count == 12)
    }

    @Test func `reads both epochs' fees and what is withheld`() throws {
        guard case .transferFeeConfig(let config)? = try values("transferFeeMint").first else {
            Issue.record("no fee")
            return
        }
        #expect(config.configAuthority == (try wallet(2)))
        #expect(config.withdrawAuthority == (try wallet(4)))
        // 150 basis points of 100,000, harvested into the mint.
        #expect(config.withheld == TokenAmount(1500))
        #expect(config.older.basisPoints == 150)
        #expect(config.older.maximum == TokenAmount(5000))
        #expect(config.newer.basisPoints == 200)
        #expect(config.newer.maximum == TokenAmount(7000))
        #expect(config.newer.epoch == config.older.epoch + 2)
        #expect(config.fee(inEpoch: config.newer.epoch - 1) == config.older)
        #expect(config.fee(inEpoch: config.newer.epoch) == config.newer)
        #expect(config.older.fee(of: TokenAmount(100_000)) == TokenAmount(1500))
        #expect(config.older.fee(of: TokenAmount(1)) == TokenAmount(1))
        #expect(config.older.fee(of: TokenAmount(0)) == TokenAmount(0))
        #expect(config.older.fee(of: TokenAmount(.max)) == TokenAmount(5000))
        #expect(try values("transferFeeAccount") == [.transferFeeAmount(withheld: .init(1500))])
    }

    @Test func `reads authorities and states`() throws {
        let (authority, other) = (try wallet(2), try wallet(4))
        #expect(
            try values("plainMint") == [
                .mintCloseAuthority(authority), .permanentDelegate(other),
                .defaultAccountState(.initialized), .nonTransferable,
            ])
        #expect(
            try values("guardedAccount") == [
                .memoTransfer(isRequired: true), .cpiGuard(isLocked: true),
            ])
        #expect(try values("pausableAccount") == [.pausableAccount])
        #expect(try values("transferHookAccount") == [.transferHookAccount(isTransferring: false)])
        #expect(try values("permissionedBurnMint") == [.permissionedBurn(authority: other)])
        #expect(try values("confidentialMint").count == 1)
        guard
            case .confidential(.confidentialTransferMint, let bytes)? =
                try values("confidentialMint").first
        else {
            Issue.record("not confidential")
            return
        }
        #expect(bytes == authority.bytes + [UInt8](repeating: 0, count: 33))
    }

    @Test func `reads rates and factors`() throws {
        guard case .interestBearingConfig(let interest)? = try values("interestMint").first,
            case .scaledUiAmount(let scaled)? = try values("scaledMint").first
        else {
            Issue.record("no rate, no factor")
            return
        }
        #expect(interest.rateAuthority == (try wallet(2)))
        #expect(interest.rate == 300)
        #expect(interest.averageRateBefore == -250)
        #expect(interest.lastUpdate == interest.start)
        #expect(scaled.authority == (try wallet(2)))
        #expect(Double(bitPattern: scaled.multiplierBits) == 1.5)
        #expect(Double(bitPattern: scaled.newMultiplierBits) == 2.25)
        #expect(scaled.newMultiplierTimestamp == 4_000_000_000)
        #expect(
            try values("scaledMint").last == .pausable(authority: wallet(2), isPaused: true))
    }

    @Test func `reads pointers`() throws {
        let (authority, other, mint) = (try wallet(2), try wallet(4), try wallet(30))
        #expect(
            try values("pointerMint") == [
                .transferHook(authority: authority, program: other),
                .metadataPointer(authority: authority, metadata: mint),
                .groupPointer(authority: authority, group: mint),
                .groupMemberPointer(authority: nil, member: mint),
            ])
        #expect(
            try values("pointerMintUpdated").prefix(3) == [
                .transferHook(authority: authority, program: nil),
                .metadataPointer(authority: authority, metadata: other),
                .groupPointer(authority: authority, group: other),
            ])
    }

    @Test func `reads metadata`() throws {
        guard case .tokenMetadata(let metadata)? = try values("metadataMint").last,
            case .tokenMetadata(let later)? = try values("metadataMintWithoutAuthority").last
        else {
            Issue.record("no metadata")
            return
        }
        #expect(metadata.updateAuthority == (try wallet(4)))
        #expect(metadata.mint == (try wallet(40)))
        #expect(metadata.name == "Tokén")
        #expect(metadata.symbol == "TKN2")
        #expect(metadata.uri == "https://example.org/t.json")
        #expect(metadata.additional.map(\.key) == ["colour", "size"])
        #expect(metadata.additional.map(\.value) == ["blue", "9"])
        #expect(later.updateAuthority == nil)
        #expect(later.additional.map(\.key) == ["colour"])
    }

    @Test func `reads groups and members`() throws {
        let (group, member) = (try wallet(50), try wallet(51))
        #expect(
            try values("groupMint").last
                == .tokenGroup(updateAuthority: wallet(4), mint: group, size: 1, maxSize: 7))
        #expect(
            try values("memberMint").last
                == .tokenGroupMember(mint: member, group: group, number: 1))
    }

    @Test(arguments: mints) func `refuses every other length and names the kind`(
        name: String
    ) throws {
        for entry in try MintState(decoding: data(name)).extensions {
            for length in 0..<entry.value.count {
                var cut = entry
                cut.value = Array(entry.value.prefix(length))
                #expect(throws: TokenStateError.invalidExtension(entry.type)) {
                    try cut.decoded()
                }
            }
            var longer = entry
            longer.value.append(0)
            #expect(throws: TokenStateError.invalidExtension(entry.type)) { try longer.decoded() }
        }
    }

    @Test func `refuses flags and states that do not exist`() {
        let rows: [(ExtensionType, [UInt8])] = [
            (.memoTransfer, [2]), (.cpiGuard, [0xFF]), (.transferHookAccount, [2]),
            (.defaultAccountState, [3]), (.pausable, [UInt8](repeating: 0, count: 32) + [2]),
        ]
        for (type, value) in rows {
            #expect(throws: TokenStateError.invalidExtension(type)) {
                try TokenExtension(type: type, value: value).decoded()
            }
        }
    }

    @Test func `a count of metadata fields that lies is refused at once`() throws {
        let texts = [UInt8](repeating: 0, count: 64 + 12)
        #expect(throws: TokenStateError.invalidExtension(.tokenMetadata)) {
            try TokenExtension(
                type: .tokenMetadata, value: texts + [0xFF, 0xFF, 0xFF, 0xFF]
            ).decoded()
        }
    }

    @Test func `keeps kinds that have no name`() throws {
        let entry = TokenExtension(type: ExtensionType(rawValue: 999), value: [1, 2])
        #expect(try entry.decoded() == .unknown(entry.type, [1, 2]))
    }

    // MARK: Multisignature accounts

    @Test func `reads a multisignature account`() throws {
        let state = try MultisigState(decoding: data("multisig"))
        #expect(state.requiredSigners == 2)
        #expect(state.members == [try wallet(70), try wallet(71), try wallet(72)])
        #expect(state.isInitialized)
    }

    @Test func `reads an account that asks for more signers than it has members`() throws {
        let state = try MultisigState(decoding: data("unusableMultisig"))
        #expect(state.requiredSigners == 3)
        #expect(state.members == [try wallet(70), try wallet(71)])
    }

    @Test func `refuses what no multisignature account says`() throws {
        let data = try data("multisig")
        for length in [0, 82, 165, 354, 356] {
            let other = Array((data + [0]).prefix(length))
            #expect(throws: TokenStateError.invalidLength(length)) {
                try MultisigState(decoding: other)
            }
        }
        let rows: [(Int, UInt8, TokenStateError)] = [
            (0, 12, .invalidMultisig(required: 12, members: 3)),
            (0, 0, .invalidMultisig(required: 0, members: 3)),
            (1, 12, .invalidMultisig(required: 2, members: 12)),
            (1, 0, .invalidMultisig(required: 2, members: 0)),
            (2, 2, .invalidInitializedFlag(2)), (354, 1, .nonzeroPadding), (1, 2, .nonzeroPadding),
        ]
        for (offset, byte, error) in rows {
            var wrong = data
            wrong[offset] = byte
            #expect(throws: error) { try MultisigState(decoding: wrong) }
        }
        let empty = try MultisigState(decoding: [UInt8](repeating: 0, count: 355))
        #expect(!empty.isInitialized)
        #expect(empty.members.isEmpty)
    }
}
