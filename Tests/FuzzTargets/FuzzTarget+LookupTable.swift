import SolanaCodec

extension FuzzTarget {
    /// The data of lookup tables.
    static let lookupTable = FuzzTarget(name: "lookup-table", longest: 256) {
        bytes throws(Finding) in
        guard let state = try? AddressLookupTableState(decoding: bytes) else { return }
        var encoded: [UInt8] = []
        encoded.append(integer: UInt32(1))
        encoded.append(integer: state.deactivationSlot ?? .max)
        encoded.append(integer: state.lastExtendedSlot)
        encoded += [state.lastExtensionStart, state.authority == nil ? 0 : 1]
        encoded += state.authority?.bytes ?? Array(repeating: 0, count: 32)
        encoded += [0, 0] + state.addresses.flatMap(\.bytes)
        try expect(encoded == bytes, "a table is all its bytes")
        for slot in [0, state.lastExtendedSlot, state.deactivationSlot ?? 0, .max] {
            guard let active = try? state.addresses(activeAt: slot) else {
                try expect(slot > state.deactivationSlot ?? .max, "no table is gone too early")
                continue
            }
            try expect(state.addresses.starts(with: active), "entries become active in order")
        }
    }
}
