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
    /// Whose vaults the calls name, by the vaults' authority.
    private let codes: [Address: DepositCode]
    /// Transfers out of an account that a vault owns by the program, and what they are.
    private let recoveries: [EventPath: Finding]
    /// How many calls of token programs each of the calls made.
    private let tokenCalls: [Int: Int]

    init(in view: TransactionView, _ policy: DepositPolicy, _ destinations: Destinations) {
        let calls = Self.calls(in: view, policy)
        var vaultAuthorities: Set<Address> = []
        var codes: [Address: DepositCode] = [:]
        for (index, call) in calls {
            let program = OperatorProgram(view.frames[index].instruction.program)
            // The seeds decide, not the account that stands beside them.
            if let seeds = call.vaultSeeds, let authority = seeds.authority(of: program) {
                vaultAuthorities.insert(authority)
                codes[authority] = seeds.name.code
            }
        }
        (self.calls, self.codes) = (calls, codes)
        var sweeps: Set<EventPath> = []
        var home: Set<EventPath> = []
        var swept: [Address: UInt128] = [:]
        for (frame, transfer) in calls.isEmpty ? [] : view.transfers {
            let isCalled = Self.caller(of: frame, in: calls)?.isSweep ?? false
            let owner = R11ForeignSource.owner(of: transfer.source, in: view)
            guard isCalled || owner.map(vaultAuthorities.contains) ?? false else { continue }
            sweeps.insert(frame.path)
            guard destinations[transfer.destination]?.isTreasury ?? false else { continue }
            home.insert(frame.path)
            swept[transfer.source, default: 0] += UInt128(transfer.amount.rawValue)
        }
        (self.sweeps, sweepsHome, sweptHome) = (sweeps, home, swept)
        recoveries = Self.recoveries(in: view, calls, destinations)
        var tokenCalls: [Int: Int] = [:]
        for frame in calls.isEmpty ? [] : view.frames where frame.token != nil {
            if case .frame(let caller) = frame.parent { tokenCalls[caller, default: 0] += 1 }
        }
        self.tokenCalls = tokenCalls
    }

    /// The pinned programs' calls, by the index of the frame.
    private static func calls(
        in view: TransactionView, _ policy: DepositPolicy
    ) -> [Int: OperatorProgram.Call] {
        let pinned = Set(policy.programs.map(\.id))
        var calls: [Int: OperatorProgram.Call] = [:]
        for (index, frame) in view.frames.enumerated()
        where pinned.contains(frame.instruction.program) {
            calls[index] = try? OperatorProgram.Call(
                decoding: frame.instruction, of: OperatorProgram(frame.instruction.program))
        }
        return calls
    }

    /// Whose vaults the calls name, each with its program: by the seeds of a sweep, or because the
    /// call opens one.
    static func vaultNames(
        in view: TransactionView, _ policy: DepositPolicy
    ) -> [(program: Address, name: VaultName)] {
        calls(in: view, policy).compactMap { index, call in
            let program = view.frames[index].instruction.program
            if case .initializeToken(let opening) = call {
                return (program, .depositAccount(opening.code, owner: opening.owner))
            }
            return call.vaultSeeds.map { (program, $0.name) }
        }
    }

    /// The depositors' accounts that payments into vaults name.
    static func depositAccounts(
        in view: TransactionView, _ policy: DepositPolicy
    ) -> Set<Address> {
        Set(
            calls(in: view, policy).values.compactMap { call in
                if case .depositToken(let payment) = call { payment.depositAccount } else { nil }
            })
    }

    /// The pinned program's depositDirect that made the transfer itself: its data names the code.
    func depositDirect(above arrival: Arrival) -> OperatorProgram.DirectDeposit? {
        guard case .depositDirect(let call) = Self.caller(of: arrival.frame, in: calls) else {
            return nil
        }
        return call
    }

    /// The pinned program's depositToken that made the transfer itself.
    func vaultDeposit(above frame: Frame) -> OperatorProgram.VaultDeposit? {
        guard case .depositToken(let call) = Self.caller(of: frame, in: calls) else { return nil }
        return call
    }

    /// Whether the transactions asks a pinned program to pay into this vault.
    func names(vault: Address) -> Bool {
        calls.values.contains { call in
            if case .depositToken(let payment) = call { payment.vault == vault } else { false }
        }
    }

    /// The code whose vaults an address owns, as far as the calls name it.
    func code(ofVaultsOf authority: Address) -> DepositCode? { codes[authority] }

    /// What to say of a transfer that brings tokens from an account that a vault owns back to the
    /// vault's authority; `nil` for any other.
    func objection(toRecovery frame: Frame) -> Finding? { recoveries[frame.path] }

    /// Whether the program that made a transfer called no token program otherwise.
    func isOnlyCall(_ arrival: Arrival) -> Bool {
        guard case .frame(let caller) = arrival.frame.parent else { return false }
        return tokenCalls[caller] == 1
    }

    /// Whether a transfer was made by a sweep, or took from a vault that a sweep of this transaction
    /// names: the gateway's own money on its way.
    func isSweep(_ frame: Frame) -> Bool { sweeps.contains(frame.path) }

    /// Whether it is such a transfer into an account of the treasury's own.
    func isSweepHome(_ frame: Frame) -> Bool { sweepsHome.contains(frame.path) }

    /// What sweeps took from an account to the treasury, in base units.
    func sweptHome(from account: Address) -> UInt128 { sweptHome[account, default: 0] }

    private static func recoveries(
        in view: TransactionView, _ calls: [Int: OperatorProgram.Call], _ destinations: Destinations
    ) -> [EventPath: Finding] {
        var found: [EventPath: Finding] = [:]
        for (frame, transfer) in calls.isEmpty ? [] : view.transfers {
            guard let call = recovery(above: frame, in: view, calls),
                transfer.source == call.nested, transfer.destination == call.destination
            else { continue }
            // Under a vault that policy or books know, tokens were filed when they arrived there;
            // what came in this very transaction was not.
            let owner = R11ForeignSource.owner(of: transfer.source, in: view)
            let above = owner.flatMap { destinations[$0] }
            let isFiled =
                above.map { $0.vault?.isRegistered ?? true } ?? false
                && !view.transfers.contains { $0.transfer.destination == transfer.source }
            found[frame.path] = Finding(
                isFiled ? .internalSweep : .nestedAssociatedAccount, .foreignSource)
        }
        return found
    }

    /// The recoverNested below which a frame was called: the Associated Token program stands between.
    private static func recovery(
        above frame: Frame, in view: TransactionView, _ calls: [Int: OperatorProgram.Call]
    ) -> OperatorProgram.NestedRecovery? {
        guard let middle = view.caller(of: frame),
            middle.instruction.program == Programs.associatedToken,
            case .recoverNested(let call) = caller(of: middle, in: calls)
        else { return nil }
        return call
    }

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
