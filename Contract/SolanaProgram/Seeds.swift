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

/// The signature of a derived address: valid only where `Seeds` handed it out.
public struct Signer {
    /// One list of seeds, the bump included.
    let list: UnsafePointer<Seed>
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
        withMemory(255, program) { memory in
            var address = Programs.system
            let found = memory.search(through: 0, &address)
            return found ? ProgramDerivedAddress(address: address, bump: memory.bump.pointee) : nil
        }
    }

    /// The address with this bump; `nil` if there is none.
    @inline(__always)
    public func create(bump: UInt8, for program: UnsafePointer<Address>) -> Address? {
        withMemory(bump, program) { memory in
            var address = Programs.system
            return memory.search(through: bump, &address) ? address : nil
        }
    }

    /// Whether `address` is the one with the highest bump that gives one.
    @inline(__always)
    public func lead(
        to address: UnsafePointer<Address>, for program: UnsafePointer<Address>
    ) -> Bool {
        withMemory(255, program) { $0.leads(to: address, through: 0) }
    }

    /// Lets `body` sign for `address`, if that is the one of these seeds; else throws `error`.
    ///
    /// - Parameter bump: the only bump that is tried; the highest that gives an address if `nil`.
    @inline(__always)
    public func sign(
        for address: UnsafePointer<Address>, of program: UnsafePointer<Address>,
        bump: UInt8? = nil, orThrow error: ProgramError,
        _ body: (Signer) throws(ProgramError) -> Void
    ) throws(ProgramError) {
        try withMemory(bump ?? 255, program) { memory throws(ProgramError) in
            guard memory.leads(to: address, through: bump ?? 0) else { throw error }
            try memory.withSigner(body)
        }
    }

    /// Lets `body` sign for the address of this bump, whichever it is.
    @inline(__always)
    public func sign(
        bump: UInt8, _ body: (Signer) throws(ProgramError) -> Void
    ) throws(ProgramError) {
        // No program: its seed is not among those of a signature.
        try withUnsafePointer(to: Programs.system) { program throws(ProgramError) in
            try withMemory(bump, program) { memory throws(ProgramError) in
                try memory.withSigner(body)
            }
        }
    }

    @inline(__always)
    private func withMemory<Result, Failure: Error>(
        _ bump: UInt8, _ program: UnsafePointer<Address>,
        _ body: (SeedMemory) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var bump = bump
        return try withUnsafeMutablePointer(to: &bump) { bump throws(Failure) in
            let list = HashedSeeds(
                parts: parts, bump: Seed(bump, count: 1), program: Seed(program),
                marker: Seed("ProgramDerivedAddress"))
            return try withUnsafePointer(to: list) { list throws(Failure) in
                let first = UnsafeRawPointer(list).assumingMemoryBound(to: Seed.self)
                return try body(SeedMemory(first: first, count: count + 1, bump: bump))
            }
        }
    }
}

/// What is hashed, one after the other in memory. Those that sign come first.
private struct HashedSeeds<let count: Int> {
    let parts: InlineArray<count, Seed>
    let bump: Seed
    let program: Seed
    let marker: Seed
}

/// Seeds in memory: `count` of them, the bump included, then the program and the marker.
private struct SeedMemory {
    let first: UnsafePointer<Seed>
    let count: Int
    let bump: UnsafeMutablePointer<UInt8>

    @inline(__always)
    func search(through last: UInt8, _ address: UnsafeMutablePointer<Address>) -> Bool {
        searchAddress(first, count + 2, bump, last, address)
    }

    @inline(__always)
    func leads(to address: UnsafePointer<Address>, through last: UInt8) -> Bool {
        var found = Programs.system
        return search(through: last, &found) && areSame(&found, address)
    }

    @inline(__always)
    func withSigner(_ body: (Signer) throws(ProgramError) -> Void) throws(ProgramError) {
        try withUnsafePointer(to: Seed(first, count: count)) { list throws(ProgramError) in
            try body(Signer(list: list))
        }
    }
}

/// Lowers the bump until the hash of all seeds is no point of the curve; false if none is.
@inline(never)
private func searchAddress(
    _ seeds: UnsafePointer<Seed>, _ count: Int, _ bump: UnsafeMutablePointer<UInt8>,
    _ last: UInt8, _ address: UnsafeMutablePointer<Address>
) -> Bool {
    while true {
        _ = sol_sha256(seeds, UInt64(truncatingIfNeeded: count), address)
        if sol_curve_validate_point(0, address, nil) != 0 { return true }
        if bump.pointee == last { return false }
        bump.pointee &-= 1
    }
}
