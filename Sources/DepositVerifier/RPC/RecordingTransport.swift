import Synchronization

/// Passes requests on to another transport and keeps every exchange, in the order of the answers.
public final class RecordingTransport: RPCTransport {
    private let base: any RPCTransport
    private let recorded = Mutex<[RPCExchange]>([])

    /// Records what goes through `base`.
    public init(_ base: any RPCTransport) {
        self.base = base
    }

    /// The exchanges so far. Cancelled ones are not among them.
    ///
    /// An endpoint may echo what it was sent; what is given out holds no credential.
    public var exchanges: [RPCExchange] {
        recorded.withLock { $0 }.map { exchange in
            var exchange = exchange
            if case .answer(let body) = exchange.outcome {
                exchange.outcome = .answer(redact(body))
            }
            return exchange
        }
    }

    /// The name of the transport that is recorded.
    public var operatorName: String { base.operatorName }

    /// Sends through the recorded transport.
    public func send(_ body: [UInt8]) async throws -> [UInt8] {
        try await send(body, as: RPCDelivery())
    }

    /// Sends through the recorded transport.
    public func send(_ body: [UInt8], as delivery: RPCDelivery) async throws -> [UInt8] {
        do {
            let answer = try await base.send(body, as: delivery)
            keep(body, .answer(answer))
            return answer
        } catch let error as RPCError {
            keep(body, .failure(error))
            throw error
        }
    }

    /// Redacts as the recorded transport does.
    public func redact(_ text: [UInt8]) -> [UInt8] { base.redact(text) }

    private func keep(_ request: [UInt8], _ outcome: RPCExchange.Outcome) {
        let exchange = RPCExchange(
            operatorName: operatorName, request: request, outcome: outcome)
        recorded.withLock { $0.append(exchange) }
    }
}
