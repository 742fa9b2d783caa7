internal import DepositProgram
internal import SolanaCodec

/// What a judgement must know beside the transaction. The books are asked first, then for records,
/// then, by a judge who knows the vaults, for everything else.
extension Judge {
    /// What the books must be asked.
    ///
    /// - Parameter surroundings: what has been read by now: records may name further codes.
    func query(
        for view: TransactionView, signature: Signature, _ claim: R16Claim? = nil,
        _ surroundings: Surroundings = Surroundings()
    ) -> LedgerQuery {
        let arrivals = R7Destination.arrivals(in: view, destinations)
        let memos = R14Binding.codedMemos(in: view, policy)
        let calls = ProgramCalls(in: view, policy, destinations)
        let named = arrivals.compactMap { calls.depositDirect(above: $0)?.code }
        let vaults = ProgramCalls.vaultNames(in: view, policy).map(\.name.code)
        let recorded = surroundings.records.values.compactMap(\.code)
        return LedgerQuery(
            genesis: policy.treasury.cluster.genesis, signature: signature,
            codes: Set(
                memos.map(\.code) + named + vaults + recorded
                    + arrivals.compactMap(\.destination.code) + [claim?.code].compactMap(\.self)),
            references: Set(arrivals.flatMap { R13OneCode.referenceKeys(of: $0, in: view) })
                .union(referencesBesideOthers(in: view)).union(Vaults.keys(in: view, policy)),
            agents: Set([claim?.agent].compactMap(\.self)),
            wantsSingleOperatorCredits: policy.quorum?.cap != nil)
    }

    /// The same judge, who knows the vaults that a transaction has to do with.
    func informed(
        about view: TransactionView, by facts: LedgerFacts,
        _ surroundings: Surroundings = Surroundings()
    ) -> Judge {
        var judge = self
        judge.destinations.add(Vaults.known(in: view, policy, facts, surroundings))
        return judge
    }

    /// Addresses where a deposit program may keep a depositor's account: those that its calls name,
    /// and owners of accounts that received a token of ours and are no wallets.
    func recordsToRead(for view: TransactionView, _ facts: LedgerFacts) -> [Address] {
        var addresses = Level5Calls.accounts(in: view, policy)
        guard !policy.programs.isEmpty || !policy.level5Programs.isEmpty else {
            return addresses.sorted()
        }
        addresses.formUnion(ProgramCalls.depositAccounts(in: view, policy))
        for (frame, transfer) in view.transfers
        where destinations[transfer.destination] == nil && facts.credited[frame.path] == nil {
            let account = transfer.destination
            guard let entry = view.after[account] ?? view.before[account], let owner = entry.owner,
                policy.treasury.assets.contains(where: { $0.mint == entry.mint }),
                !destinations.isOurs(owner), !Ed25519.isOnCurve(owner)
            else { continue }
            addresses.insert(owner)
        }
        return addresses.sorted()
    }

    /// Mints whose state R24 needs.
    func mintsToRead(for view: TransactionView, _ facts: LedgerFacts) -> [Address] {
        let mints = newArrivals(in: view, facts).map(\.destination.asset)
            .filter { $0.tokenProgram == Programs.token2022 }.map(\.mint)
        return Set(mints).sorted()
    }

    /// Programs whose state R23 needs.
    func programsToRead(for view: TransactionView, _ facts: LedgerFacts) -> [Address] {
        let calls = ProgramCalls(in: view, policy, destinations)
        return Set(
            newArrivals(in: view, facts).flatMap {
                R23Programs.programs(behind: $0, in: view, calls)
            }
        ).sorted()
    }

    /// Vaults of depositors that R23 wants to see empty before it credits.
    func vaultsToRead(for view: TransactionView, _ facts: LedgerFacts) -> [Address] {
        let calls = ProgramCalls(in: view, policy, destinations)
        let arrivals = newArrivals(in: view, facts).filter {
            calls.vaultDeposit(above: $0.frame) != nil
        }
        guard R23Programs.needsSweep(arrivals, policy) else { return [] }
        return Set(arrivals.filter { R23Programs.isHeld($0, in: view) }.map(\.account)).sorted()
    }

    /// Whether an account of a transfer to us comes from a lookup table, as no signature says.
    func restsOnLoadedKeys(_ view: TransactionView) -> Bool {
        let loaded = Set(view.loadedAddresses)
        guard !loaded.isEmpty else { return false }
        return R7Destination.arrivals(in: view, destinations).contains { arrival in
            arrival.frame.instruction.accounts.contains { loaded.contains($0.address) }
        }
    }

    /// What was credited stays so, whatever the chain holds today.
    private func newArrivals(in view: TransactionView, _ facts: LedgerFacts) -> [Arrival] {
        R7Destination.arrivals(in: view, destinations).filter { facts.credited[$0.path] == nil }
    }

    /// Accounts beside transfers of our tokens to accounts that may turn out to be vaults.
    private func referencesBesideOthers(in view: TransactionView) -> [CodeReference.Key] {
        guard !policy.programs.isEmpty else { return [] }
        return view.transfers.flatMap { _, transfer -> [CodeReference.Key] in
            let account = transfer.destination
            let mint = transfer.mint ?? view.after[account]?.mint ?? view.before[account]?.mint
            guard destinations[account] == nil,
                let asset = policy.treasury.assets.first(where: { $0.mint == mint })
            else { return [] }
            return R13OneCode.keys(
                beside: transfer, at: policy.treasury.tokenAccount(for: asset), in: view)
        }
    }
}

extension AccountRecord {
    /// The code that it names.
    fileprivate var code: DepositCode? {
        if case .account(let account) = content { account.code } else { nil }
    }
}
