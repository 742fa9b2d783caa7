/// An address off the curve that only a program can sign for.
public struct ProgramDerivedAddress: Hashable, Sendable {
    /// The address.
    public var address: Address
    /// The last seed, searched from 255 down to 1.
    public var bump: UInt8

    /// An address and its bump, known from elsewhere.
    public init(address: Address, bump: UInt8) {
        self.address = address
        self.bump = bump
    }

    /// At most 16 seeds, the bump among them, of at most 32 bytes each. Source: solana-sdk.
    public static let mostSeeds = 16
    /// The longest seed in bytes.
    public static let longestSeed = 32

    /// The address with the highest bump that lies off the curve.
    ///
    /// - Throws: `SeedError` if the seeds break a limit or no bump works.
    public static func find(
        seeds: [[UInt8]], program: Address
    ) throws(SeedError) -> ProgramDerivedAddress {
        // The bump is a seed as well.
        try check(seeds, most: mostSeeds - 1)
        return try find(joined: seeds.reduce(into: []) { $0 += $1 }, program: program)
    }

    /// - Parameter seeds: all seeds but the bump, within the limits.
    static func find(
        joined seeds: consuming [UInt8], program: Address
    ) throws(SeedError) -> ProgramDerivedAddress {
        // Whole blocks before the bump are hashed once.
        let bumpAt = seeds.count
        let whole = bumpAt / SHA256.blockSize * SHA256.blockSize
        var bytes = seeds
        bytes.append(0)
        appendEnding(program, to: &bytes)
        SHA256.pad(&bytes)
        var beginning = SHA256.Stream()
        beginning.append(bytes[..<whole])
        // The runtime never tries zero. Source: solana-sdk, `try_find_program_address`.
        for bump in (1...UInt8.max).reversed() {
            bytes[bumpAt] = bump
            var stream = beginning
            stream.append(bytes[whole...])
            let address = Address(stream.digestOfPadded)
            if !Ed25519.isOnCurve(address) {
                return ProgramDerivedAddress(address: address, bump: bump)
            }
        }
        throw .noBump
    }

    /// Bytes of the longest padded message that is hashed for `joined` seeds of this length.
    static func messageLength(seeds: Int) -> Int {
        (seeds + 1 + 32 + marker.count + SHA256.shortestPadding + SHA256.blockSize - 1)
            / SHA256.blockSize * SHA256.blockSize
    }

    /// The address for seeds that include a bump, or `nil` if it lies on the curve.
    ///
    /// - Throws: `SeedError` if the seeds break a limit.
    public static func create(seeds: [[UInt8]], program: Address) throws(SeedError) -> Address? {
        try check(seeds, most: mostSeeds)
        var bytes = seeds.reduce(into: []) { $0 += $1 }
        appendEnding(program, to: &bytes)
        let address = Address(SHA256.hash(bytes))
        return Ed25519.isOnCurve(address) ? nil : address
    }

    private static func check(_ seeds: [[UInt8]], most: Int) throws(SeedError) {
        guard seeds.count <= most else { throw .tooManySeeds }
        guard seeds.allSatisfy({ $0.count <= longestSeed }) else { throw .seedTooLong }
    }

    /// Appends what is hashed behind the seeds.
    private static func appendEnding(_ program: Address, to bytes: inout [UInt8]) {
        bytes.append(fixed: program.fixedBytes)
        bytes += marker
    }

    private static let marker = Array("ProgramDerivedAddress".utf8)

    /// Why seeds give no address.
    public enum SeedError: Error, Hashable, Sendable {
        /// More than 16 seeds.
        case tooManySeeds
        /// A seed of more than 32 bytes.
        case seedTooLong
        /// All bumps from 255 down to 1 lead onto the curve; for random seeds this does not happen.
        case noBump
    }
}

/// The one token account of an owner, a mint and a token program that everybody can derive.
public enum AssociatedTokenAccount {
    /// The associated account; seeds are owner, token program, mint.
    public static func find(
        owner: Address, mint: Address, tokenProgram: Address = Programs.token
    ) -> ProgramDerivedAddress {
        var seeds: [UInt8] = []
        seeds.reserveCapacity(ProgramDerivedAddress.messageLength(seeds: 3 * 32))
        for seed in [owner, tokenProgram, mint] { seeds.append(fixed: seed.fixedBytes) }
        do {
            return try ProgramDerivedAddress.find(joined: seeds, program: Programs.associatedToken)
        } catch {
            // Three seeds of 32 bytes break no limit, and 255 curve points in a row (2⁻²⁵⁵) cannot
            // be made without breaking SHA-256.
            preconditionFailure("no bump for an associated token account")
        }
    }
}

extension Address {
    /// The address that the System program's `…WithSeed` instructions derive:
    /// SHA-256(base ‖ seed ‖ owner).
    ///
    /// - Returns: `nil` if the seed is longer than 32 bytes, or the owner ends like a PDA marker.
    public init?(base: Address, seed: [UInt8], owner: Address) {
        guard seed.count <= ProgramDerivedAddress.longestSeed,
            !owner.bytes.suffix(21).elementsEqual("ProgramDerivedAddress".utf8)
        else { return nil }
        self.init(SHA256.hash(base.bytes + seed + owner.bytes))
    }
}
