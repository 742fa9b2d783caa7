import Foundation
import SolanaCodec
import TestSupport
import Testing

@Suite struct KeypairTests {
    @Test func `fixed seeds give the catalogue's addresses`() {
        #expect(World.payer.address == "AKnL4NNf3DGWZJS6cPknBuEGnVsV4A4m5tgebLHaRSZ9")
        #expect(World.treasury.address == "9hSR6S7WPtxmTojgo6GG3k4yDPecgJY292j7xrsUGWBu")
        #expect(World.attacker.address == "GyGKxMyg1p9SsHfm15MkNUu1u9TN2JtTspcdmrtGUdse")
    }

    @Test func `signs RFC 8032's messages with its signatures`() throws {
        // RFC 8032 §7.1, tests 1 to 3: seed, message, signature.
        let rows = [
            (
                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "",
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
                    + "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
            ),
            (
                "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "72",
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e"
                    + "458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
            ),
            (
                "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "af82",
                "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290"
                    + "ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
            ),
        ]
        for (seed, message, expected) in rows {
            let keypair = try Keypair(seed: #require(Hexadecimal.decode(seed)))
            let signature = try keypair.sign(#require(Hexadecimal.decode(message)))
            #expect(Hexadecimal.encode(signature.bytes) == expected)
        }
    }

    @Test func `never prints its seed`() {
        var dumped = ""
        dump(World.payer, to: &dumped)
        let texts = ["\(World.payer)", String(reflecting: World.payer), dumped]
        for text in texts { #expect(!text.contains("1, 1, 1") && !text.contains("0101")) }
        #expect(texts[0] == "Keypair(AKnL4NNf3DGWZJS6cPknBuEGnVsV4A4m5tgebLHaRSZ9)")
    }
}

@Suite struct KeyFileTests {
    /// The 64 numbers of a key file, made from what solders says of seed 01…01.
    static let numbers = Array(repeating: UInt8(1), count: 32) + World.payer.address.bytes

    /// Writes a temporary file with a mode, hands over its path, and removes it.
    @discardableResult
    func withFile<T>(
        _ content: String, mode: Int = 0o600, _ body: (String) throws -> T
    ) throws -> T {
        let path = NSTemporaryDirectory() + "key-\(UUID().uuidString).json"
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: mode]
        #expect(
            FileManager.default.createFile(
                atPath: path, contents: Data(content.utf8), attributes: attributes))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try body(path)
    }

    func text(_ numbers: [UInt8]) -> String {
        "[" + numbers.map(String.init).joined(separator: ",") + "]"
    }

    @Test(arguments: [0o400, 0o600])
    func `reads a file that only its owner can read`(mode: Int) throws {
        let keypair = try withFile(text(Self.numbers), mode: mode) { try KeyFile.read(path: $0) }
        #expect(keypair.address == World.payer.address)
    }

    @Test func `reads numbers with any JSON blanks between them`() throws {
        let spaced =
            " [\n" + Self.numbers.map { "\t\($0) " }.joined(separator: ",\r\n") + "] \n"
        let keypair = try withFile(spaced) { try KeyFile.read(path: $0) }
        #expect(keypair.address == World.payer.address)
    }

    @Test(arguments: [0o604, 0o620, 0o640, 0o644, 0o660, 0o666, 0o777])
    func `refuses a file that others can reach`(mode: Int) throws {
        try withFile(text(Self.numbers), mode: mode) { path in
            #expect(throws: SignerError.exposed(mode: UInt16(mode))) {
                try KeyFile.read(path: path)
            }
        }
    }

    /// A text that is refused, for what, and at which byte.
    struct Malformed: Sendable, CustomTestStringConvertible {
        let text: String
        let fault: KeyFile.Fault
        let offset: Int
        var testDescription: String { "\(fault) at \(offset)" }
    }

    static let malformed: [Malformed] = {
        let good = numbers.map(String.init)
        func joined(_ numbers: [String]) -> String { "[" + numbers.joined(separator: ",") + "]" }
        let text = joined(good)
        // The seed's numbers are all 1: "[1,1,": the second number stands at byte 3.
        let second = [
            "256", "-1", "01", "00", "\"1\"", " ", "+1", "\u{661}", "", "null", "[1]",
        ].map { number in
            var numbers = good
            numbers[1] = number
            return Malformed(
                text: joined(numbers), fault: .invalidNumber, offset: number == " " ? 4 : 3)
        }
        let digits = ["1.0", "1e0", "0x1", "1 1"].map { number in
            var numbers = good
            numbers[1] = number
            return Malformed(
                text: joined(numbers), fault: .noComma, offset: number == "1 1" ? 5 : 4)
        }
        let whole = text.utf8.count
        return second + digits + [
            Malformed(text: "", fault: .truncated, offset: 0),
            Malformed(text: " \n", fault: .truncated, offset: 2),
            Malformed(text: "null", fault: .noArray, offset: 0),
            Malformed(text: "{}", fault: .noArray, offset: 0),
            Malformed(text: String(text.dropFirst()), fault: .noArray, offset: 0),
            Malformed(text: "\u{FEFF}" + text, fault: .noArray, offset: 0),
            Malformed(text: "[]", fault: .invalidNumber, offset: 1),
            Malformed(text: "[" + text + "]", fault: .invalidNumber, offset: 1),
            Malformed(text: "[1,", fault: .truncated, offset: 3),
            Malformed(text: "[1111]", fault: .noComma, offset: 4),
            Malformed(text: "[1001]", fault: .noComma, offset: 4),
            Malformed(text: "[1 1]", fault: .noComma, offset: 3),
            Malformed(text: joined(["1", "2"]), fault: .noComma, offset: 4),
            Malformed(text: joined(good + ["1"]), fault: .noEnd, offset: whole - 1),
            Malformed(
                text: String(text.dropLast()) + ",]", fault: .noEnd, offset: whole - 1),
            Malformed(text: String(text.dropLast()), fault: .truncated, offset: whole - 1),
            Malformed(text: text + "x", fault: .trailingText, offset: whole),
            Malformed(text: text + " \n" + text, fault: .trailingText, offset: whole + 2),
            Malformed(text: text + "\0", fault: .trailingText, offset: whole),
        ]
    }()

    @Test(arguments: malformed)
    func `refuses anything but 64 numbers, and says where`(row: Malformed) throws {
        let error = SignerError.malformedKeyFile(row.fault, offset: row.offset)
        try withFile(row.text) { path in
            #expect(throws: error) { try KeyFile.read(path: path) }
        }
        let bytes = Array(row.text.utf8)
        #expect(throws: error) { _ = try KeyFile.decode(bytes.span) }
    }

    @Test func `refuses every truncation of a key file`() throws {
        let bytes = Array(text(Self.numbers).utf8)
        for count in 0..<bytes.count {
            let head = Array(bytes.prefix(count))
            #expect(throws: SignerError.self) { _ = try KeyFile.decode(head.span) }
        }
        let keypair = try KeyFile.decode(bytes.span)
        #expect(keypair.address == World.payer.address)
    }

    @Test func `refuses a public half that is not the seed's`() throws {
        var numbers = Self.numbers
        numbers[63] ^= 1
        try withFile(text(numbers)) { path in
            #expect(throws: SignerError.inconsistentHalves) { try KeyFile.read(path: path) }
        }
    }

    @Test func `refuses what is no regular file, missing or too long`() throws {
        #expect(throws: SignerError.notARegularFile) {
            try KeyFile.read(path: NSTemporaryDirectory())
        }
        #expect(throws: SignerError.notARegularFile) { try KeyFile.read(path: "/dev/zero") }
        #expect(throws: SignerError.cannotOpen(errno: ENOENT)) {
            try KeyFile.read(path: "/nonexistent/key.json")
        }
        let pipe = NSTemporaryDirectory() + "pipe-\(UUID().uuidString)"
        #expect(mkfifo(pipe, 0o600) == 0)
        defer { unlink(pipe) }
        #expect(throws: SignerError.notARegularFile) { try KeyFile.read(path: pipe) }
        try withFile(text(Self.numbers) + String(repeating: " ", count: 4_096)) { path in
            #expect(throws: SignerError.tooLong(limit: 4_096)) { try KeyFile.read(path: path) }
        }
    }
}
