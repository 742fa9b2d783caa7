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

/// What Ctrl-C, SIGTERM and a terminal that hangs up do: end at once with 130, with 4 once something
/// may have been sent, and with the command's own exit code once its result is out.
///
/// One lock guards how far the command is and the result on standard output: whoever takes it first
/// says how the run ended, and nobody says it twice.
enum Interruption {
    /// How far the command is.
    private enum Phase {
        /// Nothing was sent by this run.
        case notSent
        /// These were handed to an endpoint, or are about to be; their fate is open.
        case maySend([Signature])
        /// The result is out.
        case finished(ExitCode)
    }

    private struct State {
        var phase = Phase.notSent
        var console = Console(format: .human)
        var schema = "l5.error/1"
        var assurance = Assurance.none
        /// The JSON of the result, kept back until the exit code is known.
        var document: [UInt8] = []
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
        for number in [SIGINT, SIGTERM, SIGHUP] { handle(number) }
    }

    private static func handle(_ number: Int32) {
        let previous = signal(number) { _ in
            let before = errno
            var byte: UInt8 = 1
            _ = write(Interruption.writeEnd.load(ordering: .acquiring), &byte, 1)
            errno = before
        }
        // A shell that starts a job in the background has it ignore Ctrl-C, nohup a hang-up.
        if unsafeBitCast(previous, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
            signal(number, SIG_IGN)
        }
    }

    /// Says in which form an interruption is reported, and what may be said of money.
    static func report(on console: Console, schema: String, _ assurance: Assurance) {
        state.withLock {
            $0.console = console
            $0.schema = schema
            $0.assurance = assurance
        }
    }

    /// From now on an interruption leaves these open. Waits for ever while an interruption that
    /// said that nothing was sent ends the process.
    static func maySend(_ signatures: [Signature]) {
        state.withLock {
            if case .finished = $0.phase { return }
            $0.phase = signatures.isEmpty ? .notSent : .maySend(signatures)
        }
    }

    /// Keeps JSON of the result until `finish`.
    static func hold(_ document: [UInt8]) {
        state.withLock { $0.document += document }
    }

    /// Writes while no interruption can cut in.
    static func whole(_ body: () -> Void) {
        state.withLock { _ in body() }
    }

    /// Says the result; from now on an interruption ends the program silently with `code`.
    ///
    /// - Parameter failure: said instead of what was held.
    static func finish(_ code: ExitCode, _ failure: Failure? = nil, _ say: () -> Void = {}) {
        state.withLock { state in
            if case .finished = state.phase { return }
            if let failure {
                state.console.fail(failure, schema: state.schema)
            } else {
                say()
                Console.write(state.document, to: STDOUT_FILENO)
            }
            state.document = []
            state.phase = .finished(code)
        }
    }

    private static func wait() -> Never {
        let end = readEnd.load(ordering: .acquiring)
        var byte: UInt8 = 0
        while read(end, &byte, 1) != 1 {}
        // The lock stays taken: nothing is sent or said any more while the process ends.
        state.withLock { state in
            HiddenTerminal.end()
            if case .finished(let code) = state.phase { _exit(code.rawValue) }
            let failure = failure(state)
            state.console.fail(failure, schema: state.schema)
            _exit(failure.exit.rawValue)
        }
        _exit(ExitCode.interrupted.rawValue)
    }

    private static func failure(_ state: State) -> Failure {
        guard case .maySend(let signatures) = state.phase, let first = signatures.first else {
            return Failure(
                .interrupted, "interrupted", why: state.assurance.whenInterrupted,
                next: "run it again")
        }
        let others = signatures.count == 1 ? "" : " and \(signatures.count - 1) more"
        let names = signatures.map(\.description).joined(separator: " ")
        return Failure(
            .unknown, "interrupted after sending; the outcome is not known yet",
            why: "\(first)\(others) may still land",
            next: "l5-deposit status \(names)      (do not send again: it could pay twice)",
            code: "outcomeUnknown", members: [("signature", .string(first.description))])
    }
}

/// What a command that ends early may say of money.
enum Assurance: Sendable {
    /// It moves none.
    case none
    /// It has sent nothing.
    case notSent
    /// What it has done stays, and the next run goes on from there.
    case resumable
    /// It has credited nothing for what it could not examine.
    case notCredited

    /// Why an interruption does no harm.
    var whenInterrupted: String {
        switch self {
        case .none: "it had not finished"
        case .notSent: "nothing was sent"
        case .resumable: "what was sent stays, and the next run goes on from there"
        case .notCredited: "the rest was not examined; what was credited is not credited twice"
        }
    }

    /// What follows the advice after an error of the network or of the journal.
    var remark: String {
        switch self {
        case .none: ""
        case .notSent: "; nothing was sent"
        case .resumable: "; the next run goes on from there"
        case .notCredited: "; nothing was credited"
        }
    }
}
