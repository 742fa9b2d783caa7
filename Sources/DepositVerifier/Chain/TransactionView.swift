internal import SolanaCodec

/// A successful transaction as rules look at it: every call that was made, every balance.
struct TransactionView: Sendable {
    var transaction: Transaction
    var slot: UInt64
    /// All accounts: listed, loaded writable, loaded read-only.
    var accounts: [AccountMeta]
    /// All calls in the order of execution, batch children right after their batch.
    var frames: [Frame]
    /// Token balances by account, before and after.
    var before: [Address: TokenBalance]
    var after: [Address: TokenBalance]
    /// Lamports by account, before.
    var lamportsBefore: [Address: UInt64]
    /// Observations that change no verdict.
    var flags: [String]

    /// Whether `address` signs in the message header, the only place that proves a signature.
    func isSigner(_ address: Address) -> Bool {
        transaction.signerAddresses.contains(address)
    }

    /// The calls of token programs, undecodable ones left out. A batch's children stand for it.
    var tokenFrames: [(frame: Frame, call: TokenInstruction)] {
        frames.compactMap { frame in frame.tokenInstruction.map { (frame, $0) } }
    }

    /// Transfers, in order.
    var transfers: [(frame: Frame, transfer: TokenTransfer)] {
        tokenFrames.compactMap { frame, call in call.transfer.map { (frame, $0) } }
    }

    /// By how much a token balance grew; 0 if it did not.
    func gain(of account: Address) -> UInt64 {
        let (before, after) = (before[account]?.amount ?? 0, after[account]?.amount ?? 0)
        return after > before ? after - before : 0
    }

    /// The owner that an `InitializeAccount` of this transaction gave to a token account.
    func initialisedOwner(of account: Address) -> Address? {
        for (_, call) in tokenFrames {
            if case .initializeAccount(let initialization) = call,
                initialization.account == account
            {
                return initialization.owner
            }
        }
        return nil
    }

    /// Whether the Associated Token program created `account` in this transaction.
    func isCreatedByAssociatedTokenProgram(_ account: Address) -> Bool {
        tokenFrames.contains { frame, call in
            guard case .initializeAccount(let initialization) = call else { return false }
            return initialization.account == account && isCalledByAssociatedTokenProgram(frame)
        }
    }

    /// Whether a frame's direct caller is the Associated Token program.
    func isCalledByAssociatedTokenProgram(_ frame: Frame) -> Bool {
        guard case .frame(let index) = frame.parent, frames.indices.contains(index) else {
            return false
        }
        return frames[index].instruction.program == Programs.associatedToken
    }
}
