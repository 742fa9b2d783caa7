import DepositProgram
import SolanaCodec
import TestSupport
import Testing

@Suite struct DepositCodeTests {
    @Test func `reads 16 hexadecimal digits in any case`() throws {
        let bytes: [UInt8] = [0xA1, 0xB2, 0xC3, 0xD4, 0xE5, 0xF6, 0xA7, 0xB8]
        for text in ["A1B2C3D4E5F6A7B8", "a1b2c3d4e5f6a7b8", "a1B2c3D4e5F6a7B8"] {
            let code = try #require(DepositCode(parsing: text))
            #expect(code.bytes == bytes)
            #expect(code.description == "A1B2C3D4E5F6A7B8")
        }
    }

    @Test func `takes legacy codes only where they are allowed, as the same key`() throws {
        #expect(DepositCode(parsing: "A1B2C3D4") == nil)
        let legacy = try #require(DepositCode(parsing: "A1B2C3D4", allowingLegacy: true))
        #expect(legacy == DepositCode(parsing: "4131423243334434"))
        #expect(legacy.isLegacyAlias)
        #expect(DepositCode(parsing: "a1b2c3d4", allowingLegacy: true) == nil)
        #expect(DepositCode(parsing: "A1B2C3DG", allowingLegacy: true) == nil)
    }

    @Test(arguments: [
        "", "A1B2C3D4E5F6A7B", "A1B2C3D4E5F6A7B8 ", " A1B2C3D4E5F6A7B8", "A1B2C3D4E5F6A7BG",
        "A1B2C3D4E5F6A7B80", "0xA1B2C3D4E5F6A7", "А1B2C3D4E5F6A7B8", "Ａ1B2C3D4E5F6A7B8",
        "A1B2C3D4E5F6A7B\0", "deposit:A1B2C3D4E5F6A7B8",
    ])
    func `refuses every other text`(text: String) {
        #expect(DepositCode(parsing: text) == nil)
        #expect(DepositCode(parsing: text, allowingLegacy: true) == nil)
    }

    /// Counts up, so that a legacy alias comes out first: ASCII "00000000".
    struct Scripted: RandomNumberGenerator {
        var values: [UInt64]
        mutating func next() -> UInt64 { values.removeFirst() }
    }

    @Test func `never issues an alias of a legacy code`() {
        var generator = Scripted(values: [0x3030_3030_3030_3030, 0x0102_0304_0506_0708])
        let code = DepositCode.random(using: &generator)
        #expect(!code.isLegacyAlias)
        #expect(generator.values.isEmpty)
    }
}

@Suite struct DepositMemoTests {
    static let code = "A1B2C3D4E5F6A7B8"

    @Test(arguments: [
        "A1B2C3D4E5F6A7B8", "a1b2c3d4e5f6a7b8", "deposit:A1B2C3D4E5F6A7B8",
        "DEPOSIT:a1b2c3d4e5f6a7b8", "level5:A1B2C3D4E5F6A7B8", "Level5:A1b2C3D4E5F6A7B8",
        "  deposit:A1B2C3D4E5F6A7B8\r\n", "\tA1B2C3D4E5F6A7B8 ",
    ])
    func `finds the code`(memo: String) {
        #expect(DepositMemo.code(in: Array(memo.utf8))?.description == Self.code)
    }

    @Test(arguments: [
        "", "thanks", "please not A1B2C3D4E5F6A7B8 but", "deposit: A1B2C3D4E5F6A7B8",
        "deposit:deposit:A1B2C3D4E5F6A7B8", "deposit:level5:A1B2C3D4E5F6A7B8",
        "other:A1B2C3D4E5F6A7B8", "A1B2C3D4E5F6A7B8\0", "\u{FEFF}A1B2C3D4E5F6A7B8",
        "A1B2C3D4E5F6A7B8\u{200B}", "A1B2C3D4E5F6A7B8\u{A0}", "А1B2C3D4E5F6A7B8",
        "A1B2C3D4E5F6A7B٨", "\u{B}A1B2C3D4E5F6A7B8", "deposit:A1B2C3D4", "A1B2C3D4",
        "A1B2 C3D4 E5F6 A7B8", "deposit\u{3A}\u{301}A1B2C3D4E5F6A7B8",
    ])
    func `finds no code in anything else`(memo: String) {
        #expect(DepositMemo.code(in: Array(memo.utf8)) == nil)
    }

    @Test func `counts the length before blanks are removed`() {
        let padding = String(repeating: " ", count: 48)
        #expect(DepositMemo.code(in: Array((padding + Self.code).utf8)) != nil)
        #expect(DepositMemo.code(in: Array((padding + " " + Self.code).utf8)) == nil)
    }

    @Test func `reads legacy codes only where they are allowed`() {
        let memo = Array("deposit:A1B2C3D4".utf8)
        #expect(
            DepositMemo.code(in: memo, allowingLegacy: true)
                == DepositCode(bytes: Array("A1B2C3D4".utf8)))
    }

    @Test func `refuses bytes that are no text`() {
        for byte in UInt8(0x80) ... .max {
            #expect(DepositMemo.code(in: Array(Self.code.utf8) + [byte]) == nil)
        }
    }
}
