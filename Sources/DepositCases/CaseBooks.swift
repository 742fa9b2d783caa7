public import DepositProgram
public import DepositVerifier
public import SolanaCodec

/// What the books hold before a case: `ledger.json` or a case's own `ledger_before`.
public struct CaseBooks: Sendable {
    /// What `schema` says in a file of its own.
    public static let schema = "l5.ledger/1"

    /// An issued code.
    public struct Code: Hashable, Sendable {
        /// The code.
        public var code: DepositCode
        /// Whose it is.
        public var agent: String
        /// Whether it was not closed.
        public var isActive: Bool
    }

    /// A deposit that was credited earlier.
    public struct Credit: Hashable, Sendable {
        /// Its transaction.
        public var signature: Signature
        /// Its event path.
        public var path: EventPath
        /// To which code.
        public var code: DepositCode
        /// Its token.
        public var mint: Address
        /// Base units.
        public var amount: UInt64
        /// The slot it landed in.
        public var slot: UInt64
    }

    /// The codes, in the order of issue.
    public var codes: [Code]
    /// Earlier credits, in the order of posting; each on one operator's word.
    public var credits: [Credit]

    init(json: JSONValue) throws(JSONError) {
        try json.allow(["schema", "codes", "credits"])
        codes = try json.required("codes").list { item throws(JSONError) in
            try item.allow(["code", "agent", "active"])
            return Code(
                code: try item.required("code").anyDepositCode(),
                agent: try item.required("agent").string(),
                isActive: try item.present("active")?.bool() ?? true)
        }
        credits =
            try json.present("credits")?.list { item throws(JSONError) in
                try Credit(json: item)
            } ?? []
    }

    /// Books that hold this, for a gateway with `policy`.
    ///
    /// - Throws: `LedgerError`.
    public func open(for policy: DepositPolicy) async throws(LedgerError) -> InMemoryLedger {
        let ledger = InMemoryLedger { 0 }
        for code in codes {
            try await ledger.add(
                code.code, agent: code.agent,
                references: CodeReference.all(of: [code.code], under: policy))
        }
        for credit in credits {
            _ = try await ledger.post(credit.findings(policy))
        }
        for code in codes where !code.isActive { try await ledger.close(code.code) }
        return ledger
    }
}

extension CaseBooks.Credit {
    fileprivate init(json: JSONValue) throws(JSONError) {
        try json.allow(["signature", "event", "code", "mint", "amount", "slot"])
        let event = try json.required("event")
        guard let path = EventPath(try event.string()) else {
            throw event.error(.expected("an event path"))
        }
        self.init(
            signature: try json.required("signature").signature(), path: path,
            code: try json.required("code").anyDepositCode(),
            mint: try json.required("mint").address(),
            amount: try json.required("amount").digitString(),
            slot: try json.required("slot").uint64())
    }

    /// The posting that led to this credit.
    fileprivate func findings(_ policy: DepositPolicy) -> TransactionFindings {
        let asset = policy.treasury.assets.first { $0.mint == mint }
        let destination = asset.map(policy.treasury.tokenAccount) ?? mint
        let fact = DepositFact(
            path: path, destination: destination, mint: mint, symbol: asset?.symbol ?? "",
            decimals: asset?.decimals ?? 0, amount: amount, payer: policy.treasury.owner,
            source: destination, code: code)
        return TransactionFindings(
            genesis: policy.treasury.cluster.genesis, signature: signature, slot: slot,
            credits: [fact], reviews: [], netReceived: [destination: amount],
            eventSet: SHA256.hash(signature.bytes).bytes, evidence: "")
    }
}
