internal import DepositProgram
internal import SolanaCodec

/// R17: the events of a signature are frozen with the first final verdict.
enum R17Once {
    /// SHA-256 over every call of a token program, in order: path, program, accounts, data.
    ///
    /// It depends on the chain alone: neither on the policy nor on what this release can read, and
    /// not on whether a node repeats the children of a batch. So it may never change.
    static func eventSet(of view: TransactionView) -> [UInt8] {
        var bytes: [UInt8] = Array("l5.events/1\n".utf8)
        for frame in view.frames where frame.token != nil && frame.path.batchChild == nil {
            let call = frame.instruction
            bytes += Array("\(frame.path) \(call.accounts.count) \(call.data.count) ".utf8)
            bytes.append(fixed: call.program.fixedBytes)
            for account in call.accounts { bytes.append(fixed: account.address.fixedBytes) }
            bytes += call.data
        }
        return SHA256.hash(bytes).bytes
    }

    /// A person has refused it, or it goes or went back: it waits for nobody any more, whatever else
    /// is to be said about it.
    static let withheld = Finding(.alreadyClaimed, .once)

    /// Whether the books let a transfer that stands become a credit: not if it waits there as
    /// something else.
    static func objection(to arrival: Arrival, facts: LedgerFacts) -> Finding? {
        guard let waiting = facts.waiting[arrival.path] else { return nil }
        let same = LedgerFacts.Waiting(
            destination: arrival.account, mint: arrival.destination.asset.mint,
            amount: arrival.amount)
        return waiting == same ? nil : Finding(.balanceMismatch, .once)
    }

    static func check(_ eventSet: [UInt8], facts: LedgerFacts) throws(Finding) {
        guard let frozen = facts.frozenEventSet else { return }
        guard frozen == eventSet else { throw Finding(.eventSetChanged, .once) }
    }
}
