internal import DepositProgram
internal import SolanaCodec

/// R14: a memo speaks for a transfer only if whoever moved the money also vouches for the memo.
///
/// A memo in the message is vouched for by the signature of the transfer's authority. A memo that
/// a program wrote counts only beside the transfer: both called by the very same frame. That the memo
/// program succeeded proves no signature.
enum R14Binding {
    /// A memo that names a code.
    struct CodedMemo: Sendable {
        var frame: Frame
        var code: DepositCode
    }

    /// Memos of the three programs that name a code.
    static func codedMemos(in view: TransactionView, _ policy: DepositPolicy) -> [CodedMemo] {
        view.frames.compactMap { frame in
            guard Programs.isMemo(frame.instruction.program) else { return nil }
            return DepositMemo.code(
                in: frame.instruction.data, allowingLegacy: policy.acceptsLegacyCodes
            ).map { CodedMemo(frame: frame, code: $0) }
        }
    }

    /// How a memo stands to a transfer.
    enum Standing: Hashable, Sendable {
        /// It speaks for the transfer.
        case bound
        /// It is meant for the transfer, by somebody who may not say so.
        case unbound
        /// It has nothing to do with the transfer.
        case unrelated
    }

    static func standing(
        of memo: CodedMemo, to arrival: Arrival, in view: TransactionView,
        _ policy: DepositPolicy
    ) -> Standing {
        if memo.frame.isTopLevel {
            guard authoritySigns(arrival, in: view) else { return .unbound }
            switch policy.memoBinding {
            case .message: return .bound
            case .signer: return lists(memo, arrival, in: view) ? .bound : .unrelated
            }
        }
        guard memo.frame.path.outer == arrival.path.outer, memo.frame.parent != .unrecorded,
            arrival.frame.parent != .unrecorded
        else { return .unrelated }
        return memo.frame.parent == arrival.frame.parent ? .bound : .unbound
    }

    /// Whether the transfer's authority signed the message. For a multisignature account, which
    /// cannot sign, its members do; only a top-level transfer shows who they were.
    private static func authoritySigns(_ arrival: Arrival, in view: TransactionView) -> Bool {
        if view.isSigner(arrival.transfer.authority) { return true }
        return arrival.frame.isTopLevel
            && arrival.transfer.additionalAccounts.contains { view.isSigner($0.address) }
    }

    /// Whether the memo itself names the authority, or a member of it, that signed the message.
    private static func lists(
        _ memo: CodedMemo, _ arrival: Arrival, in view: TransactionView
    ) -> Bool {
        let speakers =
            [arrival.transfer.authority]
            + (arrival.frame.isTopLevel ? arrival.transfer.additionalAccounts.map(\.address) : [])
        return memo.frame.instruction.accounts.contains {
            view.isSigner($0.address) && speakers.contains($0.address)
        }
    }
}
