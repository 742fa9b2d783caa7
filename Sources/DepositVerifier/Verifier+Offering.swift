public import SolanaCodec

internal import DepositProgram

extension Verifier {
    /// Decides about a transaction whose bytes somebody offers as proof of a payment.
    ///
    /// Bytes prove nothing about the chain. They are refused at once if a required signature is missing
    /// or false, or if `asked` is not the one that names them: nodes know a transaction by its first
    /// signature only. All others are asked for as ever; one with a durable nonce never expires.
    ///
    /// - Parameter asked: the signature that was offered beside the bytes; `nil` if there is none.
    /// - Throws: as `verify(_:claim:)`.
    public func verify(
        offered transaction: Transaction, as asked: Signature? = nil, claim: Claim = Claim()
    ) async throws -> Decision {
        let signature = asked ?? transaction.signature
        if let objection = Self.objection(to: transaction, as: signature) {
            return Decision(
                signature, genesis: policy.treasury.cluster.genesis, finding: objection)
        }
        var claim = claim
        if transaction.message.durableNonceAccount != nil { claim.lastValidBlockHeight = nil }
        return try await verify(signature, claim: claim)
    }

    private static func objection(to transaction: Transaction, as asked: Signature) -> Finding? {
        // What only ZIP-215 accepts may land one day: that is for the chain to say.
        let isSigned = transaction.signatureStatuses.allSatisfy {
            $0 == .valid || $0 == .validUnderZIP215Only
        }
        guard isSigned else { return Finding(.badSignature, .identity) }
        return asked == transaction.signature ? nil : Finding(.notTransactionID, .identity)
    }
}
