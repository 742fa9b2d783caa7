import Synchronization

/// Passes requests on to another transport and keeps every exchange, in the order of the answers.
public final class RecordingTransport: RPCTransport {
    private let base: any RPCTransport
    private let limit: Int
    private let recorded = Mutex<(exchanges: [RPCExchange], size: Int)>(([], 0))

    /// Records what goes through `base`.
    ///
    /// - Parameter limit: the length of all answers together, in bytes; one that exceeds it is
    ///   refused, so that an endpoint cannot fill the memory by and by.
    public init(_ base: any RPCTransport, keeping limit: Int = .max) {
        self.base = base
        self.limit = limit
    }

    /// The exchanges so far. Cancelled ones are not among them.
    ///
    /// An endpoint may echo what it was sent; what is given out holds no credential.
    public var exchanges: [RPCExchange] {
        recorded.withLock { $0.exchanges }.map { exchange in
            var exchange = exchange
            if case .answer(let body) = exchange.outcome {
                exchange.outcome = .answer(redact(body))
            }
            return exchange
        }
    }

    /// How many connections the recorded transport has opened.
    public var connectionCount: Int { base.connectionCount }

    /// The name of the transport that is recorded.
    public var operatorName: String { base.operatorName }

    /// Sends through the recorded transport.
    public func send(_ body: [UInt8]) async throws -> [UInt8] {
        try await send(body, as: RPCDelivery())
    }

    /// Sends through the recorded transport.
    ///
    /// - Throws: as that transport; `RPCError` of code `.oversized` beyond the limit.
    public func send(_ body: [UInt8], as delivery: RPCDelivery) async throws -> [UInt8] {
        do {
            let answer = try await base.send(body, as: delivery)
            guard fits(answer) else {
                throw RPCError(
                    .oversized, "\(operatorName): its answers exceed \(limit) bytes together")
            }
            keep(body, .answer(answer))
            return answer
        } catch let error as RPCError {
            keep(body, .failure(error))
            throw error
        }
    }

    /// Redacts as the recorded transport does.
    public func redact(_ text: [UInt8]) -> [UInt8] { base.redact(text) }

    private func fits(_ answer: [UInt8]) -> Bool {
        recorded.withLock { state in
            guard answer.count <= limit - state.size else { return false }
            state.size += answer.count
            return true
        }
    }

    private func keep(_ request: [UInt8], _ outcome: RPCExchange.Outcome) {
        let exchange = RPCExchange(
            operatorName: operatorName, request: request, outcome: outcome)
        recorded.withLock { $0.exchanges.append(exchange) }
    }
}
