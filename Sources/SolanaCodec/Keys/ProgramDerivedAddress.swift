/// An address off the curve that only a program can sign for.
public struct ProgramDerivedAddress: Hashable, Sendable {
    /// The address.
    public var address: Address
    /// The last seed, searched from 255 down.
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
        for bump in (0...UInt8.max).reversed() {
            if let address = try create(seeds: seeds + [[bump]], program: program) {
                return ProgramDerivedAddress(address: address, bump: bump)
            }
        }
        throw .noBump
    }

    /// The address for seeds that include a bump, or `nil` if it lies on the curve.
    ///
    /// - Throws: `SeedError` if the seeds break a limit.
    public static func create(seeds: [[UInt8]], program: Address) throws(SeedError) -> Address? {
        guard seeds.count <= mostSeeds else { throw .tooManySeeds }
        guard seeds.allSatisfy({ $0.count <= longestSeed }) else { throw .seedTooLong }
        let digest = SHA256.hash(
            seeds.reduce(into: []) { $0 += $1 } + program.bytes
                + Array("ProgramDerivedAddress".utf8))
        let address = Address(digest)
        return Ed25519.isOnCurve(address) ? nil : address
    }

    /// Why seeds give no address.
    public enum SeedError: Error, Hashable, Sendable {
        /// More than 16 seeds.
        case tooManySeeds
        /// A seed of more than 32 bytes.
        case seedTooLong
        /// All 256 bumps lie on the curve; for random seeds this does not happen.
        case noBump
    }
}

/// The one token account of an owner, a mint and a token program that everybody can derive.
public enum AssociatedTokenAccount {
    /// The associated account; seeds are owner, token program, mint.
    public static func find(
        owner: Address, mint: Address, tokenProgram: Address = Programs.token
    ) -> ProgramDerivedAddress {
        let seeds = [owner.bytes, tokenProgram.bytes, mint.bytes]
        do {
            return try ProgramDerivedAddress.find(seeds: seeds, program: Programs.associatedToken)
        } catch {
            // Three seeds of 32 bytes break no limit, and 256 curve points in a row (2⁻²⁵⁶) cannot
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
