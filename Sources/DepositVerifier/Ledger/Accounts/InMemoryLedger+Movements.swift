import DepositProgram
import SolanaCodec

extension InMemoryLedger: Movements {
    /// Books one movement, once.
    public func book(_ movement: Movement) throws(LedgerError) -> MovementOutcome {
        try LedgerRules.check(movement)
        guard var book = try book(movement.account) else {
            throw LedgerRules.unknownAsset(movement.account)
        }
        let existing = journal[book.account]?.first { $0.entry.idem == movement.idem }
        let outcome = try book.book(movement, existing: existing?.entry, createdAt: now())
        keep(book)
        return outcome
    }
}

extension InMemoryLedger: CredentialRegistry {
    /// Registers a secret's hash for an agent.
    public func add(
        _ hash: CredentialHash, kind: CredentialKind, agent: String
    ) throws(LedgerError) {
        try LedgerRules.checkAgent(agent)
        let record = CredentialRecord(hash: hash, kind: kind, agent: agent, isActive: true)
        try LedgerRules.check(credentials[hash], for: record)
        if agentNumber(agent) == nil { agents.append(agent) }
        credentials[hash] = record
    }

    /// Ends a credential.
    public func revoke(_ hash: CredentialHash) throws(LedgerError) {
        guard credentials[hash] != nil else { throw LedgerRules.unknownCredential }
        credentials[hash]?.isActive = false
    }

    /// What the books know of a secret.
    public func credential(_ hash: CredentialHash) throws(LedgerError) -> CredentialRecord? {
        credentials[hash]
    }
}
