public import SolanaCodec

/// The fixture world of the case catalogue: reproducible wallets, codes and addresses.
public enum World {
    /// A key pair whose seed is 32 equal bytes.
    public static func keypair(_ byte: UInt8) -> Keypair {
        do {
            return try Keypair(seed: Array(repeating: byte, count: 32))
        } catch {
            preconditionFailure("no key pair from a fixed seed: \(error)")
        }
    }

    /// Pays. Seed 01…01.
    public static let payer = keypair(1)
    /// Receives. Seed 02…02.
    public static let treasury = keypair(2)
    /// Tries. Seed 03…03.
    public static let attacker = keypair(3)
    /// Loses, if the attacker succeeds. Seed 04…04.
    public static let victim = keypair(4)
    /// Pays fees for others. Seed 05…05.
    public static let relayer = keypair(5)
    /// May spend the payer's tokens. Seed 06…06.
    public static let delegate = keypair(6)
    /// The operator's hot wallet. Seed 07…07.
    public static let hot = keypair(7)

    /// USDC on mainnet.
    public static let usdc: Address = "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"
    /// USDC on devnet.
    public static let usdcDevnet: Address = "4zMMC9srt5Ri5X14GAgXhaHii3GnPAEERYPJgZJDncDU"
    /// PYUSD on mainnet, a Token-2022 mint.
    public static let pyusd: Address = "2b1kV6DkPAnxd5ixfnxCpjxmKwqjjaYmCZfHsFu24GXo"
    /// The payer's USDC account.
    public static let payerUSDC: Address = "3wvJdyFnGvaMWpbq93NU91SggiVRveULUXL6iX5VZDGP"
    /// The treasury's USDC account.
    public static let treasuryUSDC: Address = "ASZ2TDDNJG2n42TxAezqNNzwWipykHrENDKMCoLKgzup"
    /// The attacker's USDC account.
    public static let attackerUSDC: Address = "DNDTCnZkNk358qDFZd9unHtnrc73SsXcpVWtwJJMrR4B"
    /// Mainnet's genesis hash.
    public static let mainnetGenesis = "5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d"
    /// Devnet's genesis hash.
    public static let devnetGenesis = "EtWTRABZaYq6iMfeYKouRu166VU2xqa1wcaWoxPkrZBG"
    /// The code of agent `agt_1`, in hexadecimal.
    public static let code1 = "A1B2C3D4E5F6A7B8"
    /// The code of agent `agt_2`, in hexadecimal.
    public static let code2 = "1122334455667788"
}
