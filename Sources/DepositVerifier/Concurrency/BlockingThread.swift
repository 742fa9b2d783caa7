#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A thread of its own for an actor whose calls wait for a disk or a server, so that they hold up
/// nobody else. Jobs run one after the other, in the order in which they came.
///
/// Unchecked, since the compiler does not know that the lock guards the jobs.
package final class BlockingThread: SerialExecutor, @unchecked Sendable {
    private var jobs: [UnownedJob] = []
    private var isStopped = false
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    private let condition: UnsafeMutablePointer<pthread_cond_t>

    package init() {
        lock = .allocate(capacity: 1)
        condition = .allocate(capacity: 1)
        pthread_mutex_init(lock, nil)
        pthread_cond_init(condition, nil)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(lock)
        condition.deallocate()
        lock.deallocate()
    }

    /// Starts the thread, which keeps this object until it is stopped.
    ///
    /// - Returns: whether the system had a thread.
    package func start() -> Bool {
        #if canImport(Darwin)
        var thread: pthread_t?
        #else
        var thread = pthread_t()
        #endif
        let own = Unmanaged.passRetained(self)
        let result = pthread_create(
            &thread, nil,
            { context in
                #if canImport(Darwin)
                let own = Unmanaged<BlockingThread>.fromOpaque(context)
                #else
                guard let context else { return nil }
                let own = Unmanaged<BlockingThread>.fromOpaque(context)
                #endif
                own.takeRetainedValue().run()
                return nil
            }, own.toOpaque())
        guard result == 0 else {
            own.release()
            return false
        }
        #if canImport(Darwin)
        if let thread { pthread_detach(thread) }
        #else
        pthread_detach(thread)
        #endif
        return true
    }

    /// Ends the thread once all that waits has run.
    package func stop() {
        wake { isStopped = true }
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        wake { jobs.append(job) }
    }

    private func wake(after change: () -> Void) {
        pthread_mutex_lock(lock)
        change()
        pthread_cond_signal(condition)
        pthread_mutex_unlock(lock)
    }

    private func run() {
        while let jobs = next() {
            for job in jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
        }
    }

    /// Everything that waits, as soon as something does; `nil` after the end.
    private func next() -> [UnownedJob]? {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        while jobs.isEmpty {
            if isStopped { return nil }
            pthread_cond_wait(condition, lock)
        }
        defer { jobs = [] }
        return jobs
    }
}
