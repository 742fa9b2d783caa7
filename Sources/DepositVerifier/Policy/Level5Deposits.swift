internal import DepositProgram
internal import SolanaCodec

/// Deposits into the existing Level5 program. Only the depositor can move what lies there, so none of
/// it is the operator's money: a person looks at it, and it is never credited.
///
/// What the program's accounts and events say is checked all the same, so that the person is told of
/// a balance that nothing stands behind.
enum Level5Deposits {
    /// Raised where a balance was written that no transfer of the token backs.
    static let unbackedFlag = "level5_unbacked_balance"

    static func sightings(
        in view: TransactionView, _ destinations: Destinations, _ policy: DepositPolicy,
        _ surroundings: Surroundings
    ) -> [Sighting] {
        let calls = Level5Calls(in: view, policy)
        let deposits = calls.deposits.compactMap { deposit -> Sighting? in
            let payment = payment(of: deposit, in: view)
            // What reached the gateway itself is judged as a transfer.
            if let payment, destinations[payment.account] != nil { return nil }
            let opening = calls.openings[deposit.account]
            let record = surroundings.records[deposit.account].flatMap {
                $0.program == deposit.program ? $0.content : nil
            }
            let finding = objection(
                to: deposit, payment, opening, record, policy)
            var code = opening?.code ?? deposit.event?.code
            if case .account(let account) = record { code = account.code ?? code }
            return Sighting(
                path: payment?.path ?? deposit.path, finding: finding,
                account: deposit.vault ?? deposit.account,
                mint: payment?.mint ?? Programs.system, decimals: payment?.decimals ?? 9,
                amount: payment?.amount ?? deposit.amount, payer: deposit.owner,
                source: payment?.source ?? deposit.owner, code: code)
        }
        return deposits
            + direct(in: view, destinations, policy, surroundings, beside: deposits.map(\.path))
    }

    /// Transfers into accounts that a depositor's account owns, and that the program did not make.
    private static func direct(
        in view: TransactionView, _ destinations: Destinations, _ policy: DepositPolicy,
        _ surroundings: Surroundings, beside paths: [EventPath]
    ) -> [Sighting] {
        let programs = Level5Calls.programs(policy)
        return view.transfers.compactMap { frame, transfer in
            guard !paths.contains(frame.path), destinations[transfer.destination] == nil,
                transfer.source != transfer.destination, transfer.amount.rawValue > 0,
                let entry = view.after[transfer.destination], let owner = entry.owner,
                let record = surroundings.records[owner], programs.contains(record.program),
                case .account(let account) = record.content
            else { return nil }
            return Sighting(
                path: frame.path, finding: Finding(.vaultDirect, .programs),
                account: transfer.destination, mint: entry.mint, decimals: entry.decimals,
                amount: transfer.amount.rawValue, payer: transfer.authority,
                source: transfer.source, code: account.code)
        }
    }

    /// What a deposit moved.
    private struct Payment {
        var path: EventPath
        var source: Address
        var account: Address
        var mint: Address
        var decimals: UInt8
        var amount: UInt64
    }

    /// The transfer that the program itself made.
    private static func payment(
        of deposit: Level5Calls.Deposit, in view: TransactionView
    ) -> Payment? {
        func isMade(_ path: EventPath, _ parent: Frame.Parent) -> Bool {
            parent == .frame(deposit.index)
                || parent == .unrecorded && path.outer == deposit.path.outer
        }
        guard let vault = deposit.vault else {
            return R8Asset.nativeTransfers(in: view).first {
                $0.destination == deposit.account && isMade($0.path, $0.parent)
            }.map {
                Payment(
                    path: $0.path, source: $0.source, account: $0.destination,
                    mint: Programs.system, decimals: 9, amount: $0.lamports)
            }
        }
        let made = view.transfers.first {
            $0.transfer.destination == vault && isMade($0.frame.path, $0.frame.parent)
        }
        guard let made, let entry = view.after[vault] ?? view.before[vault] else { return nil }
        return Payment(
            path: made.frame.path, source: made.transfer.source, account: vault, mint: entry.mint,
            decimals: entry.decimals, amount: made.transfer.amount.rawValue)
    }

    private static func objection(
        to deposit: Level5Calls.Deposit, _ payment: Payment?, _ opening: Level5Calls.Opening?,
        _ record: AccountRecord.Content?, _ policy: DepositPolicy
    ) -> Finding {
        var account: AccountRecord.Account?
        switch record {
        case .badDiscriminator, .wrongLength: return Finding(.badDiscriminator, .programs)
        case .account(let found): account = found
        case nil: break
        }
        guard
            isDerived(deposit, account.flatMap { found in found.code.map { ($0, found.owner) } }),
            isDerived(deposit, opening.map { ($0.code, $0.owner) }),
            isDerived(deposit, deposit.event.map { ($0.code, $0.owner) }),
            isVault(deposit, of: payment)
        else { return Finding(.addressMismatch, .programs) }
        guard let payment, isBacked(deposit, opening, account) else {
            return Finding(.noTokenTransfer, .programs)
        }
        if deposit.vault != nil,
            !policy.treasury.assets.contains(where: { $0.mint == payment.mint })
        {
            return R8Asset.objection(toMint: payment.mint, policy)
        }
        if let account, account.code == nil { return Finding(.legacyLayout, .programs) }
        if let event = deposit.event,
            event.amount != payment.amount || !isSame(event.mint, payment.mint)
        {
            return Finding(.eventMismatch, .programs)
        }
        let largest = max(payment.amount, deposit.event?.newBalance ?? 0)
        return largest > R12Amounts.largest || account?.isOverflowing ?? false
            ? Finding(.overflow, .programs) : Finding(.custodyOwnerControlled, .programs)
    }

    /// Whether code and owner lead to the account, with the canonical bump; nothing to say of none.
    private static func isDerived(
        _ deposit: Level5Calls.Deposit, _ name: (code: DepositCode, owner: Address)?
    ) -> Bool {
        guard let name else { return true }
        // The program derives addresses as ours does.
        let authority = OperatorProgram(deposit.program).authority(
            of: .depositAccount(name.code, owner: name.owner))
        return authority.address == deposit.account
    }

    /// Whether tokens went to the associated account of the depositor's account.
    private static func isVault(_ deposit: Level5Calls.Deposit, of payment: Payment?) -> Bool {
        guard let vault = deposit.vault, let payment else { return true }
        return [Programs.token, Programs.token2022].contains { program in
            AssociatedTokenAccount.find(
                owner: deposit.account, mint: payment.mint, tokenProgram: program
            ).address == vault
        }
    }

    /// The program adds lamports to the balance of a token's account as if they were tokens: `deposit`
    /// looks at no mint.
    private static func isBacked(
        _ deposit: Level5Calls.Deposit, _ opening: Level5Calls.Opening?,
        _ account: AccountRecord.Account?
    ) -> Bool {
        guard deposit.vault == nil else { return true }
        return [opening?.mint, account?.mint, deposit.event?.mint].allSatisfy {
            isSame($0 ?? Programs.system, Programs.system)
        }
    }

    /// The program knows SOL under the System program's address, its clients under wrapped SOL's.
    private static func isSame(_ mint: Address, _ other: Address) -> Bool {
        mint == other || other == Programs.system && mint == Programs.wrappedSOL
    }
}
