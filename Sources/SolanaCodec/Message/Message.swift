/// What a transaction's signatures sign.
///
/// Shape, legacy: header 3 | compact-u16 count, addresses 32 each | recent blockhash 32 |
/// compact-u16 count, instructions.
/// v0: byte 0x80 | as legacy | compact-u16 count, address table lookups.
/// v1: byte 0x81 | header 3 | config mask `u32` | lifetime 32 | instruction count `u8` | address
/// count `u8` | addresses | config values | instruction headers (`u8` program, `u8` account count,
/// `u16` data length) | payloads (account indices, data) in the same order.
/// Source: Solana docs, "Transactions"; SIMD-0385.
public struct Message: Hashable, Sendable {
    /// The wire format.
    public enum Version: Hashable, Sendable, CaseIterable {
        /// The first format, without a version byte.
        case legacy
        /// With address lookup tables.
        case v0
        /// With the compute budget in the header, up to 4,096 bytes, signatures last.
        case v1
    }

    /// The wire format.
    public var version: Version
    /// Who signs and what is read-only.
    public var header: MessageHeader
    /// The addresses that the message itself lists; the first one pays the fee.
    public var addresses: [Address]
    /// What limits the message's life: a recent blockhash or a durable nonce.
    public var recentBlockhash: Blockhash
    /// The calls, in order.
    public var instructions: [CompiledInstruction]
    /// Accounts from lookup tables; v0 only.
    public var lookups: [AddressTableLookup]
    /// The compute budget; v1 only.
    public var config: TransactionConfig

    /// A message from its parts; nothing is checked before it is compiled or decoded.
    public init(
        version: Version, header: MessageHeader, addresses: [Address],
        recentBlockhash: Blockhash, instructions: [CompiledInstruction],
        lookups: [AddressTableLookup] = [], config: TransactionConfig = TransactionConfig()
    ) {
        self.version = version
        self.header = header
        self.addresses = addresses
        self.recentBlockhash = recentBlockhash
        self.instructions = instructions
        self.lookups = lookups
        self.config = config
    }

    /// The account that pays the fee.
    public var feePayer: Address? { addresses.first }

    /// Number of accounts: listed and looked up.
    public var accountCount: Int {
        lookups.reduce(addresses.count) {
            $0 + $1.writableIndices.count + $1.readonlyIndices.count
        }
    }

    /// The role that the header gives to the listed address at `index`.
    public func role(ofAddressAt index: Int) -> AccountRole {
        let signers = Int(header.requiredSignatures)
        let isWritable =
            index < signers
            ? index < signers - Int(header.readonlySigned)
            : index < addresses.count - Int(header.readonlyUnsigned)
        return AccountRole(signer: index < signers, writable: isWritable)
    }

    /// Every account in the order of the indices: listed, loaded writable, loaded read-only.
    ///
    /// - Returns: `nil` if `loaded` has not exactly the counts that the lookups ask for.
    public func accounts(loaded: LoadedAddresses = LoadedAddresses()) -> [AccountMeta]? {
        let writable = lookups.reduce(0) { $0 + $1.writableIndices.count }
        let readonly = lookups.reduce(0) { $0 + $1.readonlyIndices.count }
        guard loaded.writable.count == writable, loaded.readonly.count == readonly else {
            return nil
        }
        return addresses.enumerated().map { AccountMeta($1, role(ofAddressAt: $0)) }
            + loaded.writable.map { AccountMeta($0, .writable) }
            + loaded.readonly.map { AccountMeta($0, .readonly) }
    }
}
