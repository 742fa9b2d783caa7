internal import SolanaCodec

/// Solana Pay transfer-request URLs (SPEC 1.1) for deposits.
public enum SolanaPay {
    /// `solana:<treasury wallet>?amount=…&spl-token=…&reference=…&label=…&message=…&memo=…`.
    ///
    /// - Parameter amount: base units; `nil` leaves the amount to the payer.
    public static func transferURL(
        treasury: Treasury, asset: Asset, code: DepositCode, amount: UInt64?, label: String?
    ) -> String {
        var query: [(String, String)] = []
        if let amount {
            query.append(
                ("amount", DecimalAmount.format(amount, decimals: asset.decimals, least: 0)))
        }
        query.append(("spl-token", asset.mint.description))
        query.append(("reference", treasury.reference(for: code, asset: asset).description))
        if let label { query.append(("label", label)) }
        query.append(("message", "Deposit \(code)"))
        query.append(("memo", DepositMemo.text(for: code)))
        let encoded = query.map { "\($0)=\(percentEncode($1))" }.joined(separator: "&")
        return "solana:\(treasury.owner)?\(encoded)"
    }

    /// Percent-encoding of everything but RFC 3986's unreserved characters.
    private static func percentEncode(_ text: String) -> String {
        var output: [UInt8] = []
        for byte in text.utf8 {
            let isUnreserved: Bool =
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."),
                    UInt8(ascii: "_"), UInt8(ascii: "~"):
                    true
                default: false
                }
            if isUnreserved {
                output.append(byte)
            } else {
                output += Array("%\(Hexadecimal.encode([byte], uppercase: true))".utf8)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
