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

    /// Starts the thread that waits for the signals. Called before any other thread starts, so
    /// that all of them inherit the mask.
    static func install() {
        var signals = watched
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        #if canImport(Darwin)
        var thread: pthread_t?
        #else
        var thread = pthread_t()
        #endif
        pthread_create(&thread, nil, { _ in Interruption.wait() }, nil)
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

    private static var watched: sigset_t {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        sigaddset(&signals, SIGTERM)
        return signals
    }

    private static func wait() -> Never {
        var signals = watched
        var number: Int32 = 0
        while sigwait(&signals, &number) != 0 {}
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
