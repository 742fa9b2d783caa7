internal import DepositProgram
internal import SolanaCodec

extension ProgramCalls {
    /// What depositors' accounts hold, as the pinned programs logged it beside payments into their
    /// vaults: who has closed his account since leaves nothing else that names the code.
    ///
    /// Like any record it only proposes whose vault it is; a forged log finds none.
    static func loggedRecords(
        in view: TransactionView, _ policy: DepositPolicy
    ) -> [Address: AccountRecord] {
        let pinned = calls(in: view, policy).sorted { $0.key < $1.key }
        let payments = pinned.compactMap { index, call -> (program: Address, account: Address)? in
            guard case .depositToken(let payment) = call else { return nil }
            return (view.frames[index].instruction.program, payment.depositAccount)
        }
        // Most transactions have nothing to do with the programs, and logs are long.
        guard !payments.isEmpty else { return [:] }
        // Of each program, the first event belongs to the first payment: a log is cut at its end.
        var events = Dictionary(
            grouping: LoggedData.all(in: view.logs).filter {
                $0.data.starts(with: Level5.DepositEvent.discriminator)
            }, by: \.program
        ).mapValues { $0[...] }
        var records: [Address: AccountRecord] = [:]
        for payment in payments {
            guard let logged = events[payment.program]?.popFirst(),
                let event = try? Level5.DepositEvent(decoding: logged.data)
            else { continue }
            records[payment.account] = AccountRecord(
                program: payment.program,
                content: .account(
                    AccountRecord.Account(
                        owner: event.owner, mint: event.mint, code: event.code,
                        isOverflowing: event.newBalance > R12Amounts.largest)))
        }
        return records
    }
}
