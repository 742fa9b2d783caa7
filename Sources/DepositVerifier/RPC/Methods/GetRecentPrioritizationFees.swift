public import SolanaCodec

/// The lowest priority fee that got a transaction into a slot.
public struct PrioritizationFee: Hashable, Sendable {
    /// The slot.
    public var slot: UInt64
    /// Micro-lamports for each compute unit.
    public var microLamportsPerUnit: UInt64

    /// A fee from its parts.
    public init(slot: UInt64, microLamportsPerUnit: UInt64) {
        self.slot = slot
        self.microLamportsPerUnit = microLamportsPerUnit
    }
}

extension RPCClient {
    /// Recent priority fees of transactions that lock all of `accounts` for writing.
    ///
    /// - Throws: `RPCError`.
    public func getRecentPrioritizationFees(
        _ accounts: [Address]
    ) async throws -> [PrioritizationFee] {
        let keys = JSONOutput.array(accounts.map(JSONOutput.address))
        return try await call("getRecentPrioritizationFees", [keys]) { json throws(JSONError) in
            try json.list { fee throws(JSONError) in
                PrioritizationFee(
                    slot: try fee.required("slot").uint64(),
                    microLamportsPerUnit: try fee.required("prioritizationFee").uint64())
            }
        }
    }
}
