import DepositVerifier

/// A number of chance that every commit leaves in the file: who finds his own there has committed,
/// and who finds the one before it has not. Another one means that another process wrote since.
struct CommitMark: Equatable {
    /// That of a ledger that was just made.
    static let none = CommitMark(number: 0)

    fileprivate let number: Int64
}

extension Connection {
    /// The mark of the last commit.
    func lastCommit() throws(LedgerError) -> CommitMark {
        let number = try row("SELECT mark FROM last_commit") { row throws(LedgerError) in
            try row.integer(0)
        }
        guard let number else { throw LedgerError(.corrupt, "ledger \(path): its mark is missing") }
        return CommitMark(number: number)
    }

    /// Leaves a new mark, as part of the transaction.
    func markCommit() throws(LedgerError) -> CommitMark {
        let mark = CommitMark(number: .random(in: .min ... .max))
        try run("UPDATE last_commit SET mark = ?1", [.integer(mark.number)])
        return mark
    }
}
