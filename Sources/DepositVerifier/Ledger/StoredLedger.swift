public import SolanaCodec

/// Books that outlive a program, in a file or on a server: what the commands of an operator need of
/// them, whatever engine keeps them.
public protocol StoredLedger: Ledger, CodeRegistry, LedgerBooks, ReviewQueue,
    ReconciliationBooks
{
    /// What the store is like, and whether every active code has a reference at these accounts.
    ///
    /// A quick look; `verifyIntegrity` recomputes everything.
    func condition(at accounts: [Address]) async throws(LedgerError) -> LedgerCondition

    /// Lets go of the store. Later calls fail with `.cannotOpen`.
    func close() async
}
