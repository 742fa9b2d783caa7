/// A signature that was made elsewhere: it signs the one message that it belongs to.
public struct PresignedSigner: Signer, Hashable {
    /// The address that made it.
    public let address: Address
    /// The signature.
    public let signature: Signature

    /// Takes a signature on trust until it is asked to sign.
    public init(address: Address, signature: Signature) {
        self.address = address
        self.signature = signature
    }

    /// The signature, once it has been verified under the runtime's rule.
    ///
    /// - Throws: `SignerError.wrongSignature` if it does not belong to this message and address.
    public func sign(_ message: [UInt8]) throws(SignerError) -> Signature {
        guard Ed25519.isValid(signature, of: message, by: address) else { throw .wrongSignature }
        return signature
    }
}

/// A signer that is known by its address only and signs elsewhere, later.
///
/// It never gives a signature, not even 64 zeros: what it leaves open stays visibly open.
public struct AbsentSigner: Signer, Hashable {
    /// The address that will sign.
    public let address: Address

    /// The signer of this address.
    public init(address: Address) {
        self.address = address
    }

    /// Refuses.
    ///
    /// - Throws: `SignerError.absent`, always.
    public func sign(_ message: [UInt8]) throws(SignerError) -> Signature {
        throw .absent
    }
}
