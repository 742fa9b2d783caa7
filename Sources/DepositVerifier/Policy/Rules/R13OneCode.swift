internal import DepositProgram
internal import SolanaCodec

/// R13: all sources that are bound to a transfer name one and the same code.
///
/// Sources: the transfer's own references, the deposit address that it went to, the data of the
/// depositDirect that made it, and bound memos.
enum R13OneCode {
    /// Where a code was found.
    enum Source: String, Hashable, Sendable {
        case memo, reference, depositAddress = "deposit_address"
        case depositDirect = "deposit_direct"
        case depositToken = "deposit_token"
        /// The transfer's authority has signed for the account.
        case claim
        /// Credited before: the books know whose it is.
        case ledger
    }

    /// Why an arrival is nobody's yet.
    struct Objection: Error {
        var finding: Finding
        /// The code that is not known or not active.
        var code: DepositCode?

        init(_ reason: Reason, _ rule: Rule, code: DepositCode? = nil) {
            finding = Finding(reason, rule)
            self.code = code
        }

        /// Whether nothing that has to do with the transfer names a code.
        var isForWantOfCode: Bool { finding.reason == .unattributed }
    }

    static func attribute(
        _ arrival: Arrival, memos: [R14Binding.CodedMemo], in view: TransactionView,
        _ policy: DepositPolicy, _ calls: ProgramCalls, facts: LedgerFacts
    ) -> Result<(code: DepositCode, source: Source), Objection> {
        var found: [(DepositCode, Source)] = []
        if let call = calls.depositDirect(above: arrival) {
            found.append((call.code, .depositDirect))
        }
        var hasUnboundMemo = false
        let vault = arrival.destination.vault
        if let vault, vault.isDepositors { found.append((vault.name.code, .depositToken)) }
        if let code = arrival.destination.code { found.append((code, .depositAddress)) }
        if let vault { found.append((vault.name.code, .depositAddress)) }
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
                    ? Objection(.unboundMemo, .binding) : Objection(.unattributed, .claim))
        }
        guard found.allSatisfy({ $0.0 == first.0 }) else {
            return .failure(Objection(.ambiguousCode, .oneCode))
        }
        guard let record = facts.codes[first.0] else {
            return .failure(Objection(.unknownCode, .oneCode, code: first.0))
        }
        guard record.isActive else {
            return .failure(Objection(.codeInactive, .codeState, code: first.0))
        }
        return .success(first)
    }

    /// The accounts beside a transfer that may be references: those that do not sign.
    static func referenceKeys(
        of arrival: Arrival, in view: TransactionView
    ) -> [CodeReference.Key] {
        // Beside a transfer to a deposit address, those of the treasury's account count as well.
        let accounts = Set([arrival.account, arrival.destination.treasuryAccount])
        return accounts.sorted().flatMap { keys(beside: arrival.transfer, at: $0, in: view) }
    }

    static func keys(
        beside transfer: TokenTransfer, at account: Address, in view: TransactionView
    ) -> [CodeReference.Key] {
        transfer.additionalAccounts.filter { !view.isSigner($0.address) }.map {
            CodeReference.Key(treasuryAccount: account, reference: $0.address)
        }
    }
}
