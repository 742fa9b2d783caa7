extension Transaction {
    /// Signs with each of `signers` that is here; the places of absent ones stay as they are.
    ///
    /// - Throws: `SignerError.wrongAddress` for a signer that the message does not ask for, or what
    ///   a signer throws; then no signature has changed.
    public mutating func sign(with signers: [any Signer]) throws(SignerError) {
        var signed = self
        for signer in signers {
            guard signerAddresses.contains(signer.address) else { throw .wrongAddress }
            do throws(SignerError) {
                signed.setSignature(try signer.sign(messageBytes), of: signer.address)
            } catch {
                guard error == .absent else { throw error }
            }
        }
        self = signed
    }

    /// The addresses whose signatures are still to come, in the order of the signers.
    public var missingSignatures: [Address] {
        zip(signatures, signerAddresses).compactMap { $0 == .absent ? $1 : nil }
    }

    /// Whether every signature is there and valid under the runtime's strict rule.
    public var isFullySigned: Bool { signatureStatuses.allSatisfy { $0 == .valid } }

    /// Takes over the signatures that another copy of this transaction has and this one lacks.
    ///
    /// - Throws: `MergeError`; then no signature has changed.
    public mutating func merge(_ other: Transaction) throws(MergeError) {
        guard other.messageBytes == messageBytes else { throw .differentMessage }
        var merged = self
        for (place, signer) in signerAddresses.enumerated() {
            let (ours, theirs) = (signatures[place], other.signatures[place])
            guard theirs != .absent, theirs != ours else { continue }
            guard ours == .absent else { throw .conflictingSignatures(of: signer) }
            guard Ed25519.isValid(theirs, of: messageBytes, by: signer) else {
                throw .invalidSignature(of: signer)
            }
            merged.setSignature(theirs, of: signer)
        }
        self = merged
    }

    /// Why two partly signed transactions cannot become one.
    public enum MergeError: Error, Hashable, Sendable {
        /// They sign different bytes.
        case differentMessage
        /// Both have a signature of this signer, and not the same one.
        case conflictingSignatures(of: Address)
        /// The other one's signature of this signer is not valid under the runtime's strict rule.
        case invalidSignature(of: Address)
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
