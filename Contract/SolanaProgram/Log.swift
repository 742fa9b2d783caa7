/// What a program leaves in the transaction's log, which anybody can cut or imitate.
public enum Log {
    /// A line of text: `Program log: …`.
    @inline(__always)
    public static func text(_ text: StaticString) {
        sol_log_(text.utf8Start, UInt64(truncatingIfNeeded: text.utf8CodeUnitCount))
    }

    /// Five numbers in hexadecimal: for looking into a program, not for its users.
    @inline(__always)
    public static func numbers(
        _ a: UInt64, _ b: UInt64 = 0, _ c: UInt64 = 0, _ d: UInt64 = 0, _ e: UInt64 = 0
    ) {
        sol_log_64_(a, b, c, d, e)
    }

    /// An event, as Anchor clients read it: `Program data: <base64>`.
    @inline(__always)
    public static func data<let wordCount: Int>(_ event: CallData<wordCount>) {
        withUnsafePointer(to: event.words) { words in
            withUnsafePointer(
                to: Seed(UnsafeRawPointer(words) + event.skipped, count: event.count)
            ) {
                sol_log_data(UnsafeRawPointer($0), 1)
            }
        }
    }
}
