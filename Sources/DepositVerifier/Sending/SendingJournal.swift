internal import DepositProgram
public import SolanaCodec

/// Remembers what was signed, so that a crash between sending and confirming loses nothing and
/// pays nothing twice.
public protocol SendingJournal: Sendable {
    /// Everything written so far, oldest first.
    ///
    /// - Throws: `JournalError`.
    func lines() throws(JournalError) -> [JournalLine]

    /// Writes a line so that it survives a crash, unless `check` objects to what is written so far.
    ///
    /// Check and write are one step: no other process writes in between. When this returns, the
    /// line is on the disk.
    ///
    /// - Throws: `JournalError`: also what `check` throws.
    func append(
        _ line: JournalLine, unless check: ([JournalLine]) throws(JournalError) -> Void
    ) throws(JournalError)
}

/// Why a journal cannot be used.
public enum JournalError: Error, Hashable, Sendable {
    /// The file cannot be read or written, and the system's reason.
    case inaccessible(String)
    /// Another process holds it.
    case locked
    /// A line has a schema that this version does not know.
    case newerSchema
    /// A deposit for the same code and treasury is signed and not settled.
    case unsettled(SignedDeposit)
    /// The very same transaction: same amount, code and blockhash.
    case alreadySigned(Signature)
}

/// One line of a journal.
///
/// Shape: a JSON object of schema `l5.journal/1` with `event` `signed` or `settled`. Amounts are
/// strings of digits, transactions base64.
public enum JournalLine: Hashable, Sendable {
    /// A deposit is about to be sent.
    case signed(SignedDeposit)
    /// It is known what became of it.
    case settled(Signature, Settlement)
}

extension JournalLine {
    static let schema = "l5.journal/1"

    /// The line as JSON without a line break.
    public var encoded: [UInt8] {
        let schema = ("schema", JSONOutput.string(Self.schema))
        switch self {
        case .signed(let deposit):
            var members: [(String, JSONOutput)] = [
                schema, ("event", .string("signed")),
                ("signature", .signature(deposit.signature)),
                ("genesis", .string(deposit.genesis.description)),
                ("treasury", .address(deposit.treasury)), ("mint", .address(deposit.mint)),
                ("code", .string(deposit.code.description)),
                ("amount", .string(String(deposit.amount))),
                ("lastValidBlockHeight", .unsigned(deposit.lastValidBlockHeight.rawValue)),
            ]
            if let slot = deposit.slot { members.append(("slot", .unsigned(slot))) }
            members.append(("transaction", .base64(deposit.transaction)))
            return JSONOutput.object(members).encoded()
        case .settled(let signature, let settlement):
            return JSONOutput.object([
                schema, ("event", .string("settled")), ("signature", .signature(signature)),
                ("outcome", .string(settlement.rawValue)),
            ]).encoded()
        }
    }

    /// Reads one line; `nil` for one that is no JSON: cut off while it was written, or damaged.
    ///
    /// - Throws: `JournalError.newerSchema` for a whole line of another schema.
    public init?(decoding bytes: [UInt8]) throws(JournalError) {
        guard let document = try? JSONDocument(parsing: bytes) else { return nil }
        guard let line = try? JournalLine(json: document.root) else { throw .newerSchema }
        self = line
    }

    private init(json: JSONValue) throws(JSONError) {
        let schema = try json.required("schema")
        guard try schema.utf8Bytes() == Array(Self.schema.utf8) else {
            throw schema.error(.expected(Self.schema))
        }
        let event = try json.required("event")
        let signature = try json.required("signature").signature()
        switch try event.string() {
        case "signed": self = .signed(try SignedDeposit(json: json, signature: signature))
        case "settled":
            let outcome = try json.required("outcome")
            guard let settlement = Settlement(rawValue: try outcome.string()) else {
                throw outcome.error(.expected("an outcome"))
            }
            self = .settled(signature, settlement)
        default: throw event.error(.expected("signed or settled"))
        }
    }
}

extension SignedDeposit {
    fileprivate init(json: JSONValue, signature: Signature) throws(JSONError) {
        let code = try json.required("code")
        guard let parsed = DepositCode(parsing: try code.string()) else {
            throw code.error(.expected("a deposit code"))
        }
        let transaction = try json.required("transaction")
        guard let bytes = Base64.decode(try transaction.string()) else {
            throw transaction.error(.expected("base64"))
        }
        self.init(
            genesis: try json.required("genesis").blockhash(),
            treasury: try json.required("treasury").address(),
            mint: try json.required("mint").address(), code: parsed,
            amount: try json.required("amount").digitString(), signature: signature,
            lastValidBlockHeight: BlockHeight(
                try json.required("lastValidBlockHeight").uint64()),
            slot: try json.present("slot")?.uint64(),
            transaction: bytes)
    }
}

/// What a journal says: every signed deposit with what became of it.
public struct JournalState: Sendable {
    /// The signed deposits, oldest first.
    public private(set) var deposits: [SignedDeposit] = []
    /// What became of those that are settled; a sighting on the chain wins over its absence.
    public private(set) var settlements: [Signature: Settlement] = [:]

    /// The state after `lines`.
    public init(_ lines: [JournalLine]) {
        for line in lines {
            switch line {
            case .signed(let deposit): deposits.append(deposit)
            case .settled(let signature, let settlement):
                if settlement.overrides(settlements[signature]) {
                    settlements[signature] = settlement
                }
            }
        }
    }

    /// The signed deposit with this signature.
    public func deposit(_ signature: Signature) -> SignedDeposit? {
        deposits.first { $0.signature == signature }
    }

    /// The deposits whose fate is open, oldest first.
    public var unsettled: [SignedDeposit] {
        deposits.filter { settlements[$0.signature] == nil }
    }
}
