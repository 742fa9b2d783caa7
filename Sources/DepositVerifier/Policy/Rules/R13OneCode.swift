internal import DepositProgram
internal import SolanaCodec

/// R13: all sources that are bound to a transfer name one and the same code.
///
/// Sources: the transfer's own references, the deposit address that it went to, and bound memos.
enum R13OneCode {
    /// Where a code was found.
    enum Source: String, Hashable, Sendable {
        case memo, reference, depositAddress = "deposit_address"
        /// Credited before: the books know whose it is.
        case ledger
    }

    static func attribute(
        _ arrival: Arrival, memos: [R14Binding.CodedMemo], in view: TransactionView,
        _ policy: DepositPolicy, facts: LedgerFacts
    ) -> Result<(code: DepositCode, source: Source), Finding> {
        var found: [(DepositCode, Source)] = []
        var hasUnboundMemo = false
        if let code = arrival.destination.code { found.append((code, .depositAddress)) }
        for key in referenceKeys(of: arrival, in: view) {
            if let code = facts.references[key] { found.append((code, .reference)) }
        }
        for memo in memos {
            switch R14Binding.standing(of: memo, to: arrival, in: view, policy) {
            case .bound: found.append((memo.code, .memo))
            case .unbound: hasUnboundMemo = true
            case .unrelated: break
            }
        }
        guard let first = found.first else {
            return .failure(
                hasUnboundMemo
                    ? Finding(.unboundMemo, .binding) : Finding(.unattributed, .claim))
        }
        guard found.allSatisfy({ $0.0 == first.0 }) else {
            return .failure(Finding(.ambiguousCode, .oneCode))
        }
        guard let record = facts.codes[first.0] else {
            return .failure(Finding(.unknownCode, .oneCode))
        }
        guard record.isActive else { return .failure(Finding(.codeInactive, .codeState)) }
        return .success(first)
    }

    /// The accounts beside a transfer that may be references: those that do not sign.
    static func referenceKeys(
        of arrival: Arrival, in view: TransactionView
    ) -> [CodeReference.Key] {
        arrival.transfer.additionalAccounts.filter { !view.isSigner($0.address) }.map {
            CodeReference.Key(treasuryAccount: arrival.account, reference: $0.address)
        }
    }
}
