import DepositVerifier
import SolanaCodec

/// Why a text cannot be shown as a transaction: the malformed input of exit code 2.
///
/// Holds no foreign text, so it can go to a terminal as it is.
struct DecodeFailure: Error, Hashable {
    /// A place in what was read.
    enum Place: Hashable {
        /// A byte of the text as it was given.
        case input(Int)
        /// A byte of the transaction that the text encodes.
        case transaction(Int)
        /// All of it.
        case everywhere
    }

    /// The code of malformed input.
    static let exitCode: Int32 = 2

    /// What is wrong, in one line.
    var summary: String
    /// Where.
    var place: Place
    /// What to do about it.
    var hint: String

    init(_ summary: String, at place: Place = .everywhere, hint: String = Self.usualHint) {
        self.summary = summary
        self.place = place
        self.hint = hint
    }

    /// A failure of the transaction's bytes.
    init(_ failure: DecodingFailure) {
        self.init(failure.error.text, at: .transaction(failure.offset))
    }

    /// A failure of a JSON text, or of what it says.
    init(_ error: JSONError) {
        var summary = error.description
        let suffix = " (byte \(error.offset))"
        if summary.hasSuffix(suffix) { summary.removeLast(suffix.count) }
        self.init("in the JSON: \(summary)", at: .input(error.offset))
    }

    private static let usualHint =
        "give a whole transaction as base64, base58 or hex, or a getTransaction answer"

    /// More input than is read, whatever its form.
    static let tooLarge = DecodeFailure(
        "more than \(DecodeInput.jsonLimit) bytes", at: .input(DecodeInput.jsonLimit))

    /// The name of a file where its content belongs.
    static let fileName = DecodeFailure(
        "it is the name of a file", hint: "read the file by l5-deposit decode - < FILE")

    /// The offset in bytes, wherever it counts from.
    var offset: Int? {
        switch place {
        case .input(let offset), .transaction(let offset): offset
        case .everywhere: nil
        }
    }

    /// Three lines for standard error: what, why, what to do.
    var text: String {
        let place =
            switch place {
            case .input(let offset): " (byte \(offset) of the input)"
            case .transaction(let offset): " (byte \(offset) of the transaction)"
            case .everywhere: ""
            }
        return """
            error: the input is not a transaction
            why:   \(summary)\(place)
            next:  \(hint)

            """
    }

    /// The document for standard output in the JSON mode. `offset` counts bytes of what `in` names.
    var json: JSONOutput {
        var error: [(String, JSONOutput)] = [
            ("code", .string("malformed")),
            ("exit", .integer(Int64(Self.exitCode))),
            ("message", .string(summary)),
            ("hint", .string(hint)),
        ]
        switch place {
        case .input(let offset):
            error += [("offset", .integer(Int64(offset))), ("in", .string("input"))]
        case .transaction(let offset):
            error += [("offset", .integer(Int64(offset))), ("in", .string("transaction"))]
        case .everywhere: break
        }
        return .object([
            ("schema", .string(DecodeReport.schema)), ("status", .string("error")),
            ("error", .object(error)),
        ])
    }
}
