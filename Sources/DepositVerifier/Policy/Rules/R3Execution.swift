/// R3: presence in a block proves nothing; the transaction must have been executed and succeeded.
///
/// Two answers of one endpoint that contradict each other decide nothing. The caller has made sure
/// of finality: before it, an error may still be forked out and the same signature succeed.
enum R3Execution {
    static func check(_ answer: TransactionAnswer, status: SignatureStatus) throws(Finding) {
        guard let meta = answer.meta else { throw Finding(.missingMeta, .execution) }
        guard (meta.errJSON == nil) == (status.errJSON == nil), answer.slot == status.slot else {
            throw Finding(.rpcInconsistent, .execution)
        }
        guard meta.errJSON != nil else { return }
        // SIMD-0290: a block may hold a transaction whose fee payer could not pay; nothing ran.
        let ran = !(meta.logMessages ?? []).isEmpty || meta.preBalances != meta.postBalances
        throw Finding(ran ? .transactionFailed : .transactionNotExecuted, .execution)
    }
}
