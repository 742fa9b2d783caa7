internal import DepositProgram
internal import SolanaCodec

/// What a transaction asked of the deposit programs that the policy pins.
///
/// Only who the program is and what the call says is looked at here; whether the chain still runs
/// the pinned bytes is R23's matter.
struct ProgramCalls: Sendable {
    /// By the index of the frame.
    private let calls: [Int: DepositCall]
    /// Transfers out of a vault by the program.
    private let sweeps: Set<EventPath>
    /// Those that went to the treasury's own accounts.
    private let sweepsHome: Set<EventPath>
    /// What those took from each account, in base units.
    private let sweptHome: [Address: UInt128]

    init(in view: TransactionView, _ policy: DepositPolicy, _ destinations: Destinations) {
        let pinned = Set(policy.programs.map(\.id))
        var calls: [Int: DepositCall] = [:]
        if !pinned.isEmpty {
            for (index, frame) in view.frames.enumerated()
            where pinned.contains(frame.instruction.program) {
                calls[index] = DepositCall(frame.instruction)
            }
        }
        self.calls = calls
        let vaults = Set(calls.values.compactMap(\.vaultAuthority))
        var sweeps: Set<EventPath> = []
        var home: Set<EventPath> = []
        var swept: [Address: UInt128] = [:]
        for (frame, transfer) in calls.isEmpty ? [] : view.transfers {
            let isCalled = Self.caller(of: frame, in: calls)?.isSweep == true
            let owner = R11ForeignSource.owner(of: transfer.source, in: view)
            guard isCalled || owner.map(vaults.contains) ?? false else { continue }
            sweeps.insert(frame.path)
            guard let destination = destinations[transfer.destination], destination.code == nil
            else { continue }
            home.insert(frame.path)
            swept[transfer.source, default: 0] += UInt128(transfer.amount.rawValue)
        }
        (self.sweeps, sweepsHome, sweptHome) = (sweeps, home, swept)
    }

    /// The deposit whose direct caller's data says whose it is.
    func direct(of arrival: Arrival) -> DepositCall.Direct? {
        Self.caller(of: arrival.frame, in: calls)?.direct
    }

    /// The pinned program's call that made the transfer itself, if it is a depositDirect.
    func depositDirect(above arrival: Arrival) -> DepositCall? {
        let call = Self.caller(of: arrival.frame, in: calls)
        return call?.isDepositDirect == true ? call : nil
    }

    /// Whether a transfer was made by a sweep, or took from a vault that a sweep of this transaction
    /// names: the gateway's own money on its way.
    func isSweep(_ frame: Frame) -> Bool { sweeps.contains(frame.path) }

    /// Whether it is such a transfer into an account of the treasury's own.
    func isSweepHome(_ frame: Frame) -> Bool { sweepsHome.contains(frame.path) }

    /// What sweeps took from an account to the treasury, in base units.
    func sweptHome(from account: Address) -> UInt128 { sweptHome[account, default: 0] }

    private static func caller(of frame: Frame, in calls: [Int: DepositCall]) -> DepositCall? {
        guard case .frame(let index) = frame.parent else { return nil }
        return calls[index]
    }
}
