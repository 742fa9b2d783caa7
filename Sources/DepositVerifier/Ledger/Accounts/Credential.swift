import SolanaCodec

/// The part of the books that knows by which secret an agent shows who he is.
///
/// Only hashes are stored. A plain hash suffices for random secrets of 16 bytes or more, and not
/// for anything that a person thought of.
public protocol CredentialRegistry: Sendable {
    /// Registers a secret's hash for an agent, which is created if need be. Doing so again for the
    /// same agent and kind changes nothing.
    ///
    /// - Throws: `.credentialTaken` if it is another agent's, of another kind, or revoked;
    ///   `.invalidAgent`.
    func add(
        _ hash: CredentialHash, kind: CredentialKind, agent: String
    ) async throws(LedgerError)
    /// Ends a credential for ever. Ending it again changes nothing.
    ///
    /// - Throws: `.unknownCredential`.
    func revoke(_ hash: CredentialHash) async throws(LedgerError)
    /// What the books know of a secret, by its hash; revoked ones included.
    func credential(_ hash: CredentialHash) async throws(LedgerError) -> CredentialRecord?
}

/// SHA-256 of a secret: what the books keep in its place.
public struct CredentialHash: Hashable, Sendable {
    /// 32 bytes.
    public let bytes: [UInt8]

    /// The hash of a secret, which the caller wipes.
    public init(hashing secret: [UInt8]) {
        bytes = SHA256.hash(secret).bytes
    }

    /// A hash that was computed before.
    ///
    /// - Returns: `nil` unless these are 32 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == CredentialHash.length else { return nil }
        self.bytes = bytes
    }

    /// Bytes of a SHA-256.
    static let length = 32
}

/// How a secret travels. Raw values are stored, so append-only.
public enum CredentialKind: Int64, Hashable, Sendable, CaseIterable {
    /// In the path of a URL.
    case pathToken = 1
    /// In a header of its own.
    case apiKey = 2
}

/// A credential as the books know it.
public struct CredentialRecord: Hashable, Sendable {
    /// The secret's hash.
    public var hash: CredentialHash
    /// How it travels.
    public var kind: CredentialKind
    /// Whose it is.
    public var agent: String
    /// Whether it still opens the door.
    public var isActive: Bool

    /// A record from its parts.
    public init(hash: CredentialHash, kind: CredentialKind, agent: String, isActive: Bool) {
        self.hash = hash
        self.kind = kind
        self.agent = agent
        self.isActive = isActive
    }
}
