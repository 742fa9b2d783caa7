#if CLI
import DepositProgram
import DepositVerifier
import SolanaCodec

/// The errors that an outcome on the chain stands for.
enum OutcomeFailure {
    static func of(
        _ outcome: SendingOutcome, _ deposit: SignedDeposit, host: String,
        program: OperatorProgram? = nil
    ) -> Failure {
        let signature = deposit.signature
        var failure: Failure
        switch outcome {
        case .expired(let height, let lastValid):
            failure = Failure(
                .expired, "the transaction expired and did not land",
                why: "finalized block height \(height.rawValue) is above "
                    + "\(lastValid.rawValue), and the signature is not in the history",
                next: "run the deposit again; nothing was paid")
        case .failedOnChain(let slot, let errJSON):
            failure = Failure(
                .failedOnChain, "the transaction landed with an error; only the fee is paid",
                why: "slot \(slot): \(Failure.quote(errJSON))"
                    + explanation(errJSON, deposit, program),
                next: "mend the cause, then deposit again")
        case .refused(let error):
            failure = Failure(
                .preflight, "the endpoint's simulation failed; nothing was sent",
                why: error.preflight.map { preflight in
                    Failure.quote(preflight.errJSON)
                        + (preflight.logs?.last.map { ": " + Failure.explain($0, program) } ?? "")
                } ?? error.reason,
                next: "mend the cause, then deposit again")
        case .unknown(.silence(let silence, let error)):
            return unknown(
                signature,
                "no answer from \(host) for \(silence.components.seconds) s: "
                    + error.reason, lastValid: deposit.lastValidBlockHeight)
        case .unknown(.undecided(let error)):
            return unknown(signature, error.reason, lastValid: deposit.lastValidBlockHeight)
        case .unknown(.timeout(let height)):
            let place = height.map { "; block height \($0.rawValue)" } ?? ""
            return unknown(
                signature,
                "not settled within the timeout\(place) of "
                    + "\(deposit.lastValidBlockHeight.rawValue)",
                lastValid: deposit.lastValidBlockHeight)
        case .landed, .pending:
            return unknown(
                signature, "it is not settled yet", lastValid: deposit.lastValidBlockHeight)
        }
        failure.members = members(signature, deposit.lastValidBlockHeight)
        return failure
    }

    /// What a node's error means to the program that the failed instruction calls.
    static func explanation(
        _ errJSON: String, _ deposit: SignedDeposit, _ program: OperatorProgram?
    ) -> String {
        guard let program, let json = try? JSONDocument(parsing: Array(errJSON.utf8)),
            case .instruction(let index, .custom(let code)) = try? TransactionFailure(
                json: json.root),
            let message = try? Transaction(decoding: deposit.transaction).message,
            message.instructions.indices.contains(index)
        else { return "" }
        let called = Int(message.instructions[index].programIndex)
        guard message.addresses.indices.contains(called),
            let error = program.error(code, of: message.addresses[called])
        else { return "" }
        return ": \(error.name), \(error.text)"
    }

    static func unknown(
        _ signature: Signature, _ why: String, lastValid: BlockHeight
    ) -> Failure {
        Failure(
            .unknown, "the transaction was sent but its outcome is not known yet", why: why,
            next: "l5-deposit status \(signature)      (do not send again: it could pay twice)",
            code: "outcomeUnknown", members: members(signature, lastValid))
    }

    private static func members(
        _ signature: Signature, _ lastValid: BlockHeight
    ) -> [(String, JSONOutput)] {
        [
            ("signature", .string(signature.description)),
            ("lastValidBlockHeight", .unsigned(lastValid.rawValue)),
        ]
    }
}
#endif
