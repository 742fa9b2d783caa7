import Foundation

/// Instructions per operation, counted by callgrind in a process of its own for each side.
struct InstructionCount {
    var ours: Double
    /// `nil` if the anchor runs in another process, where callgrind would count the interpreter.
    var anchor: Double?

    init(row: Row, contest: Contest) throws {
        let operations = Double(contest.operations)
        ours = try Self.perPass(of: row, side: "ours") / operations
        if case .here = contest.anchor {
            anchor = try Self.perPass(of: row, side: "anchor") / operations
        }
    }

    /// What `--pass` does: prepares a row and runs one side.
    static func run(row name: String, side: String, passes: Int) throws {
        guard let row = Main.rows.first(where: { $0.name == name }) else {
            throw Usage(argument: name)
        }
        let contest = try row.prepare()
        for _ in 0..<passes {
            if side == "ours" { consume(contest.ours()) }
            if side == "anchor", case .here(let pass) = contest.anchor { consume(pass()) }
        }
    }

    /// The difference between a process with three passes and one with one: what they prepare
    /// costs the same.
    private static func perPass(of row: Row, side: String) throws -> Double {
        let (one, three) = (
            try collected(row: row, side: side, passes: 1),
            try collected(row: row, side: side, passes: 3)
        )
        return (three - one) / 2
    }

    private static func collected(row: Row, side: String, passes: Int) throws -> Double {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
            CommandLine.arguments[0], "--pass", row.name, side, "\(passes)",
        ]
        let log = Pipe()
        process.standardError = log
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: log.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        // "==123== Collected : 456"
        let line = text.split(separator: "\n").last { $0.contains("Collected :") }
        guard process.terminationStatus == 0,
            let count = line?.split(separator: " ").last.flatMap({ Double($0) })
        else {
            throw CallgrindFailure(log: text)
        }
        return count
    }
}

/// callgrind said something else than a count.
struct CallgrindFailure: Error {
    var log: String
}
