import Foundation

/// The Python process that runs solders: commands in, lines out. See Anchors/solders_anchor.py.
final class SoldersProcess {
    /// The process did not answer as expected.
    struct Failure: Error {
        var command: String
    }

    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var buffer: [UInt8] = []

    /// Starts the interpreter that `Benchmarks/run` names in `BENCHMARKS_PYTHON`.
    init() throws {
        let package = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let python = ProcessInfo.processInfo.environment["BENCHMARKS_PYTHON"] ?? ""
        process.executableURL = URL(filePath: python)
        process.arguments = [package.appending(path: "Anchors/solders_anchor.py").path]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// Sends a command and reads `lines` lines of answer, split at blanks.
    func ask(_ command: String, lines: Int = 1) throws -> [[String]] {
        try input.fileHandleForWriting.write(contentsOf: Data("\(command)\n".utf8))
        return try (0..<lines).map { _ in
            guard let line = readLine() else { throw Failure(command: command) }
            return line.split(separator: " ").map(String.init)
        }
    }

    /// CPU time of `passes` passes over the pool of the last command, less the time of as many
    /// calls that do nothing but call.
    func time(passes: Int) throws -> UInt64 {
        let command = "time \(passes)"
        let numbers = try ask(command).joined().compactMap(UInt64.init)
        guard numbers.count == 2, numbers[0] > numbers[1] else { throw Failure(command: command) }
        return numbers[0] - numbers[1]
    }

    private func readLine() -> String? {
        var end = buffer.firstIndex(of: UInt8(ascii: "\n"))
        while end == nil {
            let chunk = output.fileHandleForReading.availableData
            guard !chunk.isEmpty else { return nil }
            let searched = buffer.count
            buffer += chunk
            end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n"))
        }
        guard let end else { return nil }
        defer { buffer.removeSubrange(...end) }
        return String(decoding: buffer[..<end], as: UTF8.self)
    }
}
