public import SolanaCodec

/// The account that a refund leaves behind, so that no second one of the same deposit can be paid.
///
/// Its address is derived from the treasury's wallet and the deposit. Each refund has the System
/// program's `AllocateWithSeed` give it a byte, which the wallet must sign, and which fails with all
/// of its transaction for an account that has data already. From then on the account belongs to the
/// memo program, which has no instruction that writes: nobody can take the byte away again.
///
/// So of all refunds of one deposit that this wallet ever signs, one succeeds at most: whatever
/// blockhash or nonce they have, whoever asked for them, however often, and whether or not anybody
/// knows of the others. The price is the rent of one byte, which stays there.
public struct RefundReceipt: Hashable, Sendable {
    /// The wallet that signs.
    public let treasury: Address
    /// The account.
    public let address: Address
    private let seed: String

    /// Bytes of data; what matters is that it is not 0.
    public static let size: UInt64 = 1
    /// Whose the account becomes.
    public static let owner = Programs.memoV3

    /// The receipt for a deposit.
    ///
    /// Shape of the seed: the first 16 bytes of SHA-256("usdc-deposit/refund/v1" ‖ genesis 32 ‖
    /// signature 64 ‖ the path's text), as 32 hexadecimal digits, the most that a seed may have.
    public init(of deposit: RefundMemo.Subject, genesis: Blockhash, treasury: Address) {
        let digest = SHA256.hash(
            Array("usdc-deposit/refund/v1".utf8) + genesis.bytes + deposit.signature.bytes
                + Array(deposit.path.description.utf8))
        seed = Hexadecimal.encode(digest.bytes.prefix(16))
        guard let address = Address(base: treasury, seed: Array(seed.utf8), owner: Self.owner)
        else { preconditionFailure("32 bytes of seed, and an owner that is no marker") }
        self.address = address
        self.treasury = treasury
    }

    /// Pays the rent and takes the address for good.
    ///
    /// Lamports that somebody has sent there before do not stand in the way.
    func creation(payer: Address, rent: Lamports) -> [Instruction] {
        [
            SystemInstruction.transfer(source: payer, destination: address, lamports: rent)
                .instruction,
            SystemInstruction.allocateWithSeed(
                account: address, base: treasury, seed: seed, space: Self.size, owner: Self.owner
            ).instruction,
        ]
    }
}
