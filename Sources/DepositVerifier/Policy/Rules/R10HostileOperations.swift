internal import DepositProgram
internal import SolanaCodec

/// R10: in a transaction that pays into an account, nothing else happens to that account.
///
/// The one exception is its creation by the Associated Token program.
enum R10HostileOperations {
    static func objection(to account: Address, in view: TransactionView) -> Finding? {
        for frame in view.frames {
            if let reason = reason(against: frame, on: account, in: view) {
                return Finding(reason, .hostileOperations)
            }
        }
        return nil
    }

    private static func reason(
        against frame: Frame, on account: Address, in view: TransactionView
    ) -> Reason? {
        switch frame.token {
        case nil: return nil
        case .failure:
            let names = frame.instruction.accounts.contains { $0.address == account }
            return names ? .undecodableTokenInstruction : nil
        case .success(let call):
            return reason(against: call, frame, on: account, in: view)
        }
    }

    private static func reason(
        against call: TokenInstruction, _ frame: Frame, on account: Address,
        in view: TransactionView
    ) -> Reason? {
        func hostile(_ subject: Address) -> Reason? {
            subject == account ? .hostileOperation : nil
        }
        switch call {
        case .transfer(let transfer):
            let leaves = transfer.source == account && transfer.destination != account
            return leaves && transfer.amount.rawValue > 0 ? .outflow : nil
        case .approve(let approval): return hostile(approval.source)
        case .revoke(let revocation): return hostile(revocation.source)
        case .setAuthority(let change): return hostile(change.account)
        case .mintTo(let minting): return hostile(minting.account)
        case .burn(let burning): return hostile(burning.account)
        case .closeAccount(let closing): return hostile(closing.account)
        case .freeze(let freezing): return hostile(freezing.account)
        case .initializeAccount(let initialization):
            return isCreation(frame, of: account, in: view)
                ? nil : hostile(initialization.account)
        case .prepare(let preparation):
            // syncNative only counts lamports; the owner lock is part of the creation.
            guard preparation.kind == .initializeImmutableOwner else { return nil }
            return isCreation(frame, of: account, in: view) ? nil : hostile(preparation.account)
        case .initializeMint, .initializeMultisig, .query, .withdrawLamports, .batch: return nil
        case .other(let call):
            // Extensions are known by name only: what they do to the account is not.
            return call.names(account) ? .undecodableTokenInstruction : nil
        }
    }

    private static func isCreation(
        _ frame: Frame, of account: Address, in view: TransactionView
    ) -> Bool {
        view.before[account] == nil && view.isCalledByAssociatedTokenProgram(frame)
    }

    /// Tokens minted straight into an account: money arrived, nobody paid it.
    static func mintings(
        in view: TransactionView, _ destinations: Destinations
    ) -> [Sighting] {
        view.tokenFrames.compactMap { frame, call in
            guard case .mintTo(let minting) = call, minting.amount.rawValue > 0,
                let destination = destinations[minting.account]
            else { return nil }
            return Sighting(
                path: frame.path, finding: Finding(.mintedNotTransferred, .hostileOperations),
                account: minting.account, mint: destination.asset.mint,
                decimals: destination.asset.decimals, amount: minting.amount.rawValue,
                payer: minting.mintAuthority, source: destination.asset.mint)
        }
    }
}
