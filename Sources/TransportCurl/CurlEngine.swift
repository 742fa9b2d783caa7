import CCurl
import DepositVerifier
import Synchronization

/// The border between Swift's tasks and the thread that runs libcurl: a queue of commands.
///
/// `@unchecked Sendable`: `multi` is the only member that is not `Sendable` by itself. It is never
/// reassigned, and off the thread only `curl_multi_wakeup` is called with it, which libcurl declares
/// safe from any thread. That call is made under the lock and never after `stop`; the thread frees
/// `multi` only after it has seen `stop` under the same lock.
final class CurlEngine: @unchecked Sendable {
    /// Names one request; identity matters, nothing else.
    final class Ticket: Sendable {
        enum Phase { case new, submitted, cancelled }
        let phase = Mutex(Phase.new)
    }

    /// A request on its way to the thread.
    struct Submission: Sendable {
        let ticket: Ticket
        let body: [UInt8]
        let delivery: RPCDelivery
        let takesAnyStatus: Bool
        let continuation: CheckedContinuation<CurlAnswer, any Error>
    }

    /// What the thread is to do next.
    struct Commands: Sendable {
        var submissions: [Submission] = []
        var cancellations: [Ticket] = []
        var isStopped = false
    }

    let multi: UnsafeMutableRawPointer
    private let connections = Atomic(0)
    private let commands = Mutex(Commands())

    init(_ endpoint: Endpoint, _ configuration: CurlConfiguration) throws(CurlConfigurationError) {
        guard Self.isReady, let multi = curl_multi_init() else { throw .unavailable }
        self.multi = multi
        let start = CurlWorker.Start(
            engine: self, endpoint: endpoint, configuration: configuration)
        let context = Unmanaged.passRetained(start)
        let code = l5_thread_start(
            { context in
                guard let context else { return nil }
                let start = Unmanaged<CurlWorker.Start>.fromOpaque(context).takeRetainedValue()
                CurlWorker(start).run()
                return nil
            }, context.toOpaque())
        guard code == 0 else {
            context.release()
            curl_multi_cleanup(multi)
            throw .unavailable
        }
    }

    func submit(_ submission: Submission) {
        let isCancelled = submission.ticket.phase.withLock { phase in
            guard phase == .new else { return true }
            phase = .submitted
            return false
        }
        guard !isCancelled else {
            return submission.continuation.resume(throwing: CancellationError())
        }
        command { $0.submissions.append(submission) }
    }

    func cancel(_ ticket: Ticket) {
        let wasSubmitted = ticket.phase.withLock { phase in
            defer { phase = .cancelled }
            return phase == .submitted
        }
        // Before it is submitted, the phase alone stops it.
        if wasSubmitted { command { $0.cancellations.append(ticket) } }
    }

    /// How many connections the thread has opened.
    var connectionCount: Int { connections.load(ordering: .relaxed) }

    func noteConnections(_ count: Int) {
        connections.wrappingAdd(count, ordering: .relaxed)
    }

    /// Ends the thread. Only the transport's `deinit` calls it, so no request is under way.
    func stop() {
        command { $0.isStopped = true }
    }

    /// What has been asked for since the last call.
    func takeCommands() -> Commands {
        commands.withLock { commands in
            let taken = commands
            commands = Commands(isStopped: taken.isStopped)
            return taken
        }
    }

    private func command(_ change: (inout Commands) -> Void) {
        commands.withLock { commands in
            guard !commands.isStopped else { return }
            change(&commands)
            curl_multi_wakeup(multi)
        }
    }

    /// libcurl's global state, set up once.
    private static let isReady = l5_curl_global_init() == CURLE_OK
}
