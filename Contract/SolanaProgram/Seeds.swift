/// Bytes that take part in the derivation of an address: a pointer and a length, as syscalls read
/// them. The bytes must live as long as the seed is used: literals, keys of accounts and data do.
public struct Seed {
    let start: UnsafeRawPointer
    let count: UInt64

    /// The bytes of a literal.
    @inline(__always)
    public init(_ text: StaticString) {
        start = UnsafeRawPointer(text.utf8Start)
        count = UInt64(truncatingIfNeeded: text.utf8CodeUnitCount)
    }

    /// An address, such as `account.key`.
    @inline(__always)
    public init(_ address: UnsafePointer<Address>) {
        start = UnsafeRawPointer(address)
        count = 32
    }

    /// Bytes anywhere, such as `data.pointer(at:)`. A derived address takes up to 32 of them.
    @inline(__always)
    public init(_ start: UnsafeRawPointer, count: Int) {
        self.start = start
        self.count = UInt64(truncatingIfNeeded: count)
    }
}

/// An address derived from a program's, for which only that program can sign, and its bump.
public struct ProgramDerivedAddress: Equatable, Sendable {
    /// The address.
    public let address: Address
    /// The byte behind the seeds that puts the address off the curve.
    public let bump: UInt8
}

/// The seeds of a derived address, without the bump.
///
/// An address is sha256(seeds, bump, program, "ProgramDerivedAddress") unless that is a point of the
/// Ed25519 curve. The two syscalls for those questions cost a fifth of the one that answers both
/// (about 320 units against 1,500 for every bump tried). Source: agave,
/// `Pubkey::create_program_address`.
public struct Seeds<let count: Int> {
    let parts: InlineArray<count, Seed>

    /// Up to 15 seeds.
    @inline(__always)
    public init(_ parts: InlineArray<count, Seed>) {
        self.parts = parts
    }

    /// The address with the highest bump that gives one; `nil` if none of 256 does.
    ///
    /// - Parameter program: whose address it is: `invocation.program`, or the key of another one.
    @inline(__always)
    public func find(for program: UnsafePointer<Address>) -> ProgramDerivedAddress? {
        var address = Programs.system
        let bump = search(255, 0, program, &address)
        guard bump >= 0 else { return nil }
        return ProgramDerivedAddress(
            address: address, bump: UInt8(truncatingIfNeeded: bump))
    }

    /// The address with this bump; `nil` if there is none.
    @inline(__always)
    public func create(bump: UInt8, for program: UnsafePointer<Address>) -> Address? {
        var address = Programs.system
        return search(bump, bump, program, &address) >= 0 ? address : nil
    }

    /// Lowers the bump from `first` until it gives an address; negative if none down to `last`
    /// does.
    @inline(never)
    private func search(
        _ first: UInt8, _ last: UInt8, _ program: UnsafePointer<Address>,
        _ address: UnsafeMutablePointer<Address>
    ) -> Int {
        var bump = first
        return withUnsafeMutablePointer(to: &bump) { bump in
            let hashed = HashedSeeds(
                parts: parts, bump: Seed(bump, count: 1), program: Seed(program),
                marker: Seed("ProgramDerivedAddress"))
            return withUnsafePointer(to: hashed) { hashed in
                while true {
                    _ = sol_sha256(hashed, UInt64(truncatingIfNeeded: count + 3), address)
                    if sol_curve_validate_point(0, address, nil) != 0 { return Int(bump.pointee) }
                    if bump.pointee == last { return -1 }
                    bump.pointee &-= 1
                }
            }
        }
    }

    /// Lets `body` sign for the address of this bump.
    ///
    /// `invoke` does so itself; this is for several calls with one signature.
    @inline(__always)
    public func withSigner(
        _ bump: UInt8, _ body: (Signer) throws(ProgramError) -> Void
    ) throws(ProgramError) {
        try withUnsafePointer(to: bump) { bump throws(ProgramError) in
            let list = SignerSeeds(parts: parts, bump: Seed(bump, count: 1))
            try withUnsafePointer(to: list) { list throws(ProgramError) in
                try withUnsafePointer(to: Seed(list, count: count + 1)) {
                    list throws(ProgramError) in
                    try body(Signer(list: list))
                }
            }
        }
    }
}

/// Seeds in memory by which an address signs: valid only where it was handed out.
public struct Signer {
    /// One list of seeds.
    let list: UnsafePointer<Seed>
}

/// The seeds of a signing address and their bump, one after the other in memory.
private struct SignerSeeds<let count: Int> {
    let parts: InlineArray<count, Seed>
    let bump: Seed
}

/// What is hashed, one after the other in memory.
private struct HashedSeeds<let count: Int> {
    let parts: InlineArray<count, Seed>
    let bump: Seed
    let program: Seed
    let marker: Seed
}
