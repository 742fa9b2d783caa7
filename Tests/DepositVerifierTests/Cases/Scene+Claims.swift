import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

extension Scene {
    /// The host that claims name here.
    static let host = "deposits.example"

    /// The lines of the specification, before anything is wrong with them.
    static func claimText(
        _ transaction: Signature, _ path: String = "0", account: String = "agt_1",
        gateway: String = host, cluster: String = World.mainnetGenesis
    ) -> String {
        "usdc-deposit-claim v1\ncluster: \(cluster)\ntransaction: \(transaction)\n"
            + "transfer: \(path)\naccount: \(account)\ngateway: \(gateway)"
    }

    /// A claim whose text is signed as it is.
    func claim(
        _ transaction: Signature, _ path: String = "0", account: String = "agt_1",
        by signer: Keypair? = nil
    ) throws -> WalletClaim {
        let text = Self.claimText(transaction, path, account: account)
        return WalletClaim(
            account: account, signature: try (signer ?? payer).sign(Array(text.utf8)),
            gateway: Self.host)
    }

    /// What a gateway answers to a claim.
    func verify(
        _ signature: Signature, _ wallet: WalletClaim?, gateway: String? = host,
        over transport: (any RPCTransport)? = nil
    ) async throws -> Decision {
        try await verifier(transport, gateway: gateway).verify(
            signature, claim: Verifier.Claim(wallet: wallet))
    }

    /// A claim that is refused: nothing is credited, and the money waits for a person.
    func refuses(
        _ wallet: WalletClaim, of signature: Signature, _ reason: Reason, _ comment: String = "",
        gateway: String? = host, over transport: (any RPCTransport)? = nil,
        _ location: SourceLocation = #_sourceLocation
    ) async throws {
        let decision = try await verify(signature, wallet, gateway: gateway, over: transport)
        let note = Comment(rawValue: comment)
        #expect(decision.finding?.reason == reason, note, sourceLocation: location)
        #expect(decision.verdict == reason.verdict, note, sourceLocation: location)
        #expect(decision.credits.isEmpty, note, sourceLocation: location)
        #expect(try await balances().isEmpty, note, sourceLocation: location)
        #expect(
            try await ledger.openReviews(limit: 9).count >= 1, note, sourceLocation: location)
    }
}
