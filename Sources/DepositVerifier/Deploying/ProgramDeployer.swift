public import SolanaCodec

/// Brings a program onto a cluster through the upgradeable loader, step by step.
///
/// After every step it reads the chain again and does what is missing, so that nothing depends on what
/// became of a single transaction: one that expired is signed anew, one that landed after all is not
/// repeated, and a second run goes on where the first one ended.
public struct ProgramDeployer<Time: Clock>: Sendable where Time.Duration == Duration {
    /// How patient a deployer is.
    public struct Patience: Hashable, Sendable {
        /// How long all of it may take.
        public var timeout: Duration
        /// Between two looks at the chain.
        public var poll: Duration
        /// Between two sends of the same bytes.
        public var resend: Duration

        /// Patience from its parts.
        public init(
            timeout: Duration = .seconds(300), poll: Duration = .milliseconds(250),
            resend: Duration = .seconds(2)
        ) {
            self.timeout = timeout
            self.poll = poll
            self.resend = resend
        }
    }

    /// What happens, for display.
    public enum Event: Hashable, Sendable {
        /// A step begins.
        case begins(DeploymentStep)
        /// So many of its transactions have landed.
        case landed(Int, of: Int)
        /// Transactions expired; what is missing is signed anew.
        case expired(Int)
        /// The endpoint did not take a transaction or did not answer.
        case silent(RPCError)
    }

    /// The endpoint that is asked and sent to.
    public let client: RPCClient
    /// What is wanted.
    public let deployment: Deployment
    let signers: [any Signer]
    let patience: Patience
    let clock: Time
    let report: @Sendable (Event) -> Void

    /// A deployer whose `signers` are payer, authority and, for a new program, the program's key.
    public init(
        client: RPCClient, deployment: Deployment, signers: [any Signer], patience: Patience,
        clock: Time, report: @escaping @Sendable (Event) -> Void = { _ in }
    ) {
        self.client = client
        self.deployment = deployment
        self.signers = signers
        self.patience = patience
        self.clock = clock
        self.report = report
    }

    /// The first step and the cost of all of them.
    ///
    /// - Throws: `DeploymentError`; `PlanError.insufficientLamports`; `RPCError`.
    public func plan() async throws -> (step: DeploymentStep, cost: DeploymentCost) {
        let state = try await state(since: nil)
        let step = try deployment.step(after: state)
        try checkKeys(state)
        let cost = try deployment.cost(after: state, await rents(state))
        guard cost.needed <= state.lamports else {
            throw PlanError.insufficientLamports(needed: cost.needed, available: state.lamports)
        }
        return (step, cost)
    }

    /// Does what is missing and returns the program as the chain runs it, compared byte for byte.
    ///
    /// - Throws: `DeploymentError`, `RPCError`, `CancellationError`. What was done so far stays, and
    ///   another run goes on from there.
    public func run() async throws -> ProgramImage {
        let end = clock.now.advanced(by: patience.timeout)
        var slot: UInt64?
        var failure: (step: DeploymentStep, error: DeploymentError)?
        while true {
            let state = try await state(since: slot)
            let step = try deployment.step(after: state)
            if case .done(let program) = step { return program }
            // What failed may have been done by an earlier run's transaction; if not, it is final.
            if let failure, failure.step == step { throw failure.error }
            guard clock.now < end else { throw DeploymentError.timeout(step) }
            if step == .waitForSlot {
                try await clock.sleep(for: patience.poll)
                continue
            }
            report(.begins(step))
            let calls = deployment.transactions(
                of: step, state: state, rents: try await rents(state))
            let batch = try await settle(calls, of: step, until: end)
            slot = [slot, batch.slot].compactMap { $0 }.max()
            failure = batch.failure.map { (step, $0) }
        }
    }

    /// Closes the buffer, of this deployment or of one that was given up.
    ///
    /// - Returns: what the payer got back; 0 if there was no buffer.
    /// - Throws: `DeploymentError`, `RPCError`, `CancellationError`.
    public func closeBuffer() async throws -> Lamports {
        let end = clock.now.advanced(by: patience.timeout)
        var (slot, returned) = (UInt64?.none, Lamports(0))
        while true {
            let state = try await state(since: slot)
            let lamports = try deployment.closable(state)
            guard lamports > Lamports(0) else { return returned }
            returned = lamports
            report(.begins(.closeBuffer))
            let calls = deployment.transactions(
                of: .closeBuffer, state: state, rents: .none)
            let batch = try await settle(calls, of: .closeBuffer, until: end)
            if let failure = batch.failure { throw failure }
            slot = batch.slot
        }
    }

    // MARK: Reading

    private func state(since slot: UInt64?) async throws -> DeploymentState {
        let addresses = [
            deployment.program, deployment.dataAddress, deployment.buffer, deployment.payer,
        ]
        let answer = try await patiently {
            try await client.getMultipleAccounts(
                addresses, commitment: .confirmed, minContextSlot: slot)
        }
        let found = answer.value
        guard found.count == addresses.count else {
            throw RPCError(.unexpectedContent, "\(client.operatorName): not the accounts asked for")
        }
        return DeploymentState(
            slot: answer.slot, program: found[0], programData: found[1], buffer: found[2],
            lamports: found[3]?.lamports ?? Lamports(0))
    }

    private func rents(_ state: DeploymentState) async throws -> DeploymentRents {
        var reserved = deployment.code.count
        if let deployed = try deployment.deployed(state) {
            reserved = deployed.bytes.count + Int(deployment.growth(of: deployed))
        }
        let sizes = [
            0, UpgradeableLoader.bufferHeaderSize + deployment.code.count,
            UpgradeableLoader.programSize, UpgradeableLoader.programDataHeaderSize + reserved,
        ]
        var rents: [Lamports] = []
        for size in sizes {
            rents.append(
                try await patiently {
                    try await client.getMinimumBalanceForRentExemption(dataLength: UInt64(size))
                })
        }
        return DeploymentRents(
            empty: rents[0], buffer: rents[1], program: rents[2], programData: rents[3])
    }

    /// Repeats a read while the endpoint is busy or behind.
    func patiently<Value>(_ read: () async throws -> Value) async throws -> Value {
        var generator = SystemRandomNumberGenerator()
        return try await RetryPolicy().run(clock: clock, using: &generator, read)
    }

    private func checkKeys(_ state: DeploymentState) throws(DeploymentError) {
        let isNew = try deployment.deployed(state) == nil
        guard isNew, !signers.contains(where: { $0.address == deployment.program }) else { return }
        throw .noProgramKey(deployment.program)
    }
}
