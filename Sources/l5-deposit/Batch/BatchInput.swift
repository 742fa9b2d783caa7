import DepositVerifier
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Where the signatures of a batch come from, read piece by piece.
struct BatchInput: Sendable {
    private let descriptor: Int32
    /// Its length in bytes; `nil` for one that nobody knows the end of.
    let length: Int?

    /// A piece: some 700 signatures.
    private static let pieceLength = 65_536

    /// Opens a file, or standard input for `-`.
    ///
    /// - Throws: `Failure`.
    init(_ path: String) throws {
        descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
            throw Failure(
                .usage, "the list cannot be read",
                why: "\(Failure.quote(path)): \(SystemError(number: errno).text)",
                next: "check the path")
        }
        length = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    }

    /// The next piece; empty at the end.
    ///
    /// Whoever writes to a pipe may take long, and no thread of Swift's pool may wait for him: a
    /// thread of its own does. A cancelled read leaves that thread behind.
    func read() async throws -> [UInt8] {
        guard length == nil else { return try readNow().get() }
        let promise = Promise<Result<[UInt8], SystemError>>()
        return try await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                promise.wait(continuation)
                let isStarted = DetachedThread.start { promise.keep(readNow()) }
                if !isStarted { promise.keep(.failure(SystemError(number: EAGAIN))) }
            }
        } onCancel: {
            promise.keep(.success([]))
        }.get()
    }

    private func readNow() -> Result<[UInt8], SystemError> {
        Result { () throws(SystemError) in
            try SystemFile.readPiece(descriptor, limit: Self.pieceLength)
        }
    }
}

/// A value that comes once; whoever keeps the promise first has kept it.
private final class Promise<Value: Sendable>: Sendable {
    private enum State {
        case new
        case awaited(CheckedContinuation<Value, Never>)
        case kept(Value)
        case done
    }

    private let state = Mutex(State.new)

    func wait(_ continuation: CheckedContinuation<Value, Never>) {
        let value = state.withLock { state -> Value? in
            if case .kept(let value) = state {
                state = .done
                return value
            }
            state = .awaited(continuation)
            return nil
        }
        if let value { continuation.resume(returning: value) }
    }

    func keep(_ value: Value) {
        let continuation = state.withLock { state -> CheckedContinuation<Value, Never>? in
            switch state {
            case .new: state = .kept(value)
            case .awaited(let continuation):
                state = .done
                return continuation
            case .kept, .done: break
            }
            return nil
        }
        continuation?.resume(returning: value)
    }
}

/// A thread that nobody waits for.
private enum DetachedThread {
    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Starts a thread; `false` if the system has none.
    static func start(_ run: @escaping @Sendable () -> Void) -> Bool {
        #if canImport(Darwin)
        var thread: pthread_t?
        #else
        var thread = pthread_t()
        #endif
        let context = Unmanaged.passRetained(Body(run))
        let code = pthread_create(
            &thread, nil,
            { context in
                #if canImport(Darwin)
                let body = context
                #else
                guard let body = context else { return nil }
                #endif
                pthread_detach(pthread_self())
                Unmanaged<Body>.fromOpaque(body).takeRetainedValue().run()
                return nil
            }, context.toOpaque())
        if code != 0 { context.release() }
        return code == 0
    }
}
