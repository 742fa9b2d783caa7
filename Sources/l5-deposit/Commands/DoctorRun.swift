#if CLI
import DepositProgram
import DepositVerifier
import SolanaCodec

/// Reads what `doctor` judges.
struct DoctorRun: Sendable {
    let settings: Settings
    let policy: DepositPolicy
    let ledgers: [LedgerPlace]
    let transports: [any RPCTransport]

    /// How many transactions of the treasury are looked at on each endpoint.
    private static let mostRecent = 5
    /// How many entries of its history are searched for them; failed ones do not count.
    private static let mostEntries = 20
    /// How long to wait for a ledger that another process owns.
    private static let ledgerWait: Duration = .seconds(1)

    /// Everything that was found, and whether any endpoint answered.
    func findings() async -> ([Diagnosis], isReached: Bool) {
        let endpoints = await conditions()
        let operators = endpoints.map(\.operatorName)
        var findings = Doctor.examine(policy, operators: operators)
        findings += Doctor.examine(endpoints, policy)
        let healthy = endpoints.indices.first {
            endpoints[$0].genesis == policy.treasury.cluster.genesis
        }
        if let healthy {
            findings += await chain(RPCClient(transports[healthy]))
        } else {
            findings.append(
                Diagnosis(
                    .treasuryAccount, "chain", .warning,
                    "Mints, accounts and programs could not be looked at: no endpoint of the "
                        + "policy's cluster answers.", advice: "mend the endpoints, run it again"))
        }
        findings += await books(healthy.map { Doctor.codes(in: endpoints[$0].recent, policy) })
        return (findings, endpoints.contains { $0.failure == nil })
    }

    // MARK: Endpoints

    private func conditions() async -> [EndpointCondition] {
        await withTaskGroup(of: (Int, EndpointCondition).self) { group in
            for (index, endpoint) in settings.endpoints.value.enumerated()
            where transports.indices.contains(index) {
                let transport = transports[index]
                group.addTask { (index, await condition(of: endpoint, transport)) }
            }
            let found = await group.reduce(into: [Int: EndpointCondition]()) { $0[$1.0] = $1.1 }
            return found.sorted { $0.key < $1.key }.map(\.value)
        }
    }

    private func condition(
        of endpoint: Endpoint, _ transport: any RPCTransport
    ) async -> EndpointCondition {
        let client = RPCClient(transport)
        var condition = EndpointCondition(
            operatorName: transport.operatorName,
            travel: EndpointCondition.Travel(url: endpoint.url))
        do {
            condition.genesis = try await client.getGenesisHash()
            condition.slot = try await client.getSlot(commitment: .finalized)
        } catch let error as RPCError {
            condition.failure = error.reason
            return condition
        } catch {
            condition.failure = "it was interrupted"
            return condition
        }
        condition.version = try? await client.getVersion()
        condition.firstBlock = try? await client.getFirstAvailableBlock()
        if policy.commitment < .finalized {
            let slot = try? await client.getAlpenglowGenesisSlot()
            condition.hasCertificate = slot.flatMap(\.self) != nil
        }
        await look(atHistory: client, &condition)
        return condition
    }

    private func look(atHistory client: RPCClient, _ condition: inout EndpointCondition) async {
        var signatures: [Signature] = []
        for asset in policy.treasury.assets {
            let entries = try? await client.getSignaturesForAddress(
                policy.treasury.tokenAccount(for: asset), commitment: .finalized,
                limit: Self.mostEntries)
            signatures += (entries ?? []).filter { $0.errJSON == nil }.map(\.signature)
        }
        // One that nobody has tells as well whether the question is understood.
        for signature in signatures.isEmpty ? [.absent] : signatures.prefix(Self.mostRecent) {
            do {
                let answer = try await client.getTransaction(signature, commitment: .finalized)
                condition.takesVersionOne = true
                if let answer { condition.recent.append(answer) }
            } catch let error as RPCError where error.code == .server(code: Self.invalidParams) {
                condition.takesVersionOne = false
            } catch {
                continue
            }
        }
    }

    /// JSON-RPC 2.0: the parameters are not taken.
    private static let invalidParams: Int64 = -32_602

    // MARK: Chain

    private func chain(_ client: RPCClient) async -> [Diagnosis] {
        let receiving = policy.receivingAccounts
        let wallets = policy.depositAddresses.keys.sorted()
        let addresses =
            [policy.treasury.owner] + policy.treasury.assets.map(\.mint)
            + receiving.map(\.address) + wallets
        var accounts: [Address: AccountInfo] = [:]
        do {
            var rest = addresses[...]
            while !rest.isEmpty {
                let page = Array(rest.prefix(RPCClient.multipleAccountsLimit))
                let found = try await client.getMultipleAccounts(page, commitment: .finalized)
                for (address, account) in zip(page, found.value) { accounts[address] = account }
                rest = rest.dropFirst(page.count)
            }
        } catch {
            return [
                Diagnosis(
                    .treasuryAccount, "chain", .warning,
                    "Mints and accounts could not be looked at: \(Failure(error).why).",
                    advice: "run doctor again")
            ]
        }
        let owner = policy.treasury.owner
        var findings = [Doctor.examine(treasury: owner, accounts[owner], policy)]
        for asset in policy.treasury.assets {
            findings += Doctor.examine(asset, accounts[asset.mint], policy)
        }
        for account in receiving {
            findings += Doctor.examine(
                account: account.address, accounts[account.address], of: account.asset,
                owner: account.owner, code: account.code)
        }
        findings += wallets.compactMap { Doctor.examine(depositAddress: $0, accounts[$0], policy) }
        for pin in policy.programs { findings.append(await program(pin, client)) }
        return findings
    }

    private func program(
        _ pin: DepositPolicy.PinnedProgram, _ client: RPCClient
    ) async -> Diagnosis {
        do {
            let image = try await client.getProgramImage(pin.id, commitment: .finalized)
            return Doctor.examine(pin, .success(image))
        } catch let error as ProgramImageError {
            return Doctor.examine(pin, .failure(error))
        } catch {
            return Diagnosis(
                .program, pin.id.description, .warning,
                "It could not be looked at: \(Failure(error).why).", advice: "run doctor again")
        }
    }

    // MARK: Books

    /// - Parameter recentCodes: those of recent deposits; `nil` if none could be looked at.
    private func books(_ recentCodes: Set<DepositCode>?) async -> [Diagnosis] {
        var findings: [Diagnosis] = []
        var conditions: [LedgerCondition] = []
        var unknown = recentCodes ?? []
        let accounts = policy.receivingAccounts.filter { $0.code == nil }.map(\.address)
        for path in ledgers {
            do throws(LedgerError) {
                let books = try await path.open(create: false, waiting: Self.ledgerWait)
                let looked = await look(at: books, accounts, recentCodes ?? [])
                await books.close()
                let (condition, known) = try looked.get()
                findings += Doctor.examine(condition, policy)
                conditions.append(condition)
                unknown.subtract(known)
            } catch {
                findings.append(Doctor.examine(path.text, error))
            }
        }
        findings += Doctor.examine(ledgers: conditions)
        if let recentCodes, let first = conditions.first, conditions.count == ledgers.count {
            findings.append(
                Doctor.examine(unknownCodes: unknown, of: recentCodes, first.place))
        }
        return findings
    }

    private func look(
        at books: any StoredLedger, _ accounts: [Address], _ codes: Set<DepositCode>
    ) async -> Result<(LedgerCondition, known: Set<DepositCode>), LedgerError> {
        do throws(LedgerError) {
            let condition = try await books.condition(at: accounts)
            let facts = try await books.facts(
                for: LedgerQuery(
                    genesis: policy.treasury.cluster.genesis, signature: .absent, codes: codes))
            return .success((condition, Set(facts.codes.keys)))
        } catch {
            return .failure(error)
        }
    }
}
#endif
