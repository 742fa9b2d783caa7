import DepositVerifier
import SolanaCodec

/// What an operator compiles into the deposit program: who receives what.
struct ProgramConstants: Hashable {
    var treasury: Address
    var mint: Address
    var tokenProgram: Address
    var decimals: UInt8
    /// The least that a deposit may be, in base units.
    var minimum: UInt64
    var allowedExtensions: Set<ExtensionType>

    /// Extensions that fit the program's set: one bit of a `UInt64` each.
    static let mostExtensions: UInt16 = 64

    /// The token account that everything goes to.
    var treasuryTokenAccount: Address {
        AssociatedTokenAccount.find(owner: treasury, mint: mint, tokenProgram: tokenProgram).address
    }

    /// The file `Contract/Deposit/Build.swift`, without the last line break.
    var source: String {
        let extensions = allowedExtensions.sorted { $0.rawValue < $1.rawValue }
        let set = extensions.reduce(UInt64(0)) { $0 | 1 << UInt64($1.rawValue) }
        let names = extensions.map(\.name).joined(separator: ", ")
        return """
            import SolanaProgram

            /// What one operator's build of the program is made for: nobody can change it on the chain.
            ///
            /// Written by `l5-deposit program constants`; `Scripts/build-program` compiles it in place of the
            /// test build's. Addresses are their 32 bytes as four little-endian words.
            enum Build {
                /// `\(treasury)`: who owns what is deposited.
                static let treasury = \(Self.literal(treasury))
                /// `\(treasuryTokenAccount)`: its associated account of the mint.
                static let treasuryTokenAccount = \(Self.literal(treasuryTokenAccount))
                /// `\(mint)`: the token that is taken.
                static let mint = \(Self.literal(mint))
                /// `\(tokenProgram)`: the program that owns the mint.
                static let tokenProgram = \(Self.literal(tokenProgram))
                /// Decimal places of the mint.
                static let decimals: UInt8 = \(decimals)
                /// The least amount of a deposit, in base units.
                static let minimum: UInt64 = \(minimum)
                /// Token-2022 extensions of the mint that are allowed beside those of `MintExtensions`: bit n
                /// is extension type n. Here: \(names.isEmpty ? "none" : names).
                static let allowedExtensions: UInt64 = \(set)
            }
            """
    }

    /// The same, and the source, as JSON.
    var json: JSONOutput {
        .object([
            ("schema", .string("l5.program/1")), ("status", .string("ok")),
            ("treasury", .string(treasury.description)),
            ("treasuryTokenAccount", .string(treasuryTokenAccount.description)),
            ("mint", .string(mint.description)),
            ("tokenProgram", .string(tokenProgram.description)),
            ("decimals", .integer(Int64(decimals))), ("minimum", .string("\(minimum)")),
            (
                "allowedExtensions",
                .array(allowedExtensions.map(\.name).sorted().map(JSONOutput.string))
            ),
            ("source", .string(source + "\n")),
        ])
    }

    /// An address as the program writes it: four little-endian words.
    private static func literal(_ address: Address) -> String {
        let bytes = address.bytes
        let words = (0..<4).map { word in
            let digits = (0..<8).reversed().map { index in
                let text = String(bytes[8 * word + index], radix: 16, uppercase: true)
                return text.utf8.count == 1 ? "0\(text)" : text
            }
            return "0x" + digits[..<4].joined().grouped + "_" + digits[4...].joined().grouped
        }
        return "Address(\n        \(words.joined(separator: ", ")))"
    }
}

extension String {
    /// Eight digits as two groups of four.
    fileprivate var grouped: String { "\(prefix(4))_\(suffix(4))" }
}
