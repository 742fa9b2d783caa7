import DepositVerifier

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Where the answers of a batch go, in whole lines.
struct BatchOutput: Sendable {
    /// How answers are written: JSON lines into a file, whatever is shown.
    let format: OutputFormat
    private let descriptor: Int32

    /// Standard output.
    init(_ console: Console) {
        format = console.isHuman ? .human : .jsonCompact
        descriptor = STDOUT_FILENO
    }

    /// A file that nobody else writes to.
    ///
    /// - Parameter earlier: takes what the file holds from earlier runs; without it, a file that
    ///   holds anything is refused.
    /// - Throws: `Failure`.
    init(_ path: String, earlier: ((Int32) throws -> Int)?) throws {
        format = .jsonCompact
        descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure(path, errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw Failure(
                .ledger, "the output file is locked", why: "another process writes to it",
                next: "wait for it to end, or name another file")
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.failure(path, errno) }
        guard status.st_size > 0 else { return }
        guard let earlier else {
            throw Failure(
                .usage, "the output file is not empty", why: Failure.quote(path),
                next: "go on with it by --resume FILE, or name another file")
        }
        // A line that was cut off by a crash is no answer.
        let length = try earlier(descriptor)
        guard ftruncate(descriptor, off_t(length)) == 0 else { throw Self.failure(path, errno) }
    }

    /// Writes lines while no interruption can cut in.
    ///
    /// - Throws: `Failure`.
    func write(_ lines: [UInt8]) throws {
        guard !lines.isEmpty else { return }
        var problem: SystemError?
        Interruption.whole {
            do throws(SystemError) {
                try SystemFile.write(lines, to: descriptor)
            } catch {
                problem = error
            }
        }
        guard let problem else { return }
        guard problem.number != EPIPE else {
            throw Failure(
                .interrupted, "nobody reads the output any more", why: "the pipe was closed",
                next: "run it again, or write to a file with -o")
        }
        throw Failure(
            .ledger, "the output cannot be written", why: problem.text,
            next: "make room and go on with --resume FILE")
    }

    private static func failure(_ path: String, _ number: Int32) -> Failure {
        Failure(
            .usage, "the output file cannot be used",
            why: "\(Failure.quote(path)): \(SystemError(number: number).text)",
            next: "check the path and its permissions")
    }
}
