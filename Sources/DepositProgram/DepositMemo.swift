internal import SolanaCodec

/// The memo that tags a deposit with a code.
///
/// Grammar: blanks, optional prefix `deposit:` or `level5:` in any case, a code, blanks. Blanks are
/// the bytes 20, 09, 0A, 0D. The whole memo counts; a code inside other text is no code.
public enum DepositMemo {
    /// The longest memo that is looked at, in bytes before blanks are removed.
    public static let longest = 64

    /// The memo that this library writes.
    public static func text(for code: DepositCode) -> String { "deposit:\(code)" }

    /// The code that a memo names; `nil` if it names none.
    public static func code(
        in memo: [UInt8], allowingLegacy: Bool = false
    ) -> DepositCode? {
        guard memo.count <= longest else { return nil }
        var rest = memo[...]
        while let first = rest.first, blanks.contains(first) { rest = rest.dropFirst() }
        while let last = rest.last, blanks.contains(last) { rest = rest.dropLast() }
        for prefix in prefixes where hasPrefix(rest, prefix) {
            rest = rest.dropFirst(prefix.count)
            break
        }
        return DepositCode(ascii: rest, allowingLegacy: allowingLegacy)
    }

    private static let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
    private static let prefixes = ["deposit:", "level5:"].map { Array($0.utf8) }

    private static func hasPrefix(_ text: ArraySlice<UInt8>, _ prefix: [UInt8]) -> Bool {
        text.count >= prefix.count
            && zip(text, prefix).allSatisfy { byte, expected in
                let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                return (isUpper ? byte | 0x20 : byte) == expected
            }
    }
}
