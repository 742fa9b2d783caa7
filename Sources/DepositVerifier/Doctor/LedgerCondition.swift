public import SolanaCodec

/// What a ledger is like.
public struct LedgerCondition: Hashable, Sendable {
    /// The file, or the database and its server; no secret.
    public var place: String
    /// What keeps it.
    public var store: Store
    /// The step of its schema.
    public var schema: Int64
    /// How many codes are active.
    public var activeCodes: Int
    /// Token accounts that it has references or deposits for.
    public var accounts: Set<Address>
    /// How many active codes have no reference there, by token account that was asked for.
    public var codesWithoutReference: [Address: Int]

    /// What keeps a ledger.
    public enum Store: Hashable, Sendable {
        /// SQLite.
        case file(LedgerFileCondition)
        /// PostgreSQL.
        case server(LedgerServerCondition)
    }

    /// A condition from its parts.
    public init(
        place: String, store: Store, schema: Int64, activeCodes: Int, accounts: Set<Address>,
        codesWithoutReference: [Address: Int]
    ) {
        self.place = place
        self.store = store
        self.schema = schema
        self.activeCodes = activeCodes
        self.accounts = accounts
        self.codesWithoutReference = codesWithoutReference
    }
}

/// What a ledger file is like.
public struct LedgerFileCondition: Hashable, Sendable {
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
    /// What a quick look at its pages found; none if all is well.
    public var damages: [String]
    /// Other ledgers in its folder.
    public var neighbours: [String]

    /// A condition from its parts.
    public init(
        mode: UInt16, library: String, libraryNumber: Int, journalMode: String,
        synchronous: String, damages: [String], neighbours: [String]
    ) {
        self.mode = mode
        self.library = library
        self.libraryNumber = libraryNumber
        self.journalMode = journalMode
        self.synchronous = synchronous
        self.damages = damages
        self.neighbours = neighbours
    }
}

/// What a ledger's server is like, and the way to it.
public struct LedgerServerCondition: Hashable, Sendable {
    /// Its version, such as `15.14`.
    public var version: String
    /// Settings that a power cut asks for, as they hold for this connection: `on` where all is well.
    public var settings: [String: String]
    /// Whether its pages carry checksums.
    public var hasChecksums: Bool
    /// How the connection gets there.
    public var connection: Connection
    /// Whether this role may rewrite the books: it owns their tables, or was granted too much.
    public var mayRewrite: Bool

    /// How a connection gets to its server.
    public enum Connection: Hashable, Sendable {
        /// Within this machine.
        case local
        /// Encrypted, and the server's certificate is compared with its name (`verify-full`).
        case verified
        /// Encrypted, to whoever answers.
        case encrypted
        /// For everybody on the way to read and to change.
        case plain
    }

    /// A condition from its parts.
    public init(
        version: String, settings: [String: String], hasChecksums: Bool, connection: Connection,
        mayRewrite: Bool
    ) {
        self.version = version
        self.settings = settings
        self.hasChecksums = hasChecksums
        self.connection = connection
        self.mayRewrite = mayRewrite
    }
}
