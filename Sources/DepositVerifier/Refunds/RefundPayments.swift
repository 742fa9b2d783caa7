internal import DepositProgram
internal import SolanaCodec

/// What one successful, final transaction pays back: the deposits that its memos name, and the
/// transfers that could be meant.
///
/// A memo alone proves nothing, and a transfer alone names nothing. A deposit was paid back if a
/// transfer left an account of the treasury for the very account that the deposit came from, with
/// the same mint and the exact amount, and a memo that whoever moved the money vouches for (R14)
/// names the deposit. Each transfer pays back one deposit at most, and each deposit is paid once.
/// Pure: same transaction, same records, same answer.
struct RefundPayments: Sendable {
    private var names: [Name] = []
    private var transfers: [Transfer] = []
    private let transaction: Signature

    /// A deposit that a memo names.
    fileprivate struct Name: Sendable {
        var subject: RefundMemo.Subject
        var parent: Frame.Parent
    }

    fileprivate struct Transfer: Sendable {
        var path: EventPath
        var source: Address
        var sourceOwner: Address?
        var destination: Address
        var mint: Address?
        var amount: UInt64
        var parent: Frame.Parent
        /// Whether whoever moved the money signed the message, and with it its memos.
        var isSigned: Bool
    }

    /// The most names that are looked at. Source: agave, the most calls of a transaction.
    private static let mostNames = 64

    init(in view: TransactionView) {
        transaction = view.transaction.signature
        for frame in view.frames where Programs.isMemo(frame.instruction.program) {
            guard frame.parent != .unrecorded, names.count < Self.mostNames,
                let subject = RefundMemo.subject(in: frame.instruction.data)
            else { continue }
            names.append(Name(subject: subject, parent: frame.parent))
        }
        guard !names.isEmpty else { return }
        transfers = view.transfers.map { frame, transfer in
            let entry = view.before[transfer.source]
            return Transfer(
                path: frame.path, source: transfer.source, sourceOwner: entry?.owner,
                destination: transfer.destination, mint: transfer.mint ?? entry?.mint,
                amount: transfer.amount.rawValue, parent: frame.parent,
                isSigned: Self.isSigned(frame, transfer, in: view))
        }
    }

    /// The deposits that memos name, in the order of execution.
    func deposits(on genesis: Blockhash) -> [DepositID] {
        var seen: Set<RefundMemo.Subject> = []
        return names.map(\.subject).filter { seen.insert($0).inserted }.map {
            DepositID(genesis: genesis, signature: $0.signature, path: $0.path)
        }
    }

    /// Which of some deposits of this cluster the transaction paid back, in the order of its memos.
    ///
    /// - Parameters:
    ///   - records: deposits that are `refunding`; others may be asked about, too.
    ///   - treasury: the wallet whose accounts pay.
    func paid(of records: [DepositRecord], by treasury: Address) -> [PaidRefund] {
        var open = records
        var rest = transfers
        var found: [PaidRefund] = []
        for name in names {
            guard
                let place = open.firstIndex(where: {
                    $0.id.signature == name.subject.signature && $0.id.path == name.subject.path
                }),
                let match = rest.firstIndex(where: { transfer in
                    transfer.pays(open[place], by: treasury) && transfer.isBound(to: name.parent)
                })
            else { continue }
            found.append(
                PaidRefund(
                    deposit: open[place].id, transaction: transaction, path: rest[match].path))
            open.remove(at: place)
            rest.remove(at: match)
        }
        return found
    }

    /// Whether the transfer's authority signed the message. For a multisignature account its members
    /// do; only a top-level transfer shows who they were.
    private static func isSigned(
        _ frame: Frame, _ transfer: TokenTransfer, in view: TransactionView
    ) -> Bool {
        if view.isSigner(transfer.authority) { return true }
        return frame.isTopLevel
            && transfer.additionalAccounts.contains { view.isSigner($0.address) }
    }
}

extension RefundPayments.Transfer {
    /// A memo of the message is vouched for by the signature; one that a program wrote counts only
    /// beside the transfer.
    fileprivate func isBound(to memo: Frame.Parent) -> Bool {
        memo == .transaction ? isSigned : memo == parent
    }

    fileprivate func pays(_ deposit: DepositRecord, by treasury: Address) -> Bool {
        (source == deposit.destination || sourceOwner == treasury)
            && destination == deposit.source && mint == deposit.mint
            && amount == deposit.amount && amount > 0
    }
}
