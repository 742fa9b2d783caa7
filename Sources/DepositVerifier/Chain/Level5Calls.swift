internal import DepositProgram
internal import SolanaCodec

/// What a transaction asked of the Level5 program, and what that program logged.
struct Level5Calls: Sendable {
    /// A deposit, of SOL or of a token.
    struct Deposit: Sendable {
        /// The frame of the call.
        var index: Int
        var path: EventPath
        var program: Address
        /// The depositor's account.
        var account: Address
        var owner: Address
        /// Where tokens go; `nil` for SOL.
        var vault: Address?
        /// Lamports or base units, as the call says.
        var amount: UInt64
        /// What the program logged about it, unless the log was cut before.
        var event: Level5.DepositEvent?
    }

    /// An account that the transaction opens.
    struct Opening: Sendable {
        var code: DepositCode
        var owner: Address
        /// `nil` for SOL.
        var mint: Address?
    }

    private(set) var deposits: [Deposit] = []
    /// By the depositor's account.
    private(set) var openings: [Address: Opening] = [:]

    init(in view: TransactionView, _ policy: DepositPolicy) {
        guard Self.isCalled(in: view, policy) else { return }
        var program = Level5.program
        program.addresses = Self.programs(policy)
        for (index, frame) in view.frames.enumerated() {
            guard let call = try? program.call(frame.instruction) else { continue }
            take(call, frame, at: index)
        }
        // Of each program, the first event belongs to the first deposit: a log is cut at its end.
        var events = Dictionary(grouping: Self.events(in: view, policy), by: \.program)
        for index in deposits.indices {
            guard let next = events[deposits[index].program]?.first else { continue }
            events[deposits[index].program]?.removeFirst()
            deposits[index].event = try? Level5.DepositEvent(decoding: next.data)
        }
    }

    private mutating func take(_ call: any ProgramCall, _ frame: Frame, at index: Int) {
        let accounts = call.namedAccounts.map(\.account.address)
        switch (call.name, call.parameters.first?.value) {
        case ("initialize", .bytes(let code)?) where accounts.count == 3:
            open(accounts[0], code, owner: accounts[1], mint: nil)
        case ("initializeToken", .bytes(let code)?) where accounts.count == 7:
            open(accounts[0], code, owner: accounts[3], mint: accounts[1])
        case ("deposit", .number(let lamports)?) where accounts.count == 3:
            deposits.append(
                Deposit(
                    index: index, path: frame.path, program: frame.instruction.program,
                    account: accounts[0], owner: accounts[1], amount: lamports))
        case ("depositToken", .amount(let amount)?) where accounts.count == 6:
            deposits.append(
                Deposit(
                    index: index, path: frame.path, program: frame.instruction.program,
                    account: accounts[0], owner: accounts[4], vault: accounts[3],
                    amount: amount))
        default: break
        }
    }

    private mutating func open(
        _ account: Address, _ code: [UInt8], owner: Address, mint: Address?
    ) {
        guard let code = DepositCode(bytes: code) else { return }
        openings[account] = Opening(code: code, owner: owner, mint: mint)
    }

    /// Where the program is deployed: as published, and as the policy says.
    static func programs(_ policy: DepositPolicy) -> Set<Address> {
        Level5.program.addresses.union(policy.level5Programs).subtracting(policy.programs.map(\.id))
    }

    /// Whether the program took part at all; in most transactions it did not.
    private static func isCalled(in view: TransactionView, _ policy: DepositPolicy) -> Bool {
        view.frames.contains { frame in
            let program = frame.instruction.program
            return Level5.program.addresses.contains(program)
                || policy.level5Programs.contains(program)
        }
    }

    /// The depositors' accounts that deposits name.
    static func accounts(in view: TransactionView, _ policy: DepositPolicy) -> Set<Address> {
        Set(Level5Calls(in: view, policy).deposits.map(\.account))
    }

    /// The deposits that the program itself logged. Another program's word for one is none.
    static func events(in view: TransactionView, _ policy: DepositPolicy) -> [LoggedData] {
        guard isCalled(in: view, policy) else { return [] }
        let programs = programs(policy)
        // Most transactions have nothing to do with it, and logs are long.
        guard view.frames.contains(where: { programs.contains($0.instruction.program) }) else {
            return []
        }
        return LoggedData.all(in: view.logs).filter {
            programs.contains($0.program)
                && $0.data.starts(with: Level5.DepositEvent.discriminator)
        }
    }
}
