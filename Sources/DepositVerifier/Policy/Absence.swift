internal import DepositProgram
internal import SolanaCodec

/// Why nothing of a transaction is for this gateway: the most telling reason.
enum Absence {
    static func finding(
        in view: TransactionView, _ destinations: Destinations, _ policy: DepositPolicy
    ) -> Finding {
        if view.frames.contains(where: { imitatesTransfer($0, destinations) }) {
            return Finding(.wrongTokenProgram, .asset)
        }
        if let finding = depositCall(in: view, policy) { return finding }
        return wentElsewhere(view, destinations, policy)
            ? Finding(.wrongDestination, .destination)
            : Finding(.noMatchingTransfer, .destination)
    }

    /// Deposits by a program: a pinned one that moved nothing, or one that nobody pinned, whatever
    /// its layout. Those by the Level5 program are another matter.
    private static func depositCall(
        in view: TransactionView, _ policy: DepositPolicy
    ) -> Finding? {
        let pinned = Set(policy.programs.map(\.id))
        let level5 = Level5Calls.programs(policy)
        var unknown: Finding?
        for (index, frame) in view.frames.enumerated() {
            let program = frame.instruction.program
            guard !level5.contains(program), isDeposit(frame.instruction)
            else { continue }
            guard pinned.contains(program) else {
                unknown = Finding(.unknownProgram, .programs)
                continue
            }
            let moved = view.transfers.contains { caller, _ in
                caller.parent == .frame(index) || caller.parent == .unrecorded
            }
            if !moved { return Finding(.noTokenTransfer, .programs) }
        }
        return unknown
    }

    private static func isDeposit(_ instruction: Instruction) -> Bool {
        let program = OperatorProgram(instruction.program)
        switch try? OperatorProgram.Call(decoding: instruction, of: program) {
        case .depositDirect, .depositToken: return true
        default: return false
        }
    }

    /// Whether a program that is no token program was called as if it moved tokens to us.
    private static func imitatesTransfer(_ frame: Frame, _ destinations: Destinations) -> Bool {
        let (program, data) = (frame.instruction.program, frame.instruction.data)
        guard !Programs.isToken(program) else { return false }
        let position: Int
        switch (data.first, data.count) {
        case (3, 9...): position = 1
        case (12, 10...): position = 2
        default: return false
        }
        let accounts = frame.instruction.accounts
        return accounts.count > position + 1 && destinations[accounts[position].address] != nil
    }

    /// Whether a listed token was paid to somebody else, and nothing of the treasury took part.
    private static func wentElsewhere(
        _ view: TransactionView, _ destinations: Destinations, _ policy: DepositPolicy
    ) -> Bool {
        let touched = view.transfers.contains { _, transfer in
            destinations[transfer.source] != nil
                || view.before[transfer.source]?.owner.map(destinations.isOurs) ?? false
        }
        guard !touched else { return false }
        return view.transfers.contains { _, transfer in
            guard let after = view.after[transfer.destination],
                policy.treasury.assets.contains(where: { $0.mint == after.mint })
            else { return false }
            return after.amount > (view.before[transfer.destination]?.amount ?? 0)
        }
    }
}
