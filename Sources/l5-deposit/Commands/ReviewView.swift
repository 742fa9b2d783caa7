#if CLI
import DepositProgram
import DepositVerifier
import SolanaCodec

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Deposits that wait or waited, for people and programs.
enum ReviewView {
    static func line(_ record: DepositRecord) -> String {
        "\(record.id.signature)  \(record.id.path)  \(amount(record))  "
            + "\(record.reason ?? record.state.rawValue)  \(age(record.createdAt))"
    }

    /// `5 USDC`.
    static func amount(_ record: DepositRecord) -> String {
        let amount =
            record.amount.map { DecimalAmount.format($0, decimals: record.decimals) }
            ?? "an unknown amount of"
        return "\(amount) \(Failure.quote(record.symbol))"
    }

    static func lines(_ review: Review, evidence folder: String) -> [String] {
        let record = review.deposit
        var lines = [
            "deposit   \(record.id.signature)  event \(record.id.path)",
            "amount    \(amount(record))", "state     \(words(record.state))",
        ]
        if let reason = record.reason { lines.append("reason    \(reason)") }
        if record.state == .open, let advice = ReviewAdvice.text(record.reason) {
            lines.append("          \(advice)")
        }
        if record.state == .refunding {
            lines.append(
                "          Run `review refund` again for a transaction to sign, or to have it ended "
                    + "once it is paid.")
        }
        if let code = record.code { lines.append("code      \(code)") }
        if let received = review.received {
            lines.append("received  \(received) base units in all, by \(record.destination)")
        }
        lines += [
            "payer     \(record.payer)", "source    \(record.source)",
            "slot      \(record.slot), in the books for \(age(record.createdAt))",
        ]
        if !record.evidence.isEmpty {
            lines.append("evidence  \(Failure.quote("\(folder)/\(record.evidence).json"))")
        }
        return lines
            + review.decisions.map { decision in
                let detail = decision.detail.map { " \(Failure.quote($0))" } ?? ""
                return "\(decision.state.rawValue)\(detail) by \(Failure.quote(decision.person)), "
                    + "\(age(decision.createdAt)) ago: \(Failure.quote(decision.reason))"
            }
    }

    static func words(_ state: DepositState) -> String {
        switch state {
        case .open: "open: waits for a person"
        case .credited: "credited"
        case .refused: "refused: nobody's, never credited"
        case .refunding: "refunding: goes back, not seen on the chain yet"
        case .refunded: "refunded: went back"
        }
    }

    /// How long ago, in the largest unit that fits.
    private static func age(_ microseconds: Int64) -> String {
        let seconds = max(0, Int64(time(nil)) - microseconds / 1_000_000)
        let units: [(Int64, String)] = [(86_400, "d"), (3_600, "h"), (60, "min")]
        for (length, name) in units where seconds >= length { return "\(seconds / length) \(name)" }
        return "\(seconds) s"
    }

    static func json(_ record: DepositRecord) -> JSONOutput {
        .object([
            ("genesis", .string(record.id.genesis.description)),
            ("signature", .string(record.id.signature.description)),
            ("event", .string(record.id.path.description)), ("slot", .unsigned(record.slot)),
            ("state", .string(record.state.rawValue)),
            ("reason", record.reason.map(JSONOutput.string) ?? .null),
            ("advice", ReviewAdvice.text(record.reason).map(JSONOutput.string) ?? .null),
            ("mint", .string(record.mint.description)), ("symbol", .string(record.symbol)),
            ("decimals", .unsigned(UInt64(record.decimals))),
            ("amount", record.amount.map { .string(String($0)) } ?? .null),
            ("code", record.code.map { .string($0.description) } ?? .null),
            ("payer", .string(record.payer.description)),
            ("source", .string(record.source.description)),
            ("destination", .string(record.destination.description)),
            ("evidence", .string(record.evidence)), ("createdAt", .integer(record.createdAt)),
        ])
    }

    static func json(_ review: Review) -> JSONOutput {
        .object([
            ("deposit", json(review.deposit)),
            ("received", review.received.map { .string(String($0)) } ?? .null),
            (
                "decisions",
                .array(
                    review.decisions.map { decision in
                        .object([
                            ("state", .string(decision.state.rawValue)),
                            ("detail", decision.detail.map(JSONOutput.string) ?? .null),
                            ("by", .string(decision.person)), ("why", .string(decision.reason)),
                            ("createdAt", .integer(decision.createdAt)),
                        ])
                    })
            ),
        ])
    }
}
#endif
