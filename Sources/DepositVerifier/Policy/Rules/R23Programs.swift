internal import DepositProgram
internal import SolanaCodec

/// R23: a program's data names a code only while the chain runs the bytes that the policy pins.
///
/// The transfer that the program made is the proof of the money; its instruction data names the
/// code, and must describe that very transfer. What the program logs proves nothing.
enum R23Programs {
    /// The programs whose state the judgement of `arrivals` needs.
    static func programs(
        above arrivals: [Arrival], in view: TransactionView, _ calls: ProgramCalls
    ) -> Set<Address> {
        Set(
            arrivals.compactMap { arrival in
                guard calls.depositDirect(above: arrival) != nil else { return nil }
                return view.caller(of: arrival.frame)?.instruction.program
            })
    }

    /// - Parameter programs: what the chain holds; none for a program that is not there any more.
    static func objection(
        to arrival: Arrival, in view: TransactionView, _ policy: DepositPolicy,
        _ calls: ProgramCalls, programs: [Address: ProgramImage]
    ) -> Finding? {
        guard let call = calls.depositDirect(above: arrival),
            let program = view.caller(of: arrival.frame)?.instruction.program
        else { return nil }
        guard let found = programs[program],
            let pin = policy.programs.first(where: { $0.id == program }),
            found.objection(to: pin) == nil,
            // A program runs in the slot after its deployment, at the earliest.
            pin.deploySlot < view.slot
        else { return Finding(.programChanged, .programs) }
        return describes(call, arrival) && isOnlyCall(arrival, in: view)
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

    /// The program makes one transfer and calls no token program otherwise.
    private static func isOnlyCall(_ arrival: Arrival, in view: TransactionView) -> Bool {
        !view.frames.contains {
            $0.token != nil && $0.parent == arrival.frame.parent && $0.path != arrival.path
        }
    }
}
