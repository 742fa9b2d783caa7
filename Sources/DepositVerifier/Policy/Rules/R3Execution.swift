/// R3: presence in a block proves nothing; the transaction must have been executed and succeeded.
///
/// Two answers of one endpoint that contradict each other decide nothing. The caller makes sure of
/// finality: before it, an error may still be forked out and the same signature succeed.
enum R3Execution {
    /// - Returns: why the transaction moved nothing; `nil` if it succeeded.
    /// - Throws: what is to be said against the answer.
    static func check(
        _ answer: TransactionAnswer, status: SignatureStatus
    ) throws(Finding) -> Finding? {
        guard let meta = answer.meta else { throw Finding(.missingMeta, .execution) }
        guard (meta.errJSON == nil) == (status.errJSON == nil), answer.slot == status.slot else {
            throw Finding(.rpcInconsistent, .execution)
        }
        guard meta.errJSON != nil else { return nil }
        // SIMD-0290: a block may hold a transaction whose fee payer could not pay; nothing ran.
        let ran = !(meta.logMessages ?? []).isEmpty || meta.preBalances != meta.postBalances
        return Finding(ran ? .transactionFailed : .transactionNotExecuted, .execution)
    }
}
