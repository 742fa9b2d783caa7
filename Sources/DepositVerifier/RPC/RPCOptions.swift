import SolanaCodec

/// The configuration object that ends most parameter lists.
///
/// Members keep the order given, and absent ones are left out, so requests are reproducible.
func rpcOptions(
    commitment: Commitment? = nil, minContextSlot: UInt64? = nil,
    _ others: [(String, JSONOutput)] = []
) -> JSONOutput {
    var members: [(String, JSONOutput)] = []
    if let commitment { members.append(("commitment", .string(commitment.rawValue))) }
    if let minContextSlot { members.append(("minContextSlot", .unsigned(minContextSlot))) }
    return .object(members + others)
}

extension JSONOutput {
    static func address(_ address: Address) -> JSONOutput { .string(address.description) }
    static func signature(_ signature: Signature) -> JSONOutput {
        .string(signature.description)
    }
}
