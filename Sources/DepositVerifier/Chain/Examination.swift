internal import SolanaCodec

/// R2 to R6: from an endpoint's answers about one settled signature to a transaction that can be
/// judged.
enum Examination {
    /// - Returns: the transaction; or why it moved nothing, by the chain's own word.
    /// - Throws: a `Finding` about the answer, which says nothing of the transaction.
    static func examine(
        _ signature: Signature, status: SignatureStatus, answer: TransactionAnswer
    ) throws(Finding) -> Result<TransactionView, Finding> {
        let transaction = try R5Decoding.decode(answer.transaction)
        let identity = try R2Identity.check(transaction, asked: signature)
        let accounts = try answer.meta.map { meta throws(Finding) in
            try R5Decoding.accounts(of: transaction.message, meta: meta)
        }
        let execution = try R3Execution.check(answer, status: status)
        if let execution { return .failure(execution) }
        guard let meta = answer.meta, let accounts else {
            throw Finding(.missingMeta, .execution)
        }
        let walk = try R6Walk.frames(
            of: transaction.message, accounts: accounts, inner: meta.innerInstructions)
        let addresses = accounts.map(\.address)
        return .success(
            TransactionView(
                transaction: transaction, objection: identity, slot: answer.slot,
                accounts: accounts, frames: walk.frames,
                before: try R5Decoding.table(meta.preTokenBalances, accounts),
                after: try R5Decoding.table(meta.postTokenBalances, accounts),
                lamportsBefore: Dictionary(uniqueKeysWithValues: zip(addresses, meta.preBalances)),
                logs: meta.logMessages ?? [],
                flags: R5Decoding.flags(answer, transaction) + walk.flags))
    }
}
