import CAnchors
import Foundation

/// The Python process that runs solders: commands in, lines out. See Anchors/solders_anchor.py.
final class SoldersProcess {
    /// The process did not answer as expected.
    struct Failure: Error {
        var command: String
    }

    private let child: Int32
    private let input: FileHandle
    private let output: FileHandle
    private var buffer: [UInt8] = []

    /// Starts the interpreter that `Benchmarks/run` names in `BENCHMARKS_PYTHON`.
    init() throws {
        let package = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let script = package.appending(path: "Anchors/solders_anchor.py").path
        let python = ProcessInfo.processInfo.environment["BENCHMARKS_PYTHON"] ?? ""
        var descriptors: (input: Int32, output: Int32) = (-1, -1)
        child = anchor_process_start(python, script, &descriptors.input, &descriptors.output)
        guard child > 0 else { throw Failure(command: "\(python) \(script)") }
        input = FileHandle(fileDescriptor: descriptors.input, closeOnDealloc: true)
        output = FileHandle(fileDescriptor: descriptors.output, closeOnDealloc: true)
    }

    deinit {
        try? input.close()
        anchor_process_wait(child)
    }

    /// Sends a command and reads `lines` lines of answer, split at blanks.
    func ask(_ command: String, lines: Int = 1) throws -> [[String]] {
        try input.write(contentsOf: Data("\(command)\n".utf8))
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
            let chunk = output.availableData
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
