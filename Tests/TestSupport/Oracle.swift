import Foundation

/// solders, the Rust SDK's Python binding, as the judge of our codec.
///
/// `Scripts/check` installs it into `.build/venv`; `Tests/Oracle/oracle.py` asks it.
public enum Oracle {
    /// The interpreter that has solders.
    public static var python: String {
        Repository.root.appending(path: ".build/venv/bin/python").path
    }

    /// Runs one command of the oracle and returns the lines that it prints.
    ///
    /// - Parameters:
    ///   - script: the name of the program in `Tests/Oracle/`.
    ///   - input: lines for its standard input.
    public static func run(
        _ arguments: [String], script: String = "oracle", input: [String] = []
    ) throws -> [String] {
        let script = Repository.root.appending(path: "Tests/Oracle/\(script).py").path
        let process = Process()
        process.executableURL = URL(filePath: python)
        process.arguments = [script] + arguments
        let stdin = FileManager.default.temporaryDirectory
            .appending(path: "oracle-\(UUID().uuidString)")
        try Data(input.joined(separator: "\n").utf8).write(to: stdin)
        defer { try? FileManager.default.removeItem(at: stdin) }
        process.standardInput = try FileHandle(forReadingFrom: stdin)
        let stdout = Pipe()
        process.standardOutput = stdout
        try process.run()
        let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw OracleFailure() }
        return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}

/// The oracle did not run: solders is missing, or a command is wrong.
public struct OracleFailure: Error {}
