public import SolanaCodec

/// The memo that names the deposit which a transfer pays back.
///
/// Grammar: blanks, `refund:`, the deposit's transaction in base58, `:`, its event path, blanks.
/// Blanks are the bytes 20, 09, 0A, 0D. The whole memo counts.
public enum RefundMemo {
    /// The longest memo that is looked at, in bytes: prefix, 88 of a signature, a path, some blanks.
    public static let longest = 160

    /// A deposit as a memo names it; the cluster is the memo's own.
    public struct Subject: Hashable, Sendable {
        /// The deposit's transaction.
        public var signature: Signature
        /// The transfer within it.
        public var path: InstructionPath

        /// A name from its parts.
        public init(signature: Signature, path: InstructionPath) {
            self.signature = signature
            self.path = path
        }
    }

    /// The memo that this library writes.
    public static func text(for subject: Subject) -> String {
        "\(prefix)\(subject.signature):\(subject.path)"
    }

    /// The deposit that a memo names; `nil` if it names none.
    public static func subject(in memo: [UInt8]) -> Subject? {
        guard memo.count <= longest else { return nil }
        var rest = memo[...]
        while let first = rest.first, blanks.contains(first) { rest = rest.dropFirst() }
        while let last = rest.last, blanks.contains(last) { rest = rest.dropLast() }
        guard rest.starts(with: prefix.utf8), rest.allSatisfy({ $0 < 0x80 }) else { return nil }
        let parts = rest.dropFirst(prefix.utf8.count).split(
            separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 2,
            let signature = Signature(String(decoding: parts[0], as: UTF8.self)),
            let path = InstructionPath(String(decoding: parts[1], as: UTF8.self))
        else { return nil }
        return Subject(signature: signature, path: path)
    }

    private static let prefix = "refund:"
    private static let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
}
