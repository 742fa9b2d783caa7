/// What callers may hand in, checked before any store is asked.
extension LedgerRules {
    /// The longest identifier of a hold or movement: a UUID is 36 characters.
    package static let longestIdentifier = 64

    /// Checks what a request consists of.
    ///
    /// - Throws: `.unknownAgent`, `.inconsistent`.
    package static func check(_ request: HoldRequest) throws(LedgerError) {
        try check(request.key)
        _ = try amount(request.amount)
        guard (try? checkAgent(request.owner)) != nil else {
            throw LedgerError(
                .inconsistent, "a hold's owner has 1 to 64 printable ASCII characters")
        }
    }

    /// Checks a key.
    ///
    /// - Throws: `.unknownAgent`, `.inconsistent`.
    package static func check(_ key: HoldKey) throws(LedgerError) {
        try checkKnowable(key.agent)
        try checkIdentifier(key.id)
    }

    /// Checks a settlement.
    ///
    /// - Throws: `.inconsistent`.
    package static func check(_ settlement: HoldSettlement) throws(LedgerError) {
        guard case .capture(let cost, let meta) = settlement else { return }
        _ = try Self.cost(cost)
        try checkMeta(meta)
    }

    /// Checks what a movement consists of.
    ///
    /// - Throws: `.unknownAgent`, `.inconsistent`.
    package static func check(_ movement: Movement) throws(LedgerError) {
        try checkKnowable(movement.account.agent)
        try checkIdentifier(movement.id)
        try checkMeta(movement.meta)
        _ = try amount(movement.amount)
    }

    /// An amount as stores keep it.
    ///
    /// - Throws: `.inconsistent` for zero or beyond 63 bits.
    package static func amount(_ amount: UInt64) throws(LedgerError) -> Int64 {
        guard let stored = storable(amount) else {
            throw LedgerError(
                .inconsistent,
                "\(amount) base units cannot be booked; the books take 1 to \(maximumAmount)")
        }
        return stored
    }

    /// The largest cost of a hold, in base units: 10^15, a thousand million of a token with six
    /// decimals. Thousands of such costs are needed before a debt leaves 63 bits.
    package static let maximumCost: UInt64 = 1_000_000_000_000_000

    /// A cost as stores keep it; zero is one.
    ///
    /// - Throws: `.inconsistent` beyond `maximumCost`.
    package static func cost(_ cost: UInt64) throws(LedgerError) -> Int64 {
        guard cost <= maximumCost else {
            throw LedgerError(
                .inconsistent, "a cost of \(cost) base units is beyond \(maximumCost)")
        }
        return cost == 0 ? 0 : try amount(cost)
    }

    /// Checks that a credential is new or registered alike.
    ///
    /// - Throws: `.credentialTaken`.
    package static func check(
        _ known: CredentialRecord?, for new: CredentialRecord
    ) throws(LedgerError) {
        guard known == nil || known == new else {
            throw LedgerError(
                .credentialTaken, "the credential is another agent's, of another kind, or revoked")
        }
    }

    /// What to throw for a credential that is not in the books.
    package static var unknownCredential: LedgerError {
        LedgerError(.unknownCredential, "the credential is not in the books")
    }

    /// What to throw for an agent that is not in the books.
    package static func unknownAgent(_ name: String) -> LedgerError {
        LedgerError(.unknownAgent, "no agent of this name is in the books")
    }

    /// What to throw for a hold that is not in the books.
    package static func unknownHold(_ id: String) -> LedgerError {
        LedgerError(.unknownHold, "hold \(id) is not in the books")
    }

    /// What to throw for a token that the books have never seen.
    package static func unknownAsset(_ account: LedgerAccount) -> LedgerError {
        LedgerError(.inconsistent, "mint \(account.mint) is not in the books")
    }

    /// A malformed name is nobody's, and may not even be asked for.
    private static func checkKnowable(_ agent: String) throws(LedgerError) {
        guard (try? checkAgent(agent)) != nil else { throw unknownAgent(agent) }
    }

    /// Plain characters without a colon, which separates the parts of a key.
    private static func checkIdentifier(_ id: String) throws(LedgerError) {
        let bytes = Array(id.utf8)
        guard (1...longestIdentifier).contains(bytes.count), bytes.allSatisfy(isPlain) else {
            throw LedgerError(
                .inconsistent,
                "an identifier has 1 to \(longestIdentifier) characters [A-Za-z0-9._-]")
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private static func checkMeta(_ meta: String) throws(LedgerError) {
        let bytes = Array(meta.utf8)
        // Well-formed JSON has no control characters but blanks, so no store can stumble over one.
        guard bytes.count <= EntryMeta.longest, bytes.allSatisfy({ $0 >= UInt8(ascii: " ") }),
            let document = try? JSONDocument(parsing: bytes), document.root.kind == .object
        else {
            throw LedgerError(
                .inconsistent,
                "an entry's text is one JSON object of at most \(EntryMeta.longest) bytes "
                    + "without line breaks")
        }
    }
}
