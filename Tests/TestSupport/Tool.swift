public import Foundation
import Synchronization

/// The built `l5-deposit`, run in a home folder of its own and an environment with nothing else.
public final class Tool: Sendable {
    /// The home folder.
    public let home: URL

    /// A tool with an empty home folder.
    public init() throws {
        home = FileManager.default.temporaryDirectory
            .appending(path: "l5-deposit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: home)
    }

    /// What a run left.
    public struct Output: Sendable {
        /// Standard output.
        public var stdout: String
        /// Standard error.
        public var stderr: String
        /// The exit code; -1 if a signal ended it.
        public var status: Int32
        /// The most memory that it held, in bytes, if that was measured.
        public var peakMemory: Int?
        /// How long it ran, if that was measured.
        public var duration: Duration?

        /// Standard output as one JSON object.
        public var json: [String: Any]? {
            let object = try? JSONSerialization.jsonObject(with: Data(stdout.utf8))
            return object as? [String: Any]
        }
    }

    /// The journal.
    public var journal: URL {
        home.appending(path: ".local/state/l5-deposit/journal.jsonl")
    }

    /// Writes a key file and returns its path.
    public func writeKey(
        _ keypair: [UInt8], name: String = "id.json", mode: Int = 0o600
    ) throws -> String {
        let text = "[" + keypair.map(String.init).joined(separator: ",") + "]"
        return try write(text, name: name, mode: mode)
    }

    /// Writes a file into the home folder and returns its path.
    public func write(_ text: String, name: String, mode: Int = 0o600) throws -> String {
        let path = home.appending(path: name).path
        try Data(text.utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }

    /// Runs to the end.
    public func run(
        _ arguments: [String], environment: [String: String] = [:], input: String = "",
        isSubjectToPermissions: Bool = false, isMeasured: Bool = false
    ) async throws -> Output {
        guard isMeasured else {
            let run = try start(
                arguments, environment: environment, input: input,
                isSubjectToPermissions: isSubjectToPermissions)
            return await run.end()
        }
        let report = home.appending(path: "figures-\(UUID().uuidString)")
        let command = [Oracle.python, "-c", Self.measure, report.path, try Self.binary.path]
        var output = try await start(
            arguments, environment: environment, input: input, through: command
        ).end()
        let figures = try String(contentsOf: report, encoding: .utf8).split(separator: " ")
        output.peakMemory = figures.first.flatMap { Int($0) }
        output.duration = figures.last.flatMap { Int64($0) }.map { .milliseconds($0) }
        return output
    }

    /// A parent that waits for its only child and writes down what it has used. This process is
    /// none: what a child inherits until it starts its program would count, too.
    private static let measure = """
        import os, sys, time
        start = time.monotonic()
        child = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
        status, usage = os.wait4(child, 0)[1:]
        unit = 1 if sys.platform == "darwin" else 1024
        passed = int((time.monotonic() - start) * 1000)
        open(sys.argv[1], "w").write(f"{usage.ru_maxrss * unit} {passed}")
        sys.exit(os.waitstatus_to_exitcode(status) & 255)
        """

    /// Starts a run.
    public func start(
        _ arguments: [String], environment: [String: String] = [:], input: String = "",
        isSubjectToPermissions: Bool = false, through command: [String] = []
    ) throws -> Run {
        let process = Process()
        let words = (command.isEmpty ? [try Self.binary.path] : command) + arguments
        process.executableURL = URL(filePath: words[0])
        process.arguments = Array(words.dropFirst())
        if isSubjectToPermissions, geteuid() == 0 {
            // root without its capabilities is refused what the modes of files refuse.
            process.executableURL = URL(filePath: "/usr/bin/setpriv")
            let drop = ["--bounding-set=-all", "--inh-caps=-all"]
            process.arguments = drop + [try Self.binary.path] + arguments
        }
        process.environment = ["HOME": home.path].merging(environment) { $1 }
        let stdin = home.appending(path: "stdin-\(UUID().uuidString)")
        try Data(input.utf8).write(to: stdin)
        process.standardInput = try FileHandle(forReadingFrom: stdin)
        return try Run(process)
    }

    private static var binary: URL {
        get throws {
            #if os(Linux)
            let tests = try FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/self/exe")
            #else
            let tests =
                Bundle.allBundles.map(\.bundlePath).first { $0.hasSuffix(".xctest") }
                ?? CommandLine.arguments[0]
            #endif
            return URL(filePath: tests).deletingLastPathComponent().appending(path: "l5-deposit")
        }
    }

    /// A run under way.
    public final class Run: Sendable {
        private let process: Process
        private let state = Mutex(State())

        private struct State {
            var stdout = Data()
            var stderr = Data()
            /// Both streams and the process.
            var open = 3
            var status: Int32 = -1
            var awaited: String?
            var line: CheckedContinuation<Bool, Never>?
            var end: CheckedContinuation<Void, Never>?
        }

        init(_ process: Process) throws {
            self.process = process
            let (stdout, stderr) = (Pipe(), Pipe())
            process.standardOutput = stdout
            process.standardError = stderr
            process.terminationHandler = { [self] process in
                finish { state in
                    let isExit = process.terminationReason == .exit
                    state.status = isExit ? process.terminationStatus : -1
                }
            }
            try process.run()
            let streams = [
                (stdout.fileHandleForReading, \State.stdout),
                (stderr.fileHandleForReading, \State.stderr),
            ]
            for (handle, path) in streams {
                Thread.detachNewThread { [self] in
                    while case let data = handle.availableData, !data.isEmpty {
                        take(data, path)
                    }
                    finish { _ in }
                }
            }
        }

        /// The process.
        public var id: Int32 { process.processIdentifier }

        /// Waits until standard error holds a text; false if the run ends without it.
        public func says(_ text: String) async -> Bool {
            await withCheckedContinuation { continuation in
                let answer: Bool? = state.withLock { state in
                    if String(decoding: state.stderr, as: UTF8.self).contains(text) { return true }
                    if state.open == 0 { return false }
                    state.awaited = text
                    state.line = continuation
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        }

        /// Sends a signal.
        public func signal(_ number: Int32) { kill(id, number) }

        /// Waits for the end.
        public func end() async -> Output {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.open > 0 { state.end = continuation }
                    return state.open == 0
                }
                if isOver { continuation.resume() }
            }
            return state.withLock { state in
                Output(
                    stdout: String(decoding: state.stdout, as: UTF8.self),
                    stderr: String(decoding: state.stderr, as: UTF8.self), status: state.status)
            }
        }

        private func take(_ data: Data, _ path: WritableKeyPath<State, Data>) {
            let line = state.withLock { state -> CheckedContinuation<Bool, Never>? in
                state[keyPath: path] += data
                guard let awaited = state.awaited,
                    String(decoding: state.stderr, as: UTF8.self).contains(awaited)
                else { return nil }
                state.awaited = nil
                defer { state.line = nil }
                return state.line
            }
            line?.resume(returning: true)
        }

        private func finish(_ change: @Sendable (inout State) -> Void) {
            let (line, end) = state.withLock { state in
                change(&state)
                state.open -= 1
                guard state.open == 0 else {
                    return (
                        CheckedContinuation<Bool, Never>?.none,
                        CheckedContinuation<Void, Never>?.none
                    )
                }
                defer {
                    state.line = nil
                    state.end = nil
                }
                return (state.line, state.end)
            }
            line?.resume(returning: false)
            end?.resume()
        }
    }
}
