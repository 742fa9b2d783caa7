import SolanaCodec

extension FuzzTarget {
    /// The data of the upgradeable loader's accounts.
    static let loaderState = FuzzTarget(name: "loader-state", longest: 256) {
        bytes throws(Finding) in
        guard let state = try? UpgradeableLoaderState(decoding: bytes) else { return }
        var encoded: [UInt8] = []
        switch state {
        case .uninitialized: encoded.append(integer: UInt32(0))
        case .buffer(let authority, let code):
            encoded.append(integer: UInt32(1))
            encoded += owner(authority, in: bytes, at: 4) + code
        case .program(let data):
            encoded.append(integer: UInt32(2))
            encoded += data.bytes
        case .programData(let slot, let authority, let code):
            encoded.append(integer: UInt32(3))
            encoded.append(integer: slot)
            encoded += owner(authority, in: bytes, at: 12) + code
        }
        // What is zero behind it means nothing.
        try expect(bytes.starts(with: encoded), "a state is all its bytes")
        try expect(bytes.dropFirst(encoded.count).allSatisfy { $0 == 0 }, "the rest is zero")
    }
}

/// An authority and its flag; without one, whatever stands in its place.
private func owner(_ authority: Address?, in bytes: [UInt8], at flag: Int) -> [UInt8] {
    authority.map { [1] + $0.bytes } ?? [0] + bytes[(flag + 1)..<(flag + 33)]
}
