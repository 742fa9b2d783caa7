/// Anything that can sign for an address.
public protocol Signer: Sendable {
    /// The address that it signs for.
    var address: Address { get }
    /// Signs the exact bytes of a message.
    ///
    /// - Throws: `SignerError` if it cannot.
    func sign(_ message: [UInt8]) throws(SignerError) -> Signature
}

/// Why there is no key or no signature. Never carries a byte of a secret.
public enum SignerError: Error, Hashable, Sendable {
    /// The file cannot be opened; `errno` as the system gave it.
    case cannotOpen(errno: Int32)
    /// The path is a directory, pipe, device or socket.
    case notARegularFile
    /// The file belongs to another user.
    case foreignOwner
    /// The group or others may read or write the file.
    case exposed(mode: UInt16)
    /// The file is longer than any key file.
    case tooLong(limit: Int)
    /// The text is not a JSON array of 64 numbers from 0 to 255: what is wrong, and at which byte.
    case malformedKeyFile(KeyFile.Fault, offset: Int)
    /// A seed is not 32 bytes long.
    case malformed
    /// The public half does not belong to the secret half.
    case inconsistentHalves
    /// There is no guarded memory for a secret.
    case outOfMemory
    /// The signer does not hold this address's key.
    case wrongAddress
    /// The text is no seed phrase.
    case phrase(MnemonicError)
    /// The signer is known by its address only; it signs elsewhere.
    case absent
    /// The signature that was made elsewhere is not one of this message.
    case wrongSignature
}
