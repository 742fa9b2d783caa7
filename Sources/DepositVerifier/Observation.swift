internal import SolanaCodec

/// What the endpoint said about one signature.
struct Observation: Sendable {
    var status: SignatureStatus?
    var answer: TransactionAnswer?

    /// Asks for the status, and for the transaction once it is final.
    ///
    /// - Throws: `Finding` where the answers themselves decide; `RPCError` if there is none.
    static func gather(_ signature: Signature, from reader: RPCReader) async throws -> Observation {
        var observation = Observation()
        do {
            let statuses = try await reader.read { client in
                try await client.getSignatureStatuses([signature], searchTransactionHistory: true)
            }
            observation.status = statuses.value.first ?? nil
            // Before finality an answer decides nothing, so it is not asked for.
            let known = observation.status?.confirmationStatus
            guard observation.status == nil || known == .finalized else { return observation }
            observation.answer = try await reader.read { client in
                try await client.getTransaction(signature, commitment: .finalized)
            }
        } catch let error as RPCError {
            if let finding = finding(for: error) { throw finding }
            throw error
        }
        if observation.answer == nil, let slot = observation.status?.slot {
            try await checkHistory(reader, slot: slot)
        }
        return observation
    }

    /// A node that has the status of a final transaction and not the transaction is behind, or has
    /// thrown its history away.
    private static func checkHistory(_ reader: RPCReader, slot: UInt64) async throws {
        guard let first = try? await reader.read({ try await $0.getFirstAvailableBlock() }),
            first > slot
        else { return }
        throw Finding(.historyUnavailable, .execution)
    }

    /// Errors of the node that say something about the transaction. Sources: agave
    /// `rpc-client-api/src/custom_error.rs`.
    static func finding(for error: RPCError) -> Finding? {
        switch error.code {
        case .unexpectedContent: Finding(.rpcInconsistent, .decoding)
        case .server(-32_015): Finding(.unsupportedVersion, .decoding)
        // Slot skipped or missing in long-term storage; block or status not available yet; node or
        // context slot behind.
        case .server(-32_007), .server(-32_009), .server(-32_004), .server(-32_005),
            .server(-32_014), .server(-32_016):
            Finding(.behind, .execution)
        case .server(-32_011): Finding(.historyUnavailable, .execution)
        default: nil
        }
    }
}

/// Reads from one endpoint, patiently.
struct RPCReader: Sendable {
    var client: RPCClient
    var retry: RetryPolicy
    var clock: any Clock<Duration>

    func read<Value>(
        _ operation: (RPCClient) async throws -> Value
    ) async throws -> Value {
        var generator = SystemRandomNumberGenerator()
        return try await retry.run(clock: clock, using: &generator) {
            try await operation(client)
        }
    }
}
