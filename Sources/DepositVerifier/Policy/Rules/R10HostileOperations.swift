internal import DepositProgram
internal import SolanaCodec

/// R10: in a transaction that pays into an account, nothing else happens to that account.
///
/// The exceptions are its creation by the Associated Token program, and a sweep of it by a pinned
/// deposit program into the treasury.
enum R10HostileOperations {
    /// The first objection to each of `accounts`.
    static func objections(
        to accounts: Set<Address>, in view: TransactionView, _ calls: ProgramCalls
    ) -> [Address: Finding] {
        var objections: [Address: Finding] = [:]
        func object(_ account: Address, _ reason: Reason) {
            guard accounts.contains(account), objections[account] == nil else { return }
            objections[account] = Finding(reason, .hostileOperations)
        }
        for frame in view.frames {
            switch frame.token {
            case nil: break
            case .failure:
                for account in frame.instruction.accounts {
                    object(account.address, .undecodableTokenInstruction)
                }
            case .success(.other(let call)):
                // Extensions are known by name only: what they do to an account is not.
                for account in call.accounts {
                    object(account.address, .undecodableTokenInstruction)
                }
            case .success(.transfer(let transfer)):
                let leaves = transfer.source != transfer.destination
                if leaves, transfer.amount.rawValue > 0, !calls.isSweepHome(frame) {
                    object(transfer.source, .outflow)
                }
            case .success(let call):
                if let subject = subject(of: call), !isCreation(frame, of: subject, in: view) {
                    object(subject, .hostileOperation)
                }
            }
        }
        return objections
    }

    /// The token account that a call changes other than by moving tokens.
    private static func subject(of call: TokenInstruction) -> Address? {
        switch call {
        case .approve(let approval): approval.source
        case .revoke(let revocation): revocation.source
        case .setAuthority(let change): change.account
        case .mintTo(let minting): minting.account
        case .burn(let burning): burning.account
        case .closeAccount(let closing): closing.account
        case .freeze(let freezing): freezing.account
        case .initializeAccount(let initialization): initialization.account
        // syncNative only counts lamports; the owner lock is part of a creation.
        case .prepare(let preparation):
            preparation.kind == .initializeImmutableOwner ? preparation.account : nil
        case .transfer, .other, .batch, .initializeMint, .initializeMultisig, .query,
            .withdrawLamports:
            nil
        }
    }

    /// Whether a call is a step of the account's creation by the Associated Token program.
    private static func isCreation(
        _ frame: Frame, of account: Address, in view: TransactionView
    ) -> Bool {
        switch frame.tokenInstruction {
        case .initializeAccount, .prepare:
            view.before[account] == nil && view.isCalledByAssociatedTokenProgram(frame)
        default: false
        }
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
