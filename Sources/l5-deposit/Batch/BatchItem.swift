#if CLI
import DepositVerifier
import SolanaCodec

/// One line of a list of signatures.
enum BatchItem: Sendable {
    case signature(Signature)
    /// What is said of a line that names none.
    case malformed(Failure)

    /// The longest line: a signature in the page of an explorer, with room for blanks.
    static let longestLine = 1_024

    /// Reads a line; `nil` for a blank one and for a remark, which starts with `#`.
    init?(_ line: LineSplitter.Line) {
        let text = Parsing.trimmed(String(decoding: line.bytes, as: UTF8.self))
        guard !text.isEmpty, !text.hasPrefix("#") else { return nil }
        do {
            guard !line.isCut else {
                throw Failure(
                    .usage, "this is no signature", why: "over \(Self.longestLine) bytes",
                    next: "give 64 bytes in base58")
            }
            self = .signature(try Parsing.signature(text))
        } catch {
            var failure = Failure(error)
            failure.exit = .rejected
            failure.code = "malformedLine"
            failure.what = "line \(line.number): \(failure.what)"
            failure.members.append(("line", .unsigned(UInt64(line.number))))
            self = .malformed(failure)
        }
    }
}
#endif
