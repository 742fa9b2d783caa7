internal import SolanaCodec

/// The transactions of one step: signed, sent, and watched until each has landed or expired.
extension ProgramDeployer {
    /// What became of a step's transactions.
    struct Batch {
        /// The newest slot in which one of them landed.
        var slot: UInt64?
        /// Why one of them did not do its part.
        var failure: DeploymentError?
    }

    /// A signed transaction on its way.
    private struct Flight {
        var signature: Signature
        var bytes: [UInt8]
    }

    /// How many transactions are on their way at once: a node forwards more, and a public endpoint
    /// takes no more requests a second.
    private static var window: Int { 32 }

    func settle(
        _ calls: [[Instruction]], of step: DeploymentStep, until end: Time.Instant
    ) async throws -> Batch {
        var batch = Batch()
        var (landed, rest) = (0, calls[...])
        while !rest.isEmpty, batch.failure == nil {
            let latest = try await patiently {
                try await client.getLatestBlockhash(commitment: .confirmed)
            }
            let flights = try rest.prefix(Self.window).map { try sign($0, latest.blockhash, step) }
            rest = rest.dropFirst(Self.window)
            // A single transaction is simulated first, so that a refusal costs nothing.
            try await send(flights, of: step, isSimulated: calls.count == 1, into: &batch)
            guard batch.failure == nil else { break }
            let open = try await watch(
                flights, latest.lastValidBlockHeight, of: step, until: end, into: &batch)
            landed += flights.count - open
            report(.landed(landed, of: calls.count))
            if open > 0 {
                report(.expired(open))
                break
            }
        }
        return batch
    }

    private func sign(
        _ calls: [Instruction], _ blockhash: Blockhash, _ step: DeploymentStep
    ) throws -> Flight {
        var transaction = try deployment.compile(calls, recentBlockhash: blockhash)
        let required = transaction.signerAddresses
        do throws(SignerError) {
            try transaction.sign(with: signers.filter { required.contains($0.address) })
        } catch {
            throw DeploymentError.unsigned(error)
        }
        guard transaction.missingSignatures.isEmpty else {
            throw DeploymentError.unsigned(.absent)
        }
        return Flight(signature: transaction.signature, bytes: transaction.encoded)
    }

    private func send(
        _ flights: [Flight], of step: DeploymentStep, isSimulated: Bool, into batch: inout Batch
    ) async throws {
        let errors = try await withThrowingTaskGroup(of: RPCError?.self) { group in
            for flight in flights {
                group.addTask { try await send(flight, isSimulated: isSimulated) }
            }
            return try await group.reduce(into: [RPCError?]()) { $0.append($1) }
        }
        for error in errors.compactMap({ $0 }) {
            guard let preflight = error.preflight, !Self.passing.contains(preflight.errJSON) else {
                report(.silent(error))
                continue
            }
            batch.failure = .refused(
                step, errJSON: preflight.errJSON, logs: preflight.logs ?? [])
        }
    }

    /// What a simulation says before the node knows the blockhash, and after the transaction landed.
    private static var passing: Set<String> { ["\"BlockhashNotFound\"", "\"AlreadyProcessed\""] }

    /// A lost answer is no loss: the same bytes are sent again.
    private func send(_ flight: Flight, isSimulated: Bool) async throws -> RPCError? {
        do {
            _ = try await client.sendTransaction(
                flight.bytes, skipPreflight: !isSimulated, preflightCommitment: .confirmed,
                maxRetries: 0)
            return nil
        } catch let error as RPCError {
            return error
        }
    }

    /// Waits until every transaction has landed or can no longer; returns how many have not.
    private func watch(
        _ flights: [Flight], _ lastValid: BlockHeight, of step: DeploymentStep,
        until end: Time.Instant, into batch: inout Batch
    ) async throws -> Int {
        var open = flights
        var lastSend = clock.now
        while true {
            let statuses = try await patiently {
                try await client.getSignatureStatuses(
                    open.map(\.signature), searchTransactionHistory: false)
            }
            var absent: [Flight] = []
            var waiting: [Flight] = []
            for (flight, status) in zip(open, statuses.value) {
                guard let status else {
                    absent.append(flight)
                    continue
                }
                guard status.commitment >= .confirmed else {
                    waiting.append(flight)
                    continue
                }
                batch.slot = max(batch.slot ?? 0, status.slot)
                if let errJSON = status.errJSON {
                    batch.failure = .failed(step, flight.signature, errJSON: errJSON)
                }
            }
            open = absent + waiting
            guard !open.isEmpty else { return 0 }
            if waiting.isEmpty, try await height() > lastValid { return open.count }
            guard clock.now < end else { throw DeploymentError.timeout(step) }
            if lastSend.duration(to: clock.now) >= patience.resend, !absent.isEmpty {
                lastSend = clock.now
                try await send(absent, of: step, isSimulated: false, into: &batch)
            }
            try await clock.sleep(for: patience.poll)
        }
    }

    /// The height of the newest confirmed block.
    private func height() async throws -> BlockHeight {
        let latest = try await patiently {
            try await client.getLatestBlockhash(commitment: .confirmed)
        }
        let height = latest.lastValidBlockHeight.rawValue
        return BlockHeight(height - min(height, Self.blockhashAge))
    }

    /// Blocks for which a blockhash is valid. Source: agave `MAX_PROCESSING_AGE`.
    private static var blockhashAge: UInt64 { 150 }
}
