/// What a transaction may use and what it offers for it.
public struct ComputeBudget: Hashable, Sendable {
    /// The most compute units that it may use.
    public var unitLimit: UInt32
    /// Price in micro-lamports a compute unit.
    public var unitPrice: UInt64
    /// Bytes of loaded accounts; required in v1, left to the cluster's default elsewhere.
    public var loadedAccountsDataSizeLimit: UInt32

    /// Enough for the two token accounts, three programs and a mint of a deposit.
    public static let defaultLoadedAccountsDataSizeLimit: UInt32 = 262_144

    /// A budget from its parts.
    public init(
        unitLimit: UInt32, unitPrice: UInt64,
        loadedAccountsDataSizeLimit: UInt32 = Self.defaultLoadedAccountsDataSizeLimit
    ) {
        self.unitLimit = unitLimit
        self.unitPrice = unitPrice
        self.loadedAccountsDataSizeLimit = loadedAccountsDataSizeLimit
    }

    /// The priority fee in lamports, rounded up as the cluster does; `nil` beyond 64 bits.
    public var priorityFee: UInt64? {
        let (high, low) = UInt64(unitLimit).multipliedFullWidth(by: unitPrice)
        guard high < 1_000_000 else { return nil }
        let (quotient, remainder) = UInt64(1_000_000).dividingFullWidth((high, low))
        let (rounded, overflow) = quotient.addingReportingOverflow(remainder == 0 ? 0 : 1)
        return overflow ? nil : rounded
    }
}
