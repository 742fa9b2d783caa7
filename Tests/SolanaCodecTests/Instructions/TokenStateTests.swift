import SolanaCodec
import Testing

@Suite struct TokenStateTests {
    private static func bytes(_ byte: String) -> String { String(repeating: byte, count: 32) }

    /// Computed with solders 0.29, `solders.token.state`.
    private static let delegated =
        bytes("01") + bytes("02") + "404b4c0000000000" + "01000000" + bytes("03") + "01"
        + "000000000000000000000000" + "4d00000000000000" + "00000000" + bytes("00")
    private static let frozenNative =
        bytes("01") + bytes("02") + "0100000000000000" + "00000000" + bytes("00") + "02"
        + "01000000f01d1f0000000000" + "0000000000000000" + "01000000" + bytes("04")
    private static let mint =
        "01000000" + bytes("05") + "cb04fb711f010000" + "06" + "01" + "00000000" + bytes("00")
    private static let fixedMint =
        "00000000" + bytes("00") + "0100000000000000" + "09" + "01" + "01000000" + bytes("06")

    @Test func `reads a token account`() throws {
        let state = try TokenAccountState(decoding: try hex(Self.delegated))
        #expect(state.mint == key(1))
        #expect(state.owner == key(2))
        #expect(state.amount == TokenAmount(5_000_000))
        #expect(state.delegate == key(3))
        #expect(state.status == .initialized)
        #expect(state.nativeReserve == nil)
        #expect(state.delegatedAmount == TokenAmount(77))
        #expect(state.closeAuthority == nil)
        #expect(state.extensions.isEmpty)
    }

    @Test func `reads a frozen wrapped-SOL account`() throws {
        let state = try TokenAccountState(decoding: try hex(Self.frozenNative))
        #expect(state.status == .frozen)
        #expect(state.nativeReserve == Lamports(2_039_280))
        #expect(state.delegate == nil)
        #expect(state.closeAuthority == key(4))
    }

    @Test func `reads mints`() throws {
        let open = try MintState(decoding: try hex(Self.mint))
        #expect(open.mintAuthority == key(5))
        #expect(open.supply == TokenAmount(1_234_567_890_123))
        #expect(open.decimals == 6)
        #expect(open.isInitialized)
        #expect(open.freezeAuthority == nil)
        let fixed = try MintState(decoding: try hex(Self.fixedMint))
        #expect(fixed.mintAuthority == nil)
        #expect(fixed.decimals == 9)
        #expect(fixed.freezeAuthority == key(6))
    }

    @Test func `the bytes after an absent value mean nothing`() throws {
        var data = try hex(Self.delegated)
        data[72] = 0
        #expect(try TokenAccountState(decoding: data).delegate == nil)
    }

    @Test func `refuses every other length`() throws {
        let account = try hex(Self.delegated)
        for length in 0..<165 {
            #expect(throws: TokenStateError.invalidLength(length)) {
                try TokenAccountState(decoding: Array(account.prefix(length)))
            }
        }
        let mint = try hex(Self.mint)
        for length in Array(0..<82) + Array(83...165) {
            let data = Array((mint + [UInt8](repeating: 0, count: 83)).prefix(length))
            #expect(throws: TokenStateError.invalidLength(length)) { try MintState(decoding: data) }
        }
    }

    @Test func `never takes a multisignature account for an account or a mint`() throws {
        var account = try hex(Self.delegated) + [2]
        account += [UInt8](repeating: 0, count: 355 - account.count)
        #expect(throws: TokenStateError.invalidLength(355)) {
            try TokenAccountState(decoding: account)
        }
        var mint = try hex(Self.mint) + [UInt8](repeating: 0, count: 83) + [1]
        mint += [UInt8](repeating: 0, count: 355 - mint.count)
        #expect(throws: TokenStateError.invalidLength(355)) { try MintState(decoding: mint) }
    }

    @Test func `refuses option tags, states, and flags that do not exist`() throws {
        for offset in [72, 109, 129] {
            var data = try hex(Self.delegated)
            data[offset] = 2
            #expect(throws: TokenStateError.invalidOptionTag(2, offset: offset)) {
                try TokenAccountState(decoding: data)
            }
            data[offset] = 0
            data[offset + 3] = 1
            #expect(throws: TokenStateError.invalidOptionTag(0x0100_0000, offset: offset)) {
                try TokenAccountState(decoding: data)
            }
        }
        var account = try hex(Self.delegated)
        account[108] = 3
        #expect(throws: TokenStateError.invalidAccountState(3)) {
            try TokenAccountState(decoding: account)
        }
        var mint = try hex(Self.mint)
        mint[45] = 2
        #expect(throws: TokenStateError.invalidInitializedFlag(2)) { try MintState(decoding: mint) }
        mint[45] = 1
        mint[46] = 7
        #expect(throws: TokenStateError.invalidOptionTag(7, offset: 46)) {
            try MintState(decoding: mint)
        }
        mint[0] = 3
        #expect(throws: TokenStateError.invalidOptionTag(3, offset: 0)) {
            try MintState(decoding: mint)
        }
    }

    @Test func `walks the extensions of an account`() throws {
        let data =
            try hex(Self.delegated) + [2] + hex("0700 0000") + hex("0200 0800 4d00000000000000")
            + hex("e703 0100 aa") + hex("0000")
        let state = try TokenAccountState(decoding: data)
        #expect(state.extensions.map(\.type.rawValue) == [7, 2, 999])
        #expect(
            state.extensions.map(\.type.name) == ["immutableOwner", "transferFeeAmount", "999"])
        #expect(state.extensions.map(\.type.isKnown) == [true, true, false])
        #expect(state.value(of: .transferFeeAmount) == [0x4D, 0, 0, 0, 0, 0, 0, 0])
        #expect(state.value(of: .immutableOwner) == [])
        #expect(state.value(of: .cpiGuard) == nil)
    }

    @Test func `walks the extensions of a mint`() throws {
        let padding = [UInt8](repeating: 0, count: 83)
        let data = try hex(Self.mint) + padding + [1] + hex("0c00 2000" + Self.bytes("07")) + [9]
        let state = try MintState(decoding: data)
        #expect(state.extensions.map(\.type) == [.permanentDelegate])
        #expect(state.value(of: .permanentDelegate) == key(7).bytes)
    }

    @Test func `refuses extensions past the end, and the other kind of account`() throws {
        let account = try hex(Self.delegated)
        #expect(throws: TokenStateError.malformedExtension(offset: 166)) {
            try TokenAccountState(decoding: account + [2] + hex("0700 0100"))
        }
        #expect(throws: TokenStateError.malformedExtension(offset: 170)) {
            try TokenAccountState(decoding: account + [2] + hex("0700 0000 0200 08"))
        }
        #expect(throws: TokenStateError.wrongAccountType(1)) {
            try TokenAccountState(decoding: account + [1])
        }
        let mint = try hex(Self.mint)
        let padding = [UInt8](repeating: 0, count: 83)
        #expect(throws: TokenStateError.wrongAccountType(2)) {
            try MintState(decoding: mint + padding + [2])
        }
        #expect(throws: TokenStateError.nonzeroPadding) {
            try MintState(decoding: mint + [1] + padding.dropFirst() + [1])
        }
    }

    @Test func `refuses an extension that stands twice`() throws {
        let data = try hex(Self.delegated) + [2] + hex("0700 0000") + hex("0800 0100 01")
        #expect(try TokenAccountState(decoding: data).extensions.count == 2)
        #expect(throws: TokenStateError.duplicateExtension(.immutableOwner, offset: 175)) {
            try TokenAccountState(decoding: data + hex("0700 0000"))
        }
        #expect(throws: TokenStateError.duplicateExtension(.memoTransfer, offset: 175)) {
            try TokenAccountState(decoding: data + hex("0800 0100 00"))
        }
    }

    @Test func `every single flipped bit is read or refused, never fatal`() throws {
        let data = try hex(Self.frozenNative) + [2] + hex("0200 0800 4d00000000000000")
        var refused = 0
        for bit in 0..<(data.count * 8) {
            var flipped = data
            flipped[bit / 8] ^= 1 << (bit % 8)
            do { _ = try TokenAccountState(decoding: flipped) } catch { refused += 1 }
        }
        // Option tags 3 × 31, state 7, account type 8, length 15. A tag's lowest bit turns it into
        // the other valid tag, state 2 can become 0, and length 8 can become 0.
        #expect(refused == 123)
    }

    @Test func `names the extensions 0 to 28`() {
        #expect((UInt16(0)...28).allSatisfy { ExtensionType(rawValue: $0).isKnown })
        #expect(!ExtensionType(rawValue: 29).isKnown)
        #expect(ExtensionType.permissionedBurn.name == "permissionedBurn")
        #expect(ExtensionType.transferHook.name == "transferHook")
        #expect(ExtensionType.confidentialMintBurn.name == "confidentialMintBurn")
    }
}
