package import DepositProgram
package import SolanaCodec

/// Limits and keys that every implementation of the books shares.
package enum LedgerRules {
    /// The largest amount and balance, in base units: stores hold signed 64-bit integers.
    package static let maximumAmount = UInt64(Int64.max)
    /// The longest agent name: fits a line of output beside a balance.
    package static let longestAgentName = 64
    /// The length of an event set's digest: SHA-256.
    package static let eventSetLength = 32

    /// The key that makes a deposit's entry unique: characters `[A-Za-z0-9:.]` only.
    package static func idempotencyKey(_ deposit: DepositID) -> String {
        "sol:\(deposit.genesis):\(deposit.signature):\(deposit.path)"
    }

    /// Checks a name: plain ASCII, since two Unicode spellings of one name must not be two accounts.
    ///
    /// - Throws: `.invalidAgent`.
    package static func checkAgent(_ name: String) throws(LedgerError) {
        let bytes = Array(name.utf8)
        let blank = UInt8(ascii: " ")
        guard (1...longestAgentName).contains(bytes.count), bytes.first != blank,
            bytes.last != blank, bytes.allSatisfy({ (blank...UInt8(ascii: "~")).contains($0) })
        else {
            throw LedgerError(
                .invalidAgent,
                "an agent's name has 1 to \(longestAgentName) printable ASCII characters "
                    + "and no blank at either end")
        }
    }

    /// Checks that references stand for the code that they are stored with.
    ///
    /// - Throws: `.inconsistent`.
    package static func check(
        _ references: [CodeReference], of code: DepositCode
    ) throws(LedgerError) {
        guard references.allSatisfy({ $0.code == code }) else {
            throw LedgerError(.inconsistent, "a reference of another code came with code \(code)")
        }
    }

    /// Checks that `agent` may register `code` (again).
    ///
    /// - Throws: `.codeTaken`, `.codeClosed`.
    package static func checkOwner(
        _ record: CodeRecord?, of code: DepositCode, agent: String
    ) throws(LedgerError) {
        guard let record else { return }
        guard record.agent == agent else {
            throw LedgerError(.codeTaken, "code \(code) belongs to another agent")
        }
        guard record.isActive else {
            throw LedgerError(.codeClosed, "code \(code) was closed and is never used again")
        }
    }

    /// Checks that a reference is free or stands for its code already.
    ///
    /// - Throws: `.inconsistent`.
    package static func check(
        owner: DepositCode?, of reference: CodeReference
    ) throws(LedgerError) {
        guard owner == nil || owner == reference.code else {
            throw LedgerError(
                .inconsistent,
                "reference \(reference.key.reference) stands for another code already")
        }
    }

    /// What to throw for a balance beyond 63 bits.
    package static func overflow(_ agent: String) -> LedgerError {
        LedgerError(
            .inconsistent, "the balance of \(agent) would exceed \(maximumAmount) base units")
    }

    /// What to throw for a code that is not registered.
    package static func unknown(_ code: DepositCode) -> LedgerError {
        LedgerError(.unknownCode, "code \(code) is not registered")
    }

    /// The amount as stores keep it, for a deposit that waits: `nil` if unknown or too large.
    package static func storable(_ amount: UInt64) -> Int64? {
        amount == 0 ? nil : Int64(exactly: amount)
    }
}

extension TransactionFindings {
    /// The net change of a token account as stores keep it; `nil` if it was not told or is beyond
    /// 63 bits.
    package func received(at account: Address) -> Int64? {
        netReceived[account].flatMap(Int64.init(exactly:))
    }
}
