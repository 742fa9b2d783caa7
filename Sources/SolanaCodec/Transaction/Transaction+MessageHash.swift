extension Transaction {
    /// What the cluster compares to refuse a message that it has executed already, whatever its
    /// signatures.
    ///
    /// Shape: BLAKE3 of the ASCII text `solana-tx-message-v1` and the message bytes.
    /// Source: anza-xyz/solana-sdk, message, `hash_raw_message`.
    public var messageHash: FixedBytes<32> {
        BLAKE3.hash(Array("solana-tx-message-v1".utf8) + messageBytes)
    }
}
