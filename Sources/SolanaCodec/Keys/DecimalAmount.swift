/// Amounts as people write them, in exact decimals; no floating point anywhere.
public enum DecimalAmount {
    /// Parses `digits` or `digits.digits` into base units.
    ///
    /// No sign, exponent, grouping, blank, or digit outside ASCII; the fraction has 1 to `decimals`
    /// digits.
    ///
    /// - Throws: `AmountError`.
    public static func parse(
        _ text: some StringProtocol, decimals: UInt8
    ) throws(AmountError) -> UInt64 {
        let characters = Array(text.utf8)
        let point = characters.firstIndex(of: UInt8(ascii: "."))
        let whole = characters[..<(point ?? characters.endIndex)]
        let fraction = point.map { characters[($0 + 1)...] } ?? []
        guard !whole.isEmpty, point == nil || !fraction.isEmpty,
            (whole + fraction).allSatisfy({
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
            })
        else { throw .malformed }
        guard fraction.count <= Int(decimals) else { throw .tooManyDecimals(limit: decimals) }
        let zeros = Int(decimals) - fraction.count
        var value: UInt64 = 0
        for digit in whole + fraction + Array(repeating: UInt8(ascii: "0"), count: zeros) {
            let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = shifted.addingReportingOverflow(UInt64(digit - UInt8(ascii: "0")))
            guard !overflow, !carry else { throw .overflow }
            value = sum
        }
        return value
    }

    /// Writes base units with at least `least` decimals and no further trailing zero: 42.50, 0.003.
    public static func format(_ value: UInt64, decimals: UInt8, least: Int = 2) -> String {
        let digits = String(value)
        let places = Int(decimals)
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        var fraction = Array(padded.utf8.suffix(places))
        while fraction.count > min(least, places), fraction.last == UInt8(ascii: "0") {
            fraction.removeLast()
        }
        let whole = String(padded.dropLast(places))
        return fraction.isEmpty ? whole : "\(whole).\(String(decoding: fraction, as: UTF8.self))"
    }

    /// Why a text is no amount.
    public enum AmountError: Error, Hashable, Sendable {
        /// Not `digits` or `digits.digits`.
        case malformed
        /// More decimals than the token has.
        case tooManyDecimals(limit: UInt8)
        /// More than 2⁶⁴ − 1 base units.
        case overflow
    }
}
