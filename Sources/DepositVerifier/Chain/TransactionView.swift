internal import SolanaCodec

/// A successful transaction as rules look at it: every call that was made, every balance.
///
/// What rules ask often is worked out once: an answer may hold thousands of calls. It never changes,
/// and is handed around more often than anything else: hence a class.
final class TransactionView: Sendable {
    let transaction: Transaction
    /// What is to be said against everything that it pays (R2).
    let objection: Finding?
    let slot: UInt64
    /// All accounts: listed, loaded writable, loaded read-only.
    let accounts: [AccountMeta]
    /// All calls in the order of execution, batch children right after their batch.
    let frames: [Frame]
    /// Token balances by account, before and after.
    let before: [Address: TokenBalance]
    let after: [Address: TokenBalance]
    /// Lamports by account, before.
    let lamportsBefore: [Address: UInt64]
    /// What the node says that programs logged; none where it kept no log.
    let logs: [String]
    /// Observations that change no verdict.
    let flags: [String]

    /// The calls of token programs that can be read. A batch's children stand beside it.
    let tokenFrames: [(frame: Frame, call: TokenInstruction)]
    /// Transfers, in order.
    let transfers: [(frame: Frame, transfer: TokenTransfer)]
    /// The owner that an `InitializeAccount` of this transaction gave to a token account.
    let initialisedOwners: [Address: Address]
    /// Accounts that were closed or initialised in this transaction: their balance entries may be
    /// about two different accounts.
    let remade: Set<Address>
    /// Token accounts that the Associated Token program created in this transaction.
    let created: Set<Address>

    init(
        transaction: Transaction, objection: Finding?, slot: UInt64, accounts: [AccountMeta],
        frames: [Frame],
        before: [Address: TokenBalance], after: [Address: TokenBalance],
        lamportsBefore: [Address: UInt64], logs: [String], flags: [String]
    ) {
        self.transaction = transaction
        self.objection = objection
        self.slot = slot
        self.accounts = accounts
        self.frames = frames
        self.before = before
        self.after = after
        self.lamportsBefore = lamportsBefore
        self.logs = logs
        self.flags = flags
        tokenFrames = frames.compactMap { frame in frame.tokenInstruction.map { (frame, $0) } }
        transfers = tokenFrames.compactMap { frame, call in call.transfer.map { (frame, $0) } }
        var owners: [Address: Address] = [:]
        var remade: Set<Address> = []
        var created: Set<Address> = []
        for (frame, call) in tokenFrames {
            switch call {
            case .initializeAccount(let initialization):
                owners[initialization.account] =
                    owners[initialization.account]
                    ?? initialization.owner
                remade.insert(initialization.account)
                if Self.isCalledByAssociatedTokenProgram(frame, frames) {
                    created.insert(initialization.account)
                }
            case .closeAccount(let closing): remade.insert(closing.account)
            default: break
            }
        }
        initialisedOwners = owners
        self.remade = remade
        self.created = created
    }

    /// Whether `address` signs in the message header, the only place that proves a signature.
    func isSigner(_ address: Address) -> Bool {
        transaction.signerAddresses.contains(address)
    }

    /// The accounts that lookup tables brought, in the order of the message.
    var loadedAddresses: ArraySlice<Address> {
        accounts.map(\.address).dropFirst(transaction.message.addresses.count)
    }

    /// Owners of the token accounts that took part, those included that came and went.
    var tokenOwners: Set<Address> {
        Set(before.values.compactMap(\.owner) + after.values.compactMap(\.owner))
            .union(initialisedOwners.values)
    }

    /// By how much a token balance grew; 0 if it did not.
    func gain(of account: Address) -> UInt64 {
        let (before, after) = (before[account]?.amount ?? 0, after[account]?.amount ?? 0)
        return after > before ? after - before : 0
    }

    /// The program's call that made this one; `nil` for the transaction itself, and where nobody
    /// recorded it.
    func caller(of frame: Frame) -> Frame? { Self.caller(of: frame, frames) }

    /// Whether a frame's direct caller is the Associated Token program.
    func isCalledByAssociatedTokenProgram(_ frame: Frame) -> Bool {
        Self.isCalledByAssociatedTokenProgram(frame, frames)
    }

    private static func isCalledByAssociatedTokenProgram(
        _ frame: Frame, _ frames: [Frame]
    ) -> Bool {
        caller(of: frame, frames)?.instruction.program == Programs.associatedToken
    }

    private static func caller(of frame: Frame, _ frames: [Frame]) -> Frame? {
        guard case .frame(let index) = frame.parent, frames.indices.contains(index) else {
            return nil
        }
        return frames[index]
    }
}
