/// Names in Anchor programs: the first 8 bytes of an instruction, an account, or an event are the
/// first 8 of the SHA-256 of its name.
///
/// Source: Anchor documentation, "Discriminators"; emitted events: anchor-lang, `event.rs`.
public enum Anchor {
    /// What a name belongs to.
    public enum Namespace: String, Sendable {
        /// An instruction, by its snake_case name.
        case instruction = "global"
        /// An account's type.
        case account
        /// An event's type.
        case event
    }

    /// Bytes of a discriminator.
    public static let discriminatorSize = 8

    /// What an instruction begins with that a program sends to itself to record an event; the event,
    /// with its own discriminator, follows.
    public static let eventInstructionTag: [UInt8] = [
        0xE4, 0x45, 0xA5, 0x2E, 0x51, 0xCB, 0x9A, 0x1D,
    ]

    /// The first 8 bytes of what `name` names.
    public static func discriminator(_ namespace: Namespace, _ name: String) -> [UInt8] {
        let digest = SHA256.hash(Array("\(namespace.rawValue):\(name)".utf8))
        return Array(digest.bytes.prefix(discriminatorSize))
    }
}
