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

    /// The longest answer: what a terminal holds of a line. Source: Linux, N_TTY_BUF_SIZE.
    static let longestAnswer = 4_096

    /// How the terminal was before, for as long as it is otherwise.
    private static let before = Mutex<(descriptor: Int32, settings: termios)?>(nil)

    /// Opens the terminal and turns its echo off.
    ///
    /// - Throws: `Failure` if nobody sits at one.
    init() throws {
        descriptor = try Self.opened()
    }

    deinit {
        Self.restore()
        close(descriptor)
    }

    /// Gives the terminal its echo back; the thread that ends the program calls it as well.
    static func restore() {
        before.withLock { before in
            guard let saved = before else { return }
            var settings = saved.settings
            tcsetattr(saved.descriptor, TCSADRAIN, &settings)
            before = nil
        }
    }

    /// Shows a line.
    func say(_ text: String) {
        Console.write(text + "\n", to: descriptor)
    }

    /// Reads the line that is typed after a question, without its end.
    ///
    /// - Throws: `Failure` if the line does not end, `SignerError.outOfMemory`.
    func ask(_ question: String) throws -> SecretBytes {
        Console.write(question, to: descriptor)
        var isWhole = false
        let answer = try SecretBytes(capacity: Self.longestAnswer) { block in
            var length = 0
            while length < block.count {
                let rest = UnsafeMutableRawBufferPointer(rebasing: block[length...])
                let count = read(descriptor, rest.baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return 0 }
                length += count
                isWhole = block[length - 1] == UInt8(ascii: "\n")
                if isWhole { return length - 1 }
            }
            return 0
        }
        guard isWhole else {
            throw Failure(
                .signer, "nothing was typed", why: "the line at the terminal has no end",
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

    private static func hide(_ descriptor: Int32) -> Bool {
        var settings = termios()
        guard tcgetattr(descriptor, &settings) == 0 else { return false }
        before.withLock { $0 = (descriptor, settings) }
        settings.c_lflag &= ~tcflag_t(ECHO)
        settings.c_lflag |= tcflag_t(ICANON | ISIG | ECHONL)
        // Stopped and resumed, the program would read on with the shell's echo.
        withUnsafeMutableBytes(of: &settings.c_cc) { characters in
            for place in [VSUSP, VQUIT] { characters[Int(place)] = disabledCharacter }
        }
        // What was typed before the question was seen by others, and is no answer.
        guard tcsetattr(descriptor, TCSAFLUSH, &settings) == 0 else {
            before.withLock { $0 = nil }
            return false
        }
        return true
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
