internal import DepositProgram
internal import SolanaCodec

/// What a transaction asked of the deposit programs that the policy pins.
///
/// Only who the program is and what the call says is looked at here; whether the chain still runs
/// the pinned bytes is R23's matter.
struct ProgramCalls: Sendable {
    /// By the index of the frame. What the program would not have carried out is not among them.
    private let calls: [Int: OperatorProgram.Call]
    /// Transfers out of a vault by the program.
    private let sweeps: Set<EventPath>
    /// Those that went to the treasury's own accounts.
    private let sweepsHome: Set<EventPath>
    /// What those took from each account, in base units.
    private let sweptHome: [Address: UInt128]

    init(in view: TransactionView, _ policy: DepositPolicy, _ destinations: Destinations) {
        let pinned = Set(policy.programs.map(\.id))
        var calls: [Int: OperatorProgram.Call] = [:]
        var vaultAuthorities: Set<Address> = []
        for (index, frame) in view.frames.enumerated()
        where pinned.contains(frame.instruction.program) {
            let program = OperatorProgram(frame.instruction.program)
            guard let call = try? OperatorProgram.Call(decoding: frame.instruction, of: program)
            else { continue }
            calls[index] = call
            // The seeds decide, not the account that stands beside them.
            if let authority = call.vaultSeeds?.authority(of: program) {
                vaultAuthorities.insert(authority)
            }
        }
        self.calls = calls
        var sweeps: Set<EventPath> = []
        var home: Set<EventPath> = []
        var swept: [Address: UInt128] = [:]
        for (frame, transfer) in calls.isEmpty ? [] : view.transfers {
            let isCalled = Self.caller(of: frame, in: calls)?.isSweep ?? false
            let owner = R11ForeignSource.owner(of: transfer.source, in: view)
            guard isCalled || owner.map(vaultAuthorities.contains) ?? false else { continue }
            sweeps.insert(frame.path)
            guard let destination = destinations[transfer.destination], destination.code == nil
            else { continue }
            home.insert(frame.path)
            swept[transfer.source, default: 0] += UInt128(transfer.amount.rawValue)
        }
        (self.sweeps, sweepsHome, sweptHome) = (sweeps, home, swept)
    }

    /// The pinned program's depositDirect that made the transfer itself: its data names the code.
    func depositDirect(above arrival: Arrival) -> OperatorProgram.DirectDeposit? {
        guard case .depositDirect(let call) = Self.caller(of: arrival.frame, in: calls) else {
            return nil
        }
        return call
    }

    /// Whether a transfer was made by a sweep, or took from a vault that a sweep of this transaction
    /// names: the gateway's own money on its way.
    func isSweep(_ frame: Frame) -> Bool { sweeps.contains(frame.path) }

    /// Whether it is such a transfer into an account of the treasury's own.
    func isSweepHome(_ frame: Frame) -> Bool { sweepsHome.contains(frame.path) }

    /// What sweeps took from an account to the treasury, in base units.
    func sweptHome(from account: Address) -> UInt128 { sweptHome[account, default: 0] }

    private static func caller(
        of frame: Frame, in calls: [Int: OperatorProgram.Call]
    ) -> OperatorProgram.Call? {
        guard case .frame(let index) = frame.parent else { return nil }
        return calls[index]
    }
}

extension OperatorProgram.Call {
    fileprivate var isSweep: Bool {
        if case .sweepToken = self { true } else { false }
    }

    /// The seeds of the vault whose authority the program signs for.
    fileprivate var vaultSeeds: VaultSeeds? {
        switch self {
        case .sweepToken(let sweep): sweep.seeds
        case .sweepLamports(let sweep): sweep.seeds
        case .recoverNested(let recovery): recovery.seeds
        default: nil
        }
    }
}
