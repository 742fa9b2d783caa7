internal import SolanaCodec

/// R2 to R6: from an endpoint's answers about one signature to a transaction that can be judged.
enum Examination {
    /// - Throws: the `Finding` that ends the matter before any money is looked at.
    static func examine(
        _ signature: Signature, status: SignatureStatus?, answer: TransactionAnswer?
    ) throws(Finding) -> TransactionView {
        guard let status else {
            // An answer without a status is a node that is still catching up, not a proof.
            throw Finding(answer == nil ? .notFound : .behind, .execution)
        }
        try R4Finality.check(status)
        guard let answer else { throw Finding(.behind, .execution) }
        let transaction = try R5Decoding.decode(answer.transaction)
        try R2Identity.check(transaction, asked: signature)
        if let meta = answer.meta {
            _ = try R5Decoding.accounts(of: transaction.message, meta: meta)
        }
        try R3Execution.check(answer, status: status)
        guard let meta = answer.meta else { throw Finding(.missingMeta, .execution) }
        let accounts = try R5Decoding.accounts(of: transaction.message, meta: meta)
        let walk = try R6Walk.frames(
            of: transaction.message, accounts: accounts, inner: meta.innerInstructions)
        let addresses = accounts.map(\.address)
        return TransactionView(
            transaction: transaction, slot: answer.slot, accounts: accounts, frames: walk.frames,
            before: try R5Decoding.table(meta.preTokenBalances, accounts),
            after: try R5Decoding.table(meta.postTokenBalances, accounts),
            lamportsBefore: Dictionary(uniqueKeysWithValues: zip(addresses, meta.preBalances)),
            flags: R5Decoding.flags(answer, transaction) + walk.flags)
    }
}
