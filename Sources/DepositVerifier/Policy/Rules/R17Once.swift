internal import SolanaCodec

/// R17: the events of a signature are frozen with the first final verdict.
enum R17Once {
    /// SHA-256 over every token movement of the transaction, in order: path, source, destination,
    /// amount. It depends on the chain alone, not on the policy, so it may never change.
    static func eventSet(of view: TransactionView) -> [UInt8] {
        var bytes: [UInt8] = Array("l5.events/1\n".utf8)
        for (frame, transfer) in view.transfers {
            bytes += Array("\(frame.path) ".utf8)
            bytes.append(fixed: transfer.source.fixedBytes)
            bytes.append(fixed: transfer.destination.fixedBytes)
            bytes.append(integer: transfer.amount.rawValue)
        }
        return SHA256.hash(bytes).bytes
    }

    static func check(_ eventSet: [UInt8], facts: LedgerFacts) throws(Finding) {
        guard let frozen = facts.frozenEventSet else { return }
        guard frozen == eventSet else { throw Finding(.eventSetChanged, .once) }
    }
}
