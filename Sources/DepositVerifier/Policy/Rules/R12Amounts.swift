/// R12: integers in base units within 63 bits; the minimum is for a code's sum in one transaction.
enum R12Amounts {
    /// What the books can hold: 2⁶³ − 1 base units.
    static let largest = UInt64(Int64.max)

    static func objection(to arrival: Arrival) -> Finding? {
        if arrival.amount == 0 { return Finding(.zeroAmount, .amounts) }
        return arrival.amount > largest ? Finding(.overflow, .amounts) : nil
    }

    /// Whether the sum of one code's arrivals of one asset is worth crediting.
    static func objection(toSum amounts: [UInt64], minimum: UInt64) -> Finding? {
        let sum = amounts.reduce(UInt128(0)) { $0 + UInt128($1) }
        guard sum <= UInt128(largest) else { return Finding(.overflow, .amounts) }
        return sum < UInt128(minimum) ? Finding(.belowMinimum, .amounts) : nil
    }
}
