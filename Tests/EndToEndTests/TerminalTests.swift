#if os(Linux)
import Foundation
import TestSupport
import Testing

/// Ctrl-C as a person types it, at a terminal.
@Suite struct TerminalTests {
    /// Runs a program at a terminal of its own and types Ctrl-C once it has said something.
    static let script = """
        import json, os, pty, sys
        awaited, *command = sys.argv[1:]
        process, terminal = pty.fork()
        if process == 0:
            os.execv(command[0], command)
        output, typed = b"", False
        while True:
            try:
                block = os.read(terminal, 65536)
            except OSError:
                break
            if not block:
                break
            output += block
            if not typed and awaited.encode() in output:
                os.write(terminal, b"\\x03")
                typed = True
        status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        print(json.dumps({"status": status, "output": output.decode()}))
        """

    struct Session: Decodable {
        var status: Int32
        var output: String
    }

    private static func interrupt(
        _ depositor: Depositor, at text: String, _ arguments: [String]
    ) throws -> Session {
        try session(
            script, [text], arguments + depositor.options,
            environment: ["HOME": depositor.tool.home.path])
    }

    /// What a Python script says that gets `first`, our program, and the program's arguments.
    private static func session(
        _ script: String, _ first: [String], _ arguments: [String],
        environment: [String: String] = [:]
    ) throws -> Session {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let binary = URL(filePath: tests).deletingLastPathComponent().appending(path: "l5-deposit")
        let process = Process()
        process.executableURL = URL(filePath: Oracle.python)
        process.arguments = ["-c", script] + first + [binary.path] + arguments
        process.environment = environment
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let answer = try output.fileHandleForReading.readToEnd() ?? Data()
        return try JSONDecoder().decode(Session.self, from: answer)
    }

    static let deposit = ["deposit", "1", "--code", Depositor.code, "--output", "json-compact"]

    /// Runs `decode` at a terminal with 100 columns, with 72, and with a pipe.
    private static let wide = """
        import fcntl, json, os, pty, struct, subprocess, sys, termios
        def at_terminal(columns):
            terminal, end = pty.openpty()
            fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("4H", 24, columns, 0, 0))
            output = b""
            process = subprocess.Popen(sys.argv[2:], stdin=open(sys.argv[1]), stdout=end)
            os.close(end)
            try:
                while block := os.read(terminal, 65536):
                    output += block
            except OSError:
                pass
            return process.wait(), output.decode().replace("\\r\\n", "\\n")
        status, wide = at_terminal(100)
        _, narrow = at_terminal(72)
        piped = subprocess.run(
            sys.argv[2:], stdin=open(sys.argv[1]), capture_output=True).stdout.decode()
        print(json.dumps({"status": status, "output": "\\f".join([wide, narrow, piped])}))
        """

    @Test func `decode keeps to the width of a terminal that has room for keys`() throws {
        let answer = Repository.fixture(
            "transactions/recordings/tx-parser-photon_pumpfun_buy_0.json")
        let session = try Self.session(Self.wide, [answer.path], ["decode", "-"])
        #expect(session.status == 0)
        let outputs = session.output.split(separator: "\u{C}").map(String.init)
        try #require(outputs.count == 3)
        #expect(outputs[2].split(separator: "\n").contains { $0.count > 100 })
        #expect(outputs[0].split(separator: "\n").allSatisfy { $0.count <= 100 })
        #expect(outputs[1] == outputs[2])
    }

    @Test func `sends nothing when Ctrl-C answers the question`() async throws {
        let depositor = try await Depositor.funded()
        let session = try Self.interrupt(depositor, at: "[y/N] ", Self.deposit)
        #expect(session.status == 130)
        #expect(session.output.contains(#""code":"interrupted""#))
        #expect(session.output.contains("nothing was sent"))
        #expect(!FileManager.default.fileExists(atPath: depositor.tool.journal.path))
    }

    @Test func `says that the outcome is open when Ctrl-C ends the waiting`() async throws {
        let depositor = try await Depositor.funded(slotMilliseconds: 0)
        let session = try Self.interrupt(
            depositor, at: "processed in slot", Self.deposit + ["--yes"])
        #expect(session.status == 4)
        #expect(session.output.contains(#""code":"outcomeUnknown""#))
        #expect(session.output.contains("next:  l5-deposit status "))
        #expect(!session.output.contains("nothing was sent"))
    }

    @Test func `stays silent when Ctrl-C comes after the result`() async throws {
        let depositor = try await Depositor.funded()
        let session = try Self.interrupt(
            depositor, at: #""status":""#, Self.deposit + ["--yes"])
        #expect(session.status == 0)
        #expect(!session.output.contains("error"))
    }
}
#endif
