public import DepositProgram

/// What has been credited on the word of one operator alone and not been confirmed by another
/// since, over all tokens in base units. What a person assigned rests on that person, and does not
/// count.
public struct SingleOperatorCredits: Hashable, Sendable {
    /// All of it.
    public private(set) var total: UInt128
    /// By code; of the codes that were asked for.
    public private(set) var byCode: [DepositCode: UInt128]

    /// Sums; none by default.
    public init(total: UInt128 = 0, byCode: [DepositCode: UInt128] = [:]) {
        self.total = total
        self.byCode = byCode
    }

    /// Adds a credit to both sums. Amounts are 64-bit numbers, of which no books hold 2^64.
    package mutating func add(_ amount: UInt128, to code: DepositCode) {
        total &+= amount
        byCode[code, default: 0] &+= amount
    }
}

/// How much may be credited on the word of one operator alone, in base units.
public struct SingleOperatorCap: Hashable, Sendable {
    /// For each code; `nil` is no limit.
    public var perCode: UInt64?
    /// In total; `nil` is no limit.
    public var total: UInt64?

    /// A cap from its parts.
    public init(perCode: UInt64? = nil, total: UInt64? = nil) {
        self.perCode = perCode
        self.total = total
    }

    /// Whether sums stay within the cap, as far as they are those of `codes`.
    func holds(_ credits: SingleOperatorCredits, for codes: some Sequence<DepositCode>) -> Bool {
        let isWithinTotal = total.map { credits.total <= UInt128($0) } ?? true
        guard let perCode else { return isWithinTotal }
        return isWithinTotal
            && codes.allSatisfy { credits.byCode[$0, default: 0] <= UInt128(perCode) }
    }
}

extension TransactionFindings {
    /// The cap, if it counts.
    package var effectiveCap: SingleOperatorCap? { operators < 2 ? cap : nil }
}
