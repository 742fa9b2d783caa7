internal import DepositProgram
internal import SolanaCodec

/// R23: a program's data names a code only while the chain runs the bytes that the policy pins.
///
/// The transfer that the program made is the proof of the money; its instruction data names the
/// code, and must describe that very transfer. What the program logs proves nothing.
enum R23Programs {
    /// The programs whose state the judgement of `arrivals` needs.
    static func programs(above arrivals: [Arrival], _ calls: ProgramCalls) -> Set<Address> {
        Set(arrivals.compactMap { calls.depositDirect(above: $0)?.program })
    }

    /// - Parameter programs: what the chain holds; none for a program that is not there any more.
    static func objection(
        to arrival: Arrival, in view: TransactionView, _ policy: DepositPolicy,
        _ calls: ProgramCalls, programs: [Address: DeployedProgram]
    ) -> Finding? {
        guard let call = calls.depositDirect(above: arrival) else { return nil }
        let pins = policy.programs.filter { $0.id == call.program }
        guard let found = programs[call.program], pins.contains(where: { found.isAs($0) }),
            // A program runs in the slot after its deployment, at the earliest.
            found.deploySlot < view.slot
        else { return Finding(.programChanged, .programs) }
        guard let direct = call.direct, describes(direct, arrival), isOnlyCall(arrival, in: view)
        else { return Finding(.eventMismatch, .programs) }
        return nil
    }

    private static func describes(_ direct: DepositCall.Direct, _ arrival: Arrival) -> Bool {
        let transfer = arrival.transfer
        return transfer.amount.rawValue == direct.amount && transfer.source == direct.source
            && transfer.mint == direct.mint && transfer.destination == direct.treasuryAccount
            && transfer.authority == direct.authority
            && arrival.frame.instruction.program == direct.tokenProgram
    }

    /// The program makes one transfer and nothing else of a token program.
    private static func isOnlyCall(_ arrival: Arrival, in view: TransactionView) -> Bool {
        !view.frames.contains {
            $0.token != nil && $0.parent == arrival.frame.parent && $0.path != arrival.path
        }
    }
}
