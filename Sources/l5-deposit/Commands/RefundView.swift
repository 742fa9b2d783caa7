#if CLI
import DepositProgram
import DepositVerifier
import SolanaCodec

/// A refund that is to be signed, for people and programs.
struct RefundView {
    let plan: RefundPlan
    let transaction: Transaction
    /// `nil` if it lives by a nonce.
    let lastValidBlockHeight: BlockHeight?

    /// The whole transaction, its signatures missing.
    var text: String { Base64.encode(transaction.encoded) }

    func lines(_ review: Review) -> [String] {
        let (request, record) = (plan.request, review.deposit)
        func amount(_ units: UInt64) -> String {
            "\(DecimalAmount.format(units, decimals: record.decimals)) "
                + Failure.quote(record.symbol)
        }
        var lines = [
            "Deposit     \(record.id.signature)  event \(record.id.path)",
            "Refund      \(amount(request.amount)) (mint \(request.mint))",
            "            from \(request.source), which holds \(amount(plan.available))",
            "            to \(request.destination), which the deposit came from",
            "            of wallet \(plan.recipient)",
        ]
        if plan.arriving != request.amount {
            lines.append(
                "            of which \(amount(plan.arriving)) arrive: the mint takes a fee")
        }
        lines.append(
            plan.isSameRecipient
                ? "            If that is an exchange's, ask it first: it may not know whose it is."
                : "            Nobody remembers who owned it then: make sure that it is still his.")
        lines += [
            "Memo        \(RefundMemo.text(for: request.deposit))",
            "Receipt     \(request.receipt.address): a second refund fails on it",
            "Costs       \(Text.sol(plan.fee)) fee, and \(Text.sol(request.rent)) that stay in the "
                + "receipt, of \(request.feePayer)",
        ]
        lines += plan.signers.map { signer in
            "Signs       \(signer)"
                + (Ed25519.isOnCurve(signer) ? "" : ", which a program owns: see below")
        }
        if let nonce = plan.nonce {
            lines.append("Valid       until the nonce of \(nonce.account) is used")
        } else if let lastValidBlockHeight {
            lines.append(
                "Valid       to block height \(lastValidBlockHeight.rawValue), about a minute: run "
                    + "it again for another, or use --nonce-account")
        }
        lines += review.decisions.map { decision in
            "Decided     \(decision.state.rawValue) by \(Failure.quote(decision.person)): "
                + Failure.quote(decision.reason)
        }
        lines.append(
            "Below is the transaction in base64, for the signers' wallet to sign and send.")
        if plan.signers.contains(where: { !Ed25519.isOnCurve($0) }) {
            lines.append(
                "A multisig imports its message in base58, which --output json has, and must not "
                    + "be asked twice.")
        }
        return lines
    }

    var json: JSONOutput {
        let (request, message) = (plan.request, transaction.messageBytes)
        return .object([
            ("transaction", .string(text)), ("message", .base64(message)),
            ("messageBase58", .string(Base58.encode(message))),
            ("signers", .array(plan.signers.map { .string($0.description) })),
            ("feePayer", .string(request.feePayer.description)),
            ("source", .string(request.source.description)),
            ("destination", .string(request.destination.description)),
            ("recipient", .string(plan.recipient.description)),
            ("recipientIsKnown", .bool(plan.isSameRecipient)),
            ("mint", .string(request.mint.description)),
            ("amount", .string(String(request.amount))),
            ("arriving", .string(String(plan.arriving))),
            ("memo", .string(RefundMemo.text(for: request.deposit))),
            ("receipt", .string(request.receipt.address.description)),
            ("rent", .string(String(request.rent.rawValue))),
            ("fee", .string(String(plan.fee.rawValue))),
            ("blockhash", .string(transaction.message.recentBlockhash.description)),
            ("lastValidBlockHeight", lastValidBlockHeight.map { .unsigned($0.rawValue) } ?? .null),
            ("nonceAccount", plan.nonce.map { .string($0.account.description) } ?? .null),
        ])
    }
}
#endif
