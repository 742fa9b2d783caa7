import Foundation
import SolanaCodec
import TestSupport
import Testing

@Suite struct DurableNonceTests {
    static let account = World.keypair(20)
    static let authority = World.keypair(21)
    static let value = Blockhash(FixedBytes(repeating: 0x5A))
    static let nonce = DurableNonce(
        account: account.address, authority: authority.address, value: value)

    // bincode's encoding, which solana-sdk's nonce tests fix at 80 bytes.
    static let data: [UInt8] =
        [1, 0, 0, 0, 1, 0, 0, 0] + authority.address.bytes + value.bytes
        + [0x88, 0x13, 0, 0, 0, 0, 0, 0]

    @Test func `reads an account`() throws {
        let state = try NonceState(decoding: Self.data)
        #expect(state.version == .current)
        #expect(state.content?.authority == Self.authority.address)
        #expect(state.content?.lamportsPerSignature == 5_000)
        #expect(state.usableNonce == Self.value)
        #expect(DurableNonce(account: Self.account.address, state: state) == Self.nonce)
    }

    @Test func `gives no nonce of an account that is old or not initialised`() throws {
        var old = Self.data
        old[0] = 0
        var fresh = Self.data
        fresh[4] = 0
        let states = try [old, fresh, Array(repeating: 0, count: 80)].map {
            try NonceState(decoding: $0)
        }
        #expect(states.map(\.version) == [.legacy, .current, .legacy])
        #expect(states.map { $0.content == nil } == [false, true, true])
        for state in states {
            #expect(state.usableNonce == nil)
            #expect(DurableNonce(account: Self.account.address, state: state) == nil)
        }
    }

    @Test func `refuses other lengths, versions and states`() {
        for count in [0, 8, 79, 81, 82, 165] {
            let data = Array((Self.data + Self.data + Self.data).prefix(count))
            #expect(throws: NonceStateError.invalidLength(count)) {
                try NonceState(decoding: data)
            }
        }
        for (index, error) in [
            (0, NonceStateError.unknownVersion(2)), (4, .unknownState(2)),
            (3, .unknownVersion(0x0200_0001)), (7, .unknownState(0x0200_0001)),
        ] {
            var data = Self.data
            data[index] = 2
            #expect(throws: error) { try NonceState(decoding: data) }
        }
    }

    static let transfer = SystemInstruction.transfer(
        source: World.payer.address, destination: World.treasury.address, lamports: Lamports(1)
    ).instruction

    static func message(_ version: Message.Version) throws -> Message {
        try Message.compile(
            [transfer], payer: World.payer.address, nonce: nonce, version: version)
    }

    struct Answer: Decodable {
        var usesNonce: Bool
    }

    /// Whether the runtime takes their blockhash, which is the account's nonce and no recent one.
    static func judge(_ messages: [Message]) throws -> [Bool] {
        let lines = try messages.map { Base64.encode(try Transaction($0).encoded) }
        return try Oracle.run(
            ["nonce", account.address.description, Hexadecimal.encode(data)], input: lines
        ).map {
            try JSONDecoder().decode(Answer.self, from: Data($0.utf8)).usesNonce
        }
    }

    @Test func `builds messages that the runtime takes for nonce messages`() throws {
        let messages = try Message.Version.allCases.map(Self.message)
        for message in messages {
            #expect(message.recentBlockhash == Self.value)
            #expect(message.durableNonceAccount == Self.account.address)
        }
        #expect(try Self.judge(messages) == [true, true, true])
    }

    /// Changes of a nonce message, and whether the result still is one.
    static let changes: [(String, Bool, @Sendable (inout Message) -> Void)] = [
        ("more data", true, { $0.instructions[0].data += [1, 2, 3] }),
        ("another tag", false, { $0.instructions[0].data[0] = 5 }),
        ("a longer tag", false, { $0.instructions[0].data[3] = 1 }),
        ("less data", false, { $0.instructions[0].data.removeLast() }),
        ("no data", false, { $0.instructions[0].data = [] }),
        ("no accounts", false, { $0.instructions[0].accountIndices = [] }),
        ("no sysvar", true, { _ = $0.instructions[0].accountIndices.remove(at: 1) }),
        ("not first", false, { $0.instructions.swapAt(0, 1) }),
        ("alone", true, { $0.instructions.removeLast() }),
        ("no instruction", false, { $0.instructions = [] }),
        (
            "a sysvar for an account", false,
            { message in
                let place = message.addresses.firstIndex(of: Programs.recentBlockhashes) ?? 0
                message.instructions[0].accountIndices[0] = UInt8(place)
            }
        ),
        (
            "another program", false,
            { message in
                let place = message.addresses.firstIndex(of: Programs.recentBlockhashes) ?? 0
                message.instructions[0].programIndex = UInt8(place)
            }
        ),
        (
            "a nonce account that is called", false,
            { message in
                message.instructions[1].programIndex = message.instructions[0].accountIndices[0]
            }
        ),
        (
            "a nonce account that is called, beside the loader", true,
            { message in
                message.instructions[1].programIndex = message.instructions[0].accountIndices[0]
                message.addresses.append(Programs.upgradeableLoader)
                message.header.readonlyUnsigned += 1
            }
        ),
    ]

    @Test func `tells nonce messages from others as the runtime does`() throws {
        let expected = Self.changes.map(\.1)
        for version in Message.Version.allCases {
            let messages = try Self.changes.map { _, _, change in
                var message = try Self.message(version)
                change(&message)
                return message
            }
            #expect(messages.map { $0.durableNonceAccount != nil } == expected)
            let disagreements = zip(Self.changes, try Self.judge(messages)).filter {
                $0.1 != $1
            }
            #expect(disagreements.map(\.0.0) == [])
        }
    }

    @Test func `keeps the nonce account out of lookup tables`() throws {
        let destination = World.treasury.address
        let table = AddressLookupTable(
            address: World.hot.address, addresses: [Self.account.address, destination])
        let other = AddressLookupTable(address: World.victim.address, addresses: [destination])
        let message = try Message.compile(
            [Self.transfer], payer: World.payer.address, nonce: Self.nonce, version: .v0,
            tables: [table, other])
        #expect(message.lookups.map(\.table) == [World.victim.address])
        #expect(message.durableNonceAccount == Self.account.address)
        // The runtime of before SIMD-0242 would have taken this one.
        let looked = try Message.compile(
            [Self.nonce.advance, Self.transfer], payer: World.payer.address,
            recentBlockhash: Self.value, version: .v0, tables: [table])
        #expect(looked.lookups.map(\.table) == [World.hot.address])
        #expect(looked.durableNonceAccount == nil)
    }
}
