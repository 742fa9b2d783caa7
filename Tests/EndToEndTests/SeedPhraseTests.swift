#if os(Linux)
import Foundation
import SolanaCodec
import TestSupport
import Testing

/// Seed phrases as a person types them, at a terminal.
@Suite(.serialized) struct SeedPhraseTests {
    /// Runs a program at a terminal of its own and types an answer to each question, or sends
    /// a signal instead; tells how it ended, what the terminal showed, whether it echoed when each
    /// answer was due and after the end, and what other processes could see.
    static let script = """
        import json, os, pty, signal, sys, termios
        answers, *command = json.loads(sys.argv[1]), *sys.argv[2:]
        process, terminal = pty.fork()
        if process == 0:
            os.execv(command[0], command)
        def echoes():
            return bool(termios.tcgetattr(terminal)[3] & termios.ECHO)
        output, seen, due, public = b"", 0, [], ""
        while True:
            try:
                block = os.read(terminal, 65536)
            except OSError:
                break
            if not block:
                break
            output += block
            if answers and answers[0][0].encode() in output[seen:]:
                seen = len(output)
                due.append(echoes())
                for name in "cmdline", "environ":
                    try:
                        with open(f"/proc/{process}/{name}", errors="replace") as file:
                            public += file.read()
                    except OSError:
                        pass
                text = answers.pop(0)[1]
                if text.startswith("SIG"):
                    os.kill(process, signal.Signals[text])
                else:
                    os.write(terminal, text.encode())
        status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        print(json.dumps({"status": status, "output": output.decode(), "due": due,
                          "after": echoes(), "public": public}))
        """

    struct Session: Decodable {
        var status: Int32
        var output: String
        /// Whether the terminal echoed when each answer was due.
        var due: [Bool]
        /// Whether it echoes at the end.
        var after: Bool
        /// Arguments and environment.
        var `public`: String

        /// The last line that the terminal showed.
        var lastLine: String {
            output.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
        }
    }

    static let phrase = KeyTests.phrase
    static let first = "seed phrase: "
    static let second = "press ENTER to continue: "
    static let third = "Enter same passphrase again: "
    static let plain = [[first, phrase + "\n"], [second, "\n"]]

    private static func run(
        _ arguments: [String], _ answers: [[String]], home: URL? = nil
    ) throws -> Session {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let binary = URL(filePath: tests).deletingLastPathComponent().appending(path: "l5-deposit")
        let process = Process()
        process.executableURL = URL(filePath: Oracle.python)
        let json = String(decoding: try JSONEncoder().encode(answers), as: UTF8.self)
        process.arguments = ["-c", script, json, binary.path] + arguments
        process.environment = ["HOME": home?.path ?? "/nowhere"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let answer = try output.fileHandleForReading.readToEnd() ?? Data()
        return try JSONDecoder().decode(Session.self, from: answer)
    }

    // What solana-keygen and solders give for this phrase.
    static let addresses = [
        ("ASK", "EHqmfkN89RJ7Y33CXM6uCzhVeuywHoJXZZLszBHHZy7o"),
        ("prompt:", "D2PPQSYFe83nDzk96FqGumVU8JA7J8vj2Rhjc2oXzEi5"),
        ("prompt://", "D2PPQSYFe83nDzk96FqGumVU8JA7J8vj2Rhjc2oXzEi5"),
        ("prompt:?key=0/0", "HAgk14JpMQLgt6rVgv7cBQFJWFto5Dqxi472uT3DKpqk"),
        ("prompt://?key=0'/0'", "HAgk14JpMQLgt6rVgv7cBQFJWFto5Dqxi472uT3DKpqk"),
        ("prompt:?full-path=m/44'/501'/0'/0'", "HAgk14JpMQLgt6rVgv7cBQFJWFto5Dqxi472uT3DKpqk"),
        ("prompt:?full-path=m", "GiAiwXD6TQUqsf4pvRLtPPmVma7oGmRusLvo58SBNn1e"),
    ]

    @Test(arguments: addresses)
    func `finds the address of a phrase as Solana's tools do`(key: String, address: String) throws {
        let session = try Self.run(["address", "-k", key], Self.plain)
        #expect(session.status == 0)
        #expect(session.lastLine == address)
        #expect(session.due == [false, false])
        #expect(session.after)
        #expect(!session.output.contains("aband"))
    }

    @Test func `takes blanks between words, and asks for a passphrase twice`() throws {
        let words = "  " + Self.phrase.replacing(" ", with: " \t ") + " \n"
        let session = try Self.run(
            ["address", "-k", "prompt:"],
            [[Self.first, words], [Self.second, "TREZOR\n"], [Self.third, "TREZOR\n"]])
        // solders: m/44'/501' below the seed of the published BIP-39 vector.
        #expect(session.lastLine == "BwwLFb2UdANxF9FUtE56vVEnyScBYrbijgyJBrBRjMkW")
        #expect(session.due == [false, false, false])
        #expect(!session.output.contains("TREZOR"))
        let other = try Self.run(
            ["address", "-k", "prompt:"],
            [[Self.first, words], [Self.second, "TREZOR\n"], [Self.third, "TREZ0R\n"]])
        #expect(other.status == 9)
        #expect(other.output.contains("error: the passphrases are not the same"))
        #expect(!other.output.contains("TREZ"))
    }

    static let refused = [
        ("abandon about\n", "why:   it has 2 of 12, 15, 18, 21 or 24 words"),
        (phrase.replacing("about", with: "abuot") + "\n", "why:   word 12 is not in the English"),
        (phrase.uppercased() + "\n", "why:   word 1 is not in the English"),
        (phrase.replacing("about", with: "abandon") + "\n", "why:   its words do not fit"),
        ("\u{4}", "why:   its line has no end"), ("aban\u{4}\u{4}", "why:   its line has no end"),
        (String(repeating: "aban", count: 251) + "\n", "why:   it is over 1000 bytes"),
        (String(repeating: " ", count: 1_000) + "\n", "why:   it has 0 of 12"),
        (phrase + "\u{1A}\n", "why:   word 12 is not in the English"),
    ]

    @Test(arguments: refused)
    func `says what is wrong with a phrase and repeats no word of it`(
        typed: String, reason: String
    ) throws {
        let session = try Self.run(["address", "-k", "prompt:"], [[Self.first, typed]])
        #expect(session.status == 9)
        #expect(session.output.contains(reason))
        #expect(session.after)
        for text in ["aban", "ABAN", "abuot"] { #expect(!session.output.contains(text)) }
    }

    @Test func `refuses a passphrase that Unicode could write in two ways`() throws {
        let session = try Self.run(
            ["address", "-k", "prompt:"],
            [[Self.first, Self.phrase + "\n"], [Self.second, "é\n"], [Self.third, "é\n"]])
        #expect(session.status == 9)
        #expect(session.output.contains("beyond ASCII"))
    }

    @Test func `takes any text when it is told not to check`() throws {
        let text = Self.phrase.replacing("about", with: "abandon")
        let session = try Self.run(
            ["address", "-k", "ASK", "--skip-seed-phrase-validation"],
            [[Self.first, " \(text) \n"], [Self.second, "\n"]])
        let answer = try Oracle.run(["keys"], input: ["\(text)||"]).first
        #expect(answer?.contains(session.lastLine) == true)
        #expect(Address(session.lastLine) != nil)
        let empty = try Self.run(
            ["address", "-k", "ASK", "--skip-seed-phrase-validation"], [[Self.first, " \n"]])
        #expect(empty.status == 9)
        #expect(empty.output.contains("why:   nothing was typed"))
    }

    @Test(arguments: ["\u{3}", "SIGTERM", "SIGHUP"])
    func `gives the echo back when it is interrupted`(signal: String) throws {
        let session = try Self.run(["address", "-k", "prompt:"], [[Self.first, signal]])
        #expect(session.status == 130)
        #expect(session.due == [false])
        #expect(session.after)
    }

    @Test func `pays with a key from a phrase and leaves no word anywhere`() async throws {
        let wallet: Address = "HAgk14JpMQLgt6rVgv7cBQFJWFto5Dqxi472uT3DKpqk"
        let chain = try LocalChain()
        try await chain.fund(wallet, tokens: 5_000_000)
        let tool = try Tool()
        let arguments = [
            "deposit", "1", "--code", Depositor.code, "-u", chain.url, "-k", "prompt:?key=0/0",
            "--fee-payer", "prompt:?key=0/0", "--treasury", World.treasury.address.description,
        ]
        let session = try Self.run(
            arguments, Self.plain + [["Send it? [y/N] ", "y\n"]], home: tool.home)
        #expect(session.status == 0)
        #expect(session.output.contains("From        \(wallet)"))
        #expect(session.output.contains("(1000000 base units, 1.00 USDC)"))
        #expect(session.due == [false, false, true])
        let journal = try String(contentsOf: tool.journal, encoding: .utf8)
        for text in [session.output, session.public, journal] { #expect(!text.contains("aband")) }
        #expect(session.public.contains("prompt:"))
    }
}
#endif
