import DepositVerifier

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What standard error shows of a batch while it runs.
struct BatchProgress {
    /// How far the batch is.
    struct Count {
        /// Lines that are answered, now or by an earlier run.
        var done = 0
        /// Of them, those that were asked for now.
        var asked = 0
        /// Lines that were read.
        var lines = 0
        /// Their bytes.
        var bytes = 0
    }

    private let isTerminal: Bool
    private let isShown: Bool
    private let length: Int?
    private var next: Duration
    private let interval: Duration

    /// - Parameters:
    ///   - isWanted: whether it is shown although standard error is no terminal.
    ///   - length: of the input, in bytes, if it is known.
    init(isWanted: Bool, length: Int?) {
        isTerminal = isatty(STDERR_FILENO) == 1
        isShown = isWanted || isTerminal
        self.length = length
        // A terminal's line is written over, a log grows.
        interval = isTerminal ? .milliseconds(500) : .seconds(10)
        next = interval
    }

    /// Shows the count if it is time to.
    mutating func show(_ count: Count, after elapsed: Duration) {
        guard isShown, elapsed >= next else { return }
        next = elapsed + interval
        let text = Self.text(count, length: length, after: elapsed)
        Console.write(isTerminal ? "\r\u{1B}[K\(text)" : text + "\n", to: STDERR_FILENO)
    }

    /// Shows the last count.
    func end(_ count: Count, after elapsed: Duration) {
        guard isShown else { return }
        let text = Self.text(count, length: nil, after: elapsed)
        Console.write((isTerminal ? "\r\u{1B}[K" : "") + text + "\n", to: STDERR_FILENO)
    }

    /// `12345 done, 843/s, about 19 min left`.
    static func text(_ count: Count, length: Int?, after elapsed: Duration) -> String {
        let milliseconds = max(1, elapsed / .milliseconds(1))
        let rate = Double(count.asked) * 1_000 / milliseconds
        var text = "\(count.done) done, \(Int(rate.rounded()))/s"
        guard let length, count.bytes > 0, count.lines > 0, rate > 0 else { return text }
        // The lines that are left are taken to be as long as those before.
        let all = Double(length) * Double(count.lines) / Double(count.bytes)
        let seconds = max(0, (all - Double(count.done)) / rate)
        text += ", about \(Self.time(seconds)) left"
        return text
    }

    private static func time(_ seconds: Double) -> String {
        switch seconds {
        case ..<90: "\(Int(seconds.rounded(.up))) s"
        case ..<5_400: "\(Int((seconds / 60).rounded())) min"
        default: "\(Int(min(seconds / 3_600, 99_999).rounded())) h"
        }
    }
}
