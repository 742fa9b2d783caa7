extension Transaction {
    /// Signs with each of `signers` that the message asks for.
    ///
    /// - Throws: `SignerError.wrongAddress` for a signer that it does not ask for, or what the
    ///   signer throws.
    public mutating func sign(with signers: [any Signer]) throws(SignerError) {
        for signer in signers {
            let signature = try signer.sign(messageBytes)
            guard setSignature(signature, of: signer.address) else { throw .wrongAddress }
        }
    }

    /// How a signature stands against the message.
    public enum SignatureStatus: Hashable, Sendable {
        /// Valid under the runtime's strict rule.
        case valid
        /// Valid under ZIP-215 only, which SIMD-0376 may make legal.
        case validUnderZIP215Only
        /// 64 zero bytes.
        case absent
        /// Not a signature of this message by this signer.
        case invalid
    }

    /// The status of every signature, in the order of the signers.
    public var signatureStatuses: [SignatureStatus] {
        zip(signatures, signerAddresses).map { signature, signer in
            if signature == .absent { return .absent }
            if Ed25519.isValid(signature, of: messageBytes, by: signer) { return .valid }
            return Ed25519.isValidZIP215(signature, of: messageBytes, by: signer)
                ? .validUnderZIP215Only : .invalid
        }
    }
}
