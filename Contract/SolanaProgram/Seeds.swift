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
        derive(from: 255, through: 0, for: program)
    }

    /// The address with this bump; `nil` if there is none.
    @inline(__always)
    public func create(
        bump: UInt8, for program: UnsafePointer<Address>
    ) -> ProgramDerivedAddress? {
        derive(from: bump, through: bump, for: program)
    }

    /// Whether this bump gives an address, and that one.
    @inline(never)
    public func lead(
        to address: UnsafePointer<Address>, bump: UInt8, for program: UnsafePointer<Address>
    ) -> Bool {
        create(bump: bump, for: program)?.address == address.pointee
    }

    @inline(__always)
    private func derive(
        from first: UInt8, through last: UInt8, for program: UnsafePointer<Address>
    ) -> ProgramDerivedAddress? {
        var bump = first
        var address = Programs.system
        let found = withUnsafeMutablePointer(to: &bump) { bump in
            var hashed = HashedSeeds(
                parts: parts, bump: Seed(bump, count: 1), program: Seed(program),
                marker: Seed("ProgramDerivedAddress"))
            return withUnsafePointer(to: &hashed) { seeds in
                withUnsafeMutablePointer(to: &address) { address in
                    searchAddress(UnsafeRawPointer(seeds), count + 3, bump, last, address)
                }
            }
        }
        return found ? ProgramDerivedAddress(address: address, bump: bump) : nil
    }
}

/// What is hashed, one after the other in memory.
private struct HashedSeeds<let count: Int> {
    let parts: InlineArray<count, Seed>
    let bump: Seed
    let program: Seed
    let marker: Seed
}

/// Lowers the bump until the hash of the seeds is no point of the curve; false if none is.
@inline(never)
private func searchAddress(
    _ seeds: UnsafeRawPointer, _ count: Int, _ bump: UnsafeMutablePointer<UInt8>, _ last: UInt8,
    _ address: UnsafeMutablePointer<Address>
) -> Bool {
    while true {
        _ = sol_sha256(seeds, UInt64(truncatingIfNeeded: count), address)
        if sol_curve_validate_point(0, address, nil) != 0 { return true }
        if bump.pointee == last { return false }
        bump.pointee &-= 1
    }
}
