internal import DepositProgram
internal import SolanaCodec

/// What the rules need to know beside the transaction, as the endpoint tells it.
extension Witness {
    /// The books first, then what deposit programs keep: both tell which accounts are vaults.
    func readSurroundings(of view: TransactionView) async throws -> Surroundings {
        let facts = try await question.books.ask(
            question.judge.query(for: view, signature: question.signature))
        var surroundings = Surroundings()
        surroundings.records = try await readRecords(
            at: question.judge.recordsToRead(for: view, facts), since: view)
        let judge = question.judge.informed(about: view, by: facts, surroundings)
        surroundings.mints = try await readMints(judge.mintsToRead(for: view, facts), since: view)
        surroundings.programs = try await readPrograms(
            judge.programsToRead(for: view, facts), since: view)
        surroundings.emptiedVaults = try await readEmptied(
            judge.vaultsToRead(for: view, facts), since: view)
        return surroundings
    }

    /// Accounts as they are now. A record names who may be meant; its address proves it.
    private func readRecords(
        at addresses: [Address], since view: TransactionView
    ) async throws -> [Address: AccountRecord] {
        let policy = question.judge.policy
        let programs = Set(policy.programs.map(\.id)).union(Level5Calls.programs(policy))
        var records: [Address: AccountRecord] = [:]
        let found = try await read(addresses, from: view.slot, prefix: AccountRecord.longest)
        for (address, account) in found {
            guard let account, programs.contains(account.owner) else { continue }
            records[address] = AccountRecord(account)
        }
        return records
    }

    /// Extensions that change what a transfer does come with the mint and stay.
    private func readMints(
        _ addresses: [Address], since view: TransactionView
    ) async throws -> [Address: MintState] {
        var mints: [Address: MintState] = [:]
        for address in addresses {
            let answer = try await ask {
                try await $0.getAccountInfo(
                    address, commitment: .finalized, minContextSlot: view.slot)
            }
            try check(answer, isNotBefore: view.slot)
            guard let account = answer.value, account.owner == Programs.token2022 else { continue }
            mints[address] = try? MintState(decoding: account.data)
        }
        return mints
    }

    /// Programs as they are now. Bytes that were deployed before the transaction and still are there
    /// are those that ran in it.
    private func readPrograms(
        _ addresses: [Address], since view: TransactionView
    ) async throws -> [Address: ProgramImage] {
        var programs: [Address: ProgramImage] = [:]
        for program in addresses {
            do {
                programs[program] = try await ask {
                    try await $0.getProgramImage(
                        program, commitment: .finalized, minContextSlot: view.slot)
                }
            } catch is ProgramImageError {
                // A program that is not there any more is not the one that is pinned.
            }
        }
        return programs
    }

    /// Those of the vaults that held nothing at some time after the transaction.
    private func readEmptied(
        _ addresses: [Address], since view: TransactionView
    ) async throws -> Set<Address> {
        var emptied: Set<Address> = []
        let (next, isBeyond) = view.slot.addingReportingOverflow(1)
        guard !isBeyond else { return emptied }
        for (address, account) in try await read(addresses, from: next) {
            // A closed account was empty before.
            guard let account, Programs.isToken(account.owner) else {
                emptied.insert(address)
                continue
            }
            if let state = try? TokenAccountState(decoding: account.data),
                state.amount.rawValue == 0
            {
                emptied.insert(address)
            }
        }
        return emptied
    }

    /// Final accounts as of this slot or a later one; `nil` for one that does not exist.
    private func read(
        _ addresses: [Address], from slot: UInt64, prefix: UInt64? = nil
    ) async throws -> [(Address, AccountInfo?)] {
        var found: [(Address, AccountInfo?)] = []
        var rest = addresses[...]
        while !rest.isEmpty {
            let some = Array(rest.prefix(RPCClient.multipleAccountsLimit))
            rest = rest.dropFirst(some.count)
            let answer = try await ask {
                try await $0.getMultipleAccounts(
                    some, commitment: .finalized, minContextSlot: slot, prefix: prefix)
            }
            try check(answer, isNotBefore: slot)
            found += zip(some, answer.value)
        }
        return found
    }
}
