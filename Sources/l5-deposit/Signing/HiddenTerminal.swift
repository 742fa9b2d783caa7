import SolanaCodec
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The terminal of a person, without echo while this value lives.
struct HiddenTerminal: ~Copyable {
    private let descriptor: Int32

    /// The longest answer in bytes: a terminal silently drops what a line has beyond 1,023 (Darwin,
    /// MAX_CANON) or 4,095 (Linux, N_TTY_BUF_SIZE), which would give another key.
    static let longestAnswer = 1_000

    private struct State {
        /// How the terminal was before, for as long as it is otherwise.
        var before: (descriptor: Int32, settings: termios)?
        /// Whether the program ends: then nothing is hidden any more.
        var isEnding = false

        mutating func restore() {
            guard var saved = before else { return }
            // What is left of a secret line must not reach the shell.
            tcsetattr(saved.descriptor, TCSAFLUSH, &saved.settings)
            before = nil
        }
    }

    private static let state = Mutex(State())

    /// Opens the terminal and turns its echo off.
    ///
    /// - Throws: `Failure` if nobody sits at one.
    init() throws {
        descriptor = try Self.opened()
    }

    deinit {
        Self.state.withLock { $0.restore() }
        close(descriptor)
    }

    /// Gives the terminal its echo back for good: for the thread that ends the program while
    /// another one may be about to ask.
    static func end() {
        state.withLock {
            $0.isEnding = true
            $0.restore()
        }
    }

    /// Shows a line.
    func say(_ text: String) {
        Console.write(text + "\n", to: descriptor)
    }

    /// Reads the line that is typed after a question, without its end.
    ///
    /// - Throws: `Failure` if the line does not end or is too long, `SignerError.outOfMemory`.
    func ask(_ question: String) throws -> SecretBytes {
        Console.write(question, to: descriptor)
        var isWhole = false
        let answer = try SecretBytes(capacity: Self.longestAnswer + 1) { block in
            var length = 0
            while length < block.count {
                let rest = UnsafeMutableRawBufferPointer(rebasing: block[length...])
                let count = read(descriptor, rest.baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return length }
                length += count
                isWhole = block[length - 1] == UInt8(ascii: "\n")
                if isWhole { return length - 1 }
            }
            return length
        }
        guard isWhole else {
            let isLong = answer.count > Self.longestAnswer
            throw Failure(
                .signer, "the answer was not understood",
                why: isLong ? "it is over \(Self.longestAnswer) bytes" : "its line has no end",
                next: "run it again")
        }
        return answer
    }

    private static func opened() throws -> Int32 {
        guard Console.isInteractive else { throw missing }
        let descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { throw missing }
        guard hide(descriptor) else {
            close(descriptor)
            throw missing
        }
        return descriptor
    }

    /// Turns the echo off; whether that was possible.
    static func hide(_ descriptor: Int32) -> Bool {
        state.withLock { state in
            var settings = termios()
            guard !state.isEnding, tcgetattr(descriptor, &settings) == 0 else { return false }
            state.before = (descriptor, settings)
            hide(&settings)
            // What was typed before the question was seen by others, and is no answer.
            guard tcsetattr(descriptor, TCSAFLUSH, &settings) == 0 else {
                state.before = nil
                return false
            }
            return true
        }
    }

    private static func hide(_ settings: inout termios) {
        settings.c_lflag &= ~tcflag_t(ECHO)
        settings.c_lflag |= tcflag_t(ICANON | ISIG | ECHONL)
        // Stopped and resumed, the program would read on with the shell's echo.
        withUnsafeMutableBytes(of: &settings.c_cc) { characters in
            for place in [VSUSP, VQUIT] { characters[Int(place)] = disabledCharacter }
        }
    }

    /// `_POSIX_VDISABLE`.
    #if canImport(Darwin)
    private static let disabledCharacter: UInt8 = 0xFF
    #else
    private static let disabledCharacter: UInt8 = 0
    #endif

    private static var missing: Failure {
        Failure(
            .signer, "there is nobody to ask for the seed phrase", why: "there is no terminal",
            next: "run it at a terminal, or give a key file (-k PATH)")
    }
}
