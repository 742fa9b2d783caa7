internal import SolanaCodec

/// R2: the bytes are the transaction that was asked for, and every required signature is genuine.
///
/// An endpoint can forge anything but signatures. Bytes that fail them are the endpoint's fault, not
/// a bad payment. A signature that only ZIP-215 accepts may become legal (SIMD-0376), so a person
/// looks at it.
enum R2Identity {
    /// - Returns: what is to be said against the transaction itself.
    /// - Throws: what is to be said against the answer.
    static func check(_ transaction: Transaction, asked: Signature) throws(Finding) -> Finding? {
        guard transaction.signature == asked else { throw Finding(.rpcInconsistent, .identity) }
        let statuses = transaction.signatureStatuses
        guard statuses.allSatisfy({ $0 == .valid || $0 == .validUnderZIP215Only }) else {
            throw Finding(.rpcInconsistent, .identity)
        }
        let isStrict = statuses.allSatisfy { $0 == .valid }
        return isStrict ? nil : Finding(.nonstrictSignature, .identity)
    }
}
