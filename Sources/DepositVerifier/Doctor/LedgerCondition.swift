public import SolanaCodec

/// What a ledger file is like.
public struct LedgerCondition: Hashable, Sendable {
    /// The file.
    public var path: String
    /// Its permission bits.
    public var mode: UInt16
    /// The library's version, such as `3.40.1`.
    public var library: String
    /// The library's version as a number: 3,040,001.
    public var libraryNumber: Int
    /// How it survives a power cut: `wal` and `2` (FULL) where all is well.
    public var journalMode: String
    /// See `journalMode`.
    public var synchronous: String
    /// The schema of the file.
    public var schema: Int64
    /// What a quick look at its pages found; none if all is well.
    public var damages: [String]
    /// How many codes are active.
    public var activeCodes: Int
    /// Token accounts that it has references or deposits for.
    public var accounts: Set<Address>
    /// How many active codes have no reference there, by token account that was asked for.
    public var codesWithoutReference: [Address: Int]

    /// A condition from its parts.
    public init(
        path: String, mode: UInt16, library: String, libraryNumber: Int, journalMode: String,
        synchronous: String, schema: Int64, damages: [String], activeCodes: Int,
        accounts: Set<Address>, codesWithoutReference: [Address: Int]
    ) {
        self.path = path
        self.mode = mode
        self.library = library
        self.libraryNumber = libraryNumber
        self.journalMode = journalMode
        self.synchronous = synchronous
        self.schema = schema
        self.damages = damages
        self.activeCodes = activeCodes
        self.accounts = accounts
        self.codesWithoutReference = codesWithoutReference
    }
}
