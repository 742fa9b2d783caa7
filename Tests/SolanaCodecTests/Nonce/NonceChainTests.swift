import SolanaCodec
import TestSupport
import Testing

/// Durable nonces on a local chain, from the account's birth to its second value.
@Suite struct NonceChainTests {
    private let chain: LocalChain
    private let account = World.keypair(30)
    private let authority = World.keypair(31)

    init() throws {
        chain = try LocalChain(slotMilliseconds: 0, finalitySlots: 0)
    }

    private func send(_ message: Message, signers: [any Signer]) async throws {
        var transaction = try Transaction(message)
        try transaction.sign(with: signers)
        #expect(transaction.isFullySigned)
        let bytes = Base64.encode(transaction.encoded)
        try await chain.call("sendTransaction", #"["\#(bytes)",{"encoding":"base64"}]"#)
        try await chain.advance(1)
        let list = "[[\"\(transaction.signature)\"]]"
        let answer = try await chain.call("getSignatureStatuses", list) as? [String: Any]
        let status = (answer?["value"] as? [Any])?.first as? [String: Any]
        #expect(status != nil)
        #expect(status?["err"] as? [String: Any] == nil)
    }

    private func state() async throws -> NonceState {
        let parameters = #"["\#(account.address)",{"encoding":"base64"}]"#
        let answer = try await chain.call("getAccountInfo", parameters) as? [String: Any]
        let value = answer?["value"] as? [String: Any]
        let text = try #require((value?["data"] as? [String])?.first)
        return try NonceState(decoding: #require(Base64.decode(text)))
    }

    private func blockhash() async throws -> Blockhash {
        let answer = try await chain.call("getLatestBlockhash") as? [String: Any]
        let value = answer?["value"] as? [String: Any]
        return try Blockhash(parsing: #require(value?["blockhash"] as? String))
    }

    @Test func `a message outlives every blockhash until its nonce is used`() async throws {
        try await chain.fund(World.payer.address)
        let recent = try await blockhash()
        let birth = try Message.compile(
            [
                SystemInstruction.createAccount(
                    source: World.payer.address, newAccount: account.address,
                    lamports: Lamports(2_000_000), space: UInt64(NonceState.size),
                    owner: Programs.system
                ).instruction,
                SystemInstruction.initializeNonce(
                    nonceAccount: account.address, nonceAuthority: authority.address
                ).instruction,
            ], payer: World.payer.address, recentBlockhash: recent, version: .v0)
        try await send(birth, signers: [World.payer, account])
        let born = try await state()
        #expect(born.version == .current)
        #expect(born.content?.authority == authority.address)
        let nonce = try #require(DurableNonce(account: account.address, state: born))

        let transfer = SystemInstruction.transfer(
            source: World.payer.address, destination: World.treasury.address,
            lamports: Lamports(1_000_000)
        ).instruction
        let late = try Message.compile(
            [transfer], payer: World.payer.address, nonce: nonce, version: .legacy)
        try await chain.advance(200)
        try await send(late, signers: [World.payer, authority])
        let after = try await state()
        #expect(after.usableNonce != nonce.value)
        #expect(after.content?.authority == authority.address)
        await #expect(throws: LocalChainFailure.self) {
            try await send(late, signers: [World.payer, authority])
        }
    }
}
