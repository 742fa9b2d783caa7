/// What the network carries and the runtime loads. Sources: solana-packet, SIMD-0385.
public enum PacketLimits {
    /// Bytes of a legacy or v0 transaction: an IPv6 minimum MTU less headers.
    public static let bytes = 1_232
    /// Bytes of a v1 transaction.
    public static let v1Bytes = 4_096
    /// Accounts that one-byte indices can name.
    public static let accounts = 256
    /// Accounts of a v1 transaction.
    public static let v1Accounts = 64
    /// Top-level instructions of a v1 transaction.
    public static let v1Instructions = 64
    /// Signatures of a v1 transaction.
    public static let v1Signatures = 12
    /// Heap bytes that a v1 message may ask for, in steps of 1,024.
    public static let v1Heap: ClosedRange<UInt32> = 32_768...262_144

    /// Bytes of a transaction of this version.
    public static func bytes(of version: Message.Version) -> Int {
        version == .v1 ? v1Bytes : bytes
    }
}
