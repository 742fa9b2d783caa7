/// A moment as people write it, in UTC; from 1970 to 9999, as all that read it can.
struct UTCTime: Hashable, Sendable {
    private let microseconds: Int64

    private static let perSecond: Int64 = 1_000_000
    private static let secondsPerDay: Int64 = 86_400
    /// 9999-12-31T23:59:59.999999Z.
    private static let last: Int64 = 253_402_300_800 * perSecond - 1

    init(microseconds: Int64) {
        self.microseconds = min(max(0, microseconds), Self.last)
    }

    /// `2026-11-21`.
    var date: String {
        let (year, month, day) = Self.civil(
            microseconds / (Self.perSecond * Self.secondsPerDay))
        return "\(Self.pad(year, 4))-\(Self.pad(month, 2))-\(Self.pad(day, 2))"
    }

    /// `2026-11-21T23:05:01.000000Z`.
    var text: String {
        let (seconds, rest) = microseconds.quotientAndRemainder(dividingBy: Self.perSecond)
        let (minutes, second) = (seconds % Self.secondsPerDay).quotientAndRemainder(dividingBy: 60)
        let clock = [minutes / 60, minutes % 60, second].map { Self.pad($0, 2) }
        return "\(date)T\(clock.joined(separator: ":")).\(Self.pad(rest, 6))Z"
    }

    private static func pad(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// The proleptic Gregorian date of a day after 1970-01-01.
    ///
    /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`: years
    /// begin in March, so that the leap day is the last.
    private static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let (era, dayOfEra) = shifted.quotientAndRemainder(dividingBy: 146_097)
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}
