import DepositVerifier

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// How results are written.
enum OutputFormat: String, CaseIterable, Sendable {
    /// Lines for people.
    case human
    /// One JSON document with indentation.
    case json
    /// One JSON document on one line.
    case jsonCompact = "json-compact"
    /// One JSON object a line.
    case jsonl
}

/// The two streams: results on standard output, everything else on standard error.
struct Console: Sendable {
    let format: OutputFormat

    /// Whether results are for people.
    var isHuman: Bool { format == .human }

    /// A line of the result; nothing in the JSON formats.
    func line(_ text: String) {
        if isHuman { Self.write(text + "\n", to: STDOUT_FILENO) }
    }

    /// A remark on standard error.
    func note(_ text: String) {
        Self.write(text + "\n", to: STDERR_FILENO)
    }

    /// A text without a line break on standard error.
    func ask(_ text: String) {
        Self.write(text, to: STDERR_FILENO)
    }

    /// The result as JSON, written when the command ends; nothing in the format for people.
    func document(_ value: JSONOutput) {
        if !isHuman { Interruption.hold(encode(value)) }
    }

    /// One of several results as JSON, written now; nothing in the format for people.
    func row(_ value: JSONOutput) {
        guard !isHuman else { return }
        let text = encode(value)
        Interruption.whole { Self.write(text, to: STDOUT_FILENO) }
    }

    /// An error, in the format asked for, written now.
    func fail(_ failure: Failure, schema: String) {
        Self.write(failure.lines, to: STDERR_FILENO)
        if !isHuman { Self.write(encode(failure.json(schema: schema)), to: STDOUT_FILENO) }
    }

    private func encode(_ value: JSONOutput) -> [UInt8] {
        value.encoded(pretty: format == .json) + [UInt8(ascii: "\n")]
    }

    /// Whether a person sits at standard input and standard error.
    static var isInteractive: Bool {
        isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1
    }

    /// The columns of the terminal that standard output is; `nil` if it is none or does not say.
    static var columns: Int? {
        var size = winsize()
        let isTerminal = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0
        return isTerminal && size.ws_col > 0 ? Int(size.ws_col) : nil
    }

    /// Writes without a buffer, so that a crash loses nothing that was said.
    static func write(_ text: String, to descriptor: Int32) {
        write(Array(text.utf8), to: descriptor)
    }

    /// Writes bytes without a buffer.
    static func write(_ bytes: [UInt8], to descriptor: Int32) {
        do throws(SystemError) {
            try SystemFile.write(bytes, to: descriptor)
        } catch {
            // A closed pipe must not end a deposit halfway.
        }
    }
}
