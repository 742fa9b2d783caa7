import SolanaCodec
import Testing

@Suite struct DecimalAmountTests {
    /// M14: each of these is off by one under `Int(x * 1e6)` or near a limit.
    static let exact: [(String, UInt64)] = [
        ("8.2", 8_200_000), ("16.4", 16_400_000), ("32.8", 32_800_000), ("2.01", 2_010_000),
        ("64.1", 64_100_000), ("0.000001", 1), ("0", 0), ("0.0", 0), ("25.5", 25_500_000),
        ("18446744073709.551615", .max), ("007", 7_000_000),
    ]

    @Test(arguments: exact)
    func `parses exactly`(text: String, value: UInt64) throws {
        #expect(try DecimalAmount.parse(text, decimals: 6) == value)
    }

    @Test(arguments: [
        "", ".", "5.", ".5", "1e6", "-1", "+5", " 5", "5 ", "5,0", "٥", "8.2.1", "0x10", "1_000",
        "NaN", "inf", "５", "5\n", "5\0",
    ])
    func `refuses everything else`(text: String) {
        #expect(throws: DecimalAmount.AmountError.malformed) {
            try DecimalAmount.parse(text, decimals: 6)
        }
    }

    @Test func `refuses more decimals than the token has, and more than 64 bits`() {
        #expect(throws: DecimalAmount.AmountError.tooManyDecimals(limit: 6)) {
            try DecimalAmount.parse("0.0000001", decimals: 6)
        }
        #expect(throws: DecimalAmount.AmountError.tooManyDecimals(limit: 0)) {
            try DecimalAmount.parse("1.0", decimals: 0)
        }
        for text in ["18446744073709.551616", "18446744073710", "99999999999999999999999"] {
            #expect(throws: DecimalAmount.AmountError.overflow) {
                try DecimalAmount.parse(text, decimals: 6)
            }
        }
    }

    /// M15.
    static let rendered: [(UInt64, String)] = [
        (42_500_000, "42.50"), (3_000, "0.003"), (64_000, "0.064"), (10_000, "0.01"), (0, "0.00"),
        (25_500_000, "25.50"), (1, "0.000001"), (.max, "18446744073709.551615"),
    ]

    @Test(arguments: rendered)
    func `writes at least two decimals and no further trailing zero`(value: UInt64, text: String) {
        #expect(DecimalAmount.format(value, decimals: 6) == text)
    }

    @Test func `writes whole tokens where there are no decimals`() {
        #expect(DecimalAmount.format(7, decimals: 0) == "7")
        #expect(DecimalAmount.format(5_000_000, decimals: 6, least: 0) == "5")
        #expect(DecimalAmount.format(100, decimals: 2, least: 6) == "1.00")
    }
}
