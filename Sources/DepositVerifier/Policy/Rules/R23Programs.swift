internal import DepositProgram
internal import SolanaCodec

/// R23: a program's data names a code, and its vault holds what is the gateway's, only while the
/// chain runs the bytes that the policy pins.
///
/// The transfer that the program made is the proof of the money; its instruction data names the
/// code, and must describe that very transfer. What the program logs proves nothing.
enum R23Programs {
    /// The programs whose state the judgement of an arrival needs: the one that made it, and the
    /// one that holds it.
    static func programs(
        behind arrival: Arrival, in view: TransactionView, _ calls: ProgramCalls
    ) -> Set<Address> {
        let isPayment =
            calls.depositDirect(above: arrival) != nil
            || calls.vaultDeposit(above: arrival.frame) != nil
        let caller = isPayment ? view.caller(of: arrival.frame)?.instruction.program : nil
        return Set([caller, arrival.destination.program].compactMap { $0 })
    }

    /// - Parameter programs: what the chain holds; none for a program that is not there any more.
    static func objection(
        to arrival: Arrival, in view: TransactionView, _ policy: DepositPolicy,
        _ calls: ProgramCalls, programs: [Address: ProgramImage]
    ) -> Finding? {
        for program in Self.programs(behind: arrival, in: view, calls) {
            guard let found = programs[program],
                let pin = policy.programs.first(where: { $0.id == program }),
                found.objection(to: pin) == nil,
                // A program runs in the slot after its deployment, at the earliest.
                pin.deploySlot < view.slot
            else { return Finding(.programChanged, .programs) }
        }
        guard let call = calls.depositDirect(above: arrival) else { return nil }
        return describes(call, arrival) && calls.isOnlyCall(arrival)
            ? nil : Finding(.eventMismatch, .programs)
    }

    private static func describes(
        _ call: OperatorProgram.DirectDeposit, _ arrival: Arrival
    ) -> Bool {
        let transfer = arrival.transfer
        return transfer.amount.rawValue == call.amount && transfer.source == call.source
            && transfer.mint == call.mint && transfer.destination == call.treasuryTokenAccount
            && transfer.authority == call.authority
            && arrival.frame.instruction.program == call.tokenProgram
    }
}
