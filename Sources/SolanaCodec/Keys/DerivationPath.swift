/// Which of the keys of a seed is meant (BIP-32): indices from the master key `m` down.
///
/// Ed25519 has hardened indices only (SLIP-0010), so each one is hardened with or without its mark,
/// as in Solana's tools; the mark is `'`, and they know neither `h` nor `H`.
///
/// Shape of the text: `m`, then for each index `/`, decimal digits without a leading zero, and at
/// most one `'`.
/// Source: anza-xyz/solana-sdk, derivation-path; BIP-44; SLIP-0044 (coin 501).
public struct DerivationPath: Hashable, Sendable {
    /// The indices, without the bit that marks them as hardened.
    public let indices: [UInt32]

    /// The most indices: a key's depth is a byte. Source: BIP-32.
    public static let mostIndices = 255
    /// The highest index: the bit above marks it as hardened. Source: BIP-32.
    public static let highestIndex: UInt32 = 0x7FFF_FFFF

    /// `m/44'/501'`: what Solana's tools take where no path is given.
    public static let solana = DerivationPath(unchecked: [44, 501])

    private init(unchecked indices: [UInt32]) { self.indices = indices }

    /// A path of these indices.
    ///
    /// - Throws: `DerivationPathError.tooDeep`, `.indexTooHigh`.
    public init(_ indices: [UInt32]) throws(DerivationPathError) {
        guard indices.count <= Self.mostIndices else { throw .tooDeep }
        if let position = indices.firstIndex(where: { $0 > Self.highestIndex }) {
            throw .indexTooHigh(position: position + 1)
        }
        self.indices = indices
    }

    /// Solana's path with an account and a change below it; `m/44'/501'/0'/0'` is what most wallets
    /// take.
    ///
    /// - Throws: `DerivationPathError.indexTooHigh`.
    public init(account: UInt32, change: UInt32? = nil) throws(DerivationPathError) {
        try self.init([44, 501, account] + (change.map { [$0] } ?? []))
    }

    /// Reads `m/44'/501'/0'/0'`.
    ///
    /// - Throws: `DerivationPathError`.
    public init(parsing text: some StringProtocol) throws(DerivationPathError) {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard let root = parts.first, root.elementsEqual("m".utf8) else { throw .noRoot }
        try self.init(Self.indices(parts.dropFirst()))
    }

    /// Reads what stands after `key=` in a signer of Solana's tools: `0`, or `0/0`, or the same
    /// with marks; the account and the change.
    ///
    /// - Throws: `DerivationPathError`.
    public init(parsingKey text: some StringProtocol) throws(DerivationPathError) {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count <= 2 else { throw .tooDeep }
        try self.init(Self.solana.indices + Self.indices(parts))
    }

    /// Reads the query of a signer's URI: nothing, `key=0/0` or `full-path=m/44'/501'/0'/0'`.
    ///
    /// - Throws: `DerivationPathError`.
    public init(parsingQuery query: some StringProtocol) throws(DerivationPathError) {
        if query.isEmpty {
            self = .solana
        } else if let key = Self.value(of: "key=", in: query) {
            try self.init(parsingKey: key)
        } else if let path = Self.value(of: "full-path=", in: query) {
            try self.init(parsing: path)
        } else {
            throw .unknownQuery
        }
    }

    private static func value(of name: String, in query: some StringProtocol) -> Substring? {
        let bytes = Array(query.utf8)
        guard bytes.starts(with: name.utf8) else { return nil }
        return Substring(decoding: bytes.dropFirst(name.utf8.count), as: UTF8.self)
    }

    private static func indices<Text: Collection<UInt8>>(
        _ parts: some Collection<Text>
    ) throws(DerivationPathError) -> [UInt32] {
        guard parts.count <= mostIndices else { throw .tooDeep }
        var indices: [UInt32] = []
        for (position, part) in parts.enumerated() {
            indices.append(try index(Array(part), position: position + 1))
        }
        return indices
    }

    private static func index(
        _ text: [UInt8], position: Int
    ) throws(DerivationPathError) -> UInt32 {
        let digits = text.last == UInt8(ascii: "'") ? text.dropLast() : text[...]
        let isDecimal = digits.allSatisfy {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        }
        guard isDecimal, !digits.isEmpty, digits.count == 1 || digits.first != UInt8(ascii: "0")
        else { throw .malformedIndex(position: position) }
        // Ten digits may exceed 32 bits; so may any longer number.
        guard let value = UInt32(String(decoding: digits, as: UTF8.self)), value <= highestIndex
        else { throw .indexTooHigh(position: position) }
        return value
    }
}

extension DerivationPath: CustomStringConvertible, LosslessStringConvertible {
    /// Parses; `nil` if the text is malformed.
    public init?(_ description: String) {
        guard let path = try? DerivationPath(parsing: description) else { return nil }
        self = path
    }

    /// `m`, and `/` and `'` around each index.
    public var description: String { indices.reduce("m") { "\($0)/\($1)'" } }
}

/// Why a text is no derivation path. Positions count from 1 below the root or below `key=`.
public enum DerivationPathError: Error, Hashable, Sendable {
    /// A path starts with `m`.
    case noRoot
    /// No decimal number without a leading zero, perhaps with `'` after it.
    case malformedIndex(position: Int)
    /// An index above 2,147,483,647.
    case indexTooHigh(position: Int)
    /// More than 255 indices, or more than account and change after `key=`.
    case tooDeep
    /// A query other than `key=` or `full-path=`, or more than one.
    case unknownQuery
}
