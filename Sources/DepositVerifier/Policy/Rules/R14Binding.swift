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

    /// The coded memos of a transaction, in groups: a node may tell of thousands of memos and of
    /// transfers, and each transfer is to be compared with few.
    struct Memos: Sendable {
        /// Those in the message, which has room for few.
        private var topLevel: [CodedMemo] = []
        /// Codes that programs wrote: by top-level instruction, then by who called the memo program.
        private var written: [Int: [Frame.Parent: [DepositCode]]] = [:]

        /// Two codes contradict each other as well as many.
        private static let mostCodes = 2

        init(_ memos: [CodedMemo]) {
            for memo in memos {
                guard !memo.frame.isTopLevel else {
                    topLevel.append(memo)
                    continue
                }
                guard memo.frame.parent != .unrecorded else { continue }
                let (outer, parent) = (memo.frame.path.outer, memo.frame.parent)
                let known = written[outer]?[parent] ?? []
                guard known.count < Self.mostCodes, !known.contains(memo.code) else { continue }
                written[outer, default: [:]][parent] = known + [memo.code]
            }
        }

        /// The codes that speak for a transfer, and whether some memo is meant for it, by somebody who
        /// may not say so.
        func codes(
            boundTo arrival: Arrival, in view: TransactionView, _ policy: DepositPolicy
        ) -> (codes: [DepositCode], hasUnbound: Bool) {
            var (codes, hasUnbound): ([DepositCode], Bool) = ([], false)
            if !topLevel.isEmpty, R14Binding.authoritySigns(arrival, in: view) {
                codes = topLevel.filter {
                    policy.memoBinding == .message || R14Binding.lists($0, arrival, in: view)
                }.map(\.code)
            } else {
                hasUnbound = !topLevel.isEmpty
            }
            if arrival.frame.parent != .unrecorded, let callers = written[arrival.path.outer] {
                let beside = callers[arrival.frame.parent]
                codes += beside ?? []
                hasUnbound = hasUnbound || callers.count > (beside == nil ? 0 : 1)
            }
            return (codes, hasUnbound)
        }
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
