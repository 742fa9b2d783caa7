import DepositVerifier
import SolanaCodec
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What Ctrl-C and SIGTERM do: end at once with 130, or with 4 once something may have been sent.
enum Interruption {
    private struct State {
        var sent: [Signature] = []
        var console = Console(format: .human)
        var schema = "l5.error/1"
    }

    private static let state = Mutex(State())

    /// Where the handler writes and the thread reads: the only thing that a handler may do safely.
    private static let readEnd = Atomic<Int32>(-1)
    private static let writeEnd = Atomic<Int32>(-1)

    /// Starts the thread that waits for the signals.
    static func install() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        readEnd.store(ends[0], ordering: .releasing)
        writeEnd.store(ends[1], ordering: .releasing)
        #if canImport(Darwin)
        var thread: pthread_t?
        #else
        var thread = pthread_t()
        #endif
        pthread_create(&thread, nil, { _ in Interruption.wait() }, nil)
        for number in [SIGINT, SIGTERM] { handle(number) }
    }

    private static func handle(_ number: Int32) {
        let previous = signal(number) { _ in
            var byte: UInt8 = 1
            _ = write(Interruption.writeEnd.load(ordering: .acquiring), &byte, 1)
        }
        // A shell that starts a job in the background has it ignore Ctrl-C.
        if unsafeBitCast(previous, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
            signal(number, SIG_IGN)
        }
    }

    /// Says in which form an interruption is reported.
    static func report(on console: Console, schema: String) {
        state.withLock {
            $0.console = console
            $0.schema = schema
        }
    }

    /// From now on an interruption leaves a deposit open.
    static func mayHaveSent(_ signature: Signature) {
        state.withLock { $0.sent.append(signature) }
    }

    /// Its fate is known now: it was never sent, or is settled.
    static func isDecided(_ signature: Signature) {
        state.withLock { $0.sent.removeAll { $0 == signature } }
    }

    private static func wait() -> Never {
        let end = readEnd.load(ordering: .acquiring)
        var byte: UInt8 = 0
        while read(end, &byte, 1) != 1 {}
        // The lock stays taken: nothing is sent any more while the process ends.
        state.withLock { state in
            let failure = failure(state.sent)
            state.console.fail(failure, schema: state.schema)
            _exit(failure.exit.rawValue)
        }
        _exit(ExitCode.interrupted.rawValue)
    }

    private static func failure(_ sent: [Signature]) -> Failure {
        guard let signature = sent.last else {
            return Failure(
                .interrupted, "interrupted", why: "nothing was sent", next: "run it again")
        }
        return Failure(
            .unknown, "interrupted after sending; the outcome is not known yet",
            why: "\(signature) may still land",
            next: "l5-deposit status \(signature)      (do not send again: it could pay twice)",
            code: "outcomeUnknown", members: [("signature", .string(signature.description))])
    }
}
