import DepositVerifier
import SolanaCodec
import Synchronization

/// An endpoint that was away when it was asked for its cluster: it is asked again before its use.
final class UnprovenTransport: RPCTransport {
    private let base: any RPCTransport
    private let genesis: Blockhash
    private let isProven = Mutex(false)

    init(_ base: any RPCTransport, genesis: Blockhash) {
        self.base = base
        self.genesis = genesis
    }

    var operatorName: String { base.operatorName }
    var connectionCount: Int { base.connectionCount }

    func send(_ body: [UInt8]) async throws -> [UInt8] {
        try await send(body, as: RPCDelivery())
    }

    func send(_ body: [UInt8], as delivery: RPCDelivery) async throws -> [UInt8] {
        var delivery = delivery
        if !isProven.withLock({ $0 }) {
            // Half of the time is left for what is asked.
            delivery.timeLimit = delivery.timeLimit.map { $0 / 2 }
            var client = RPCClient(base)
            if let limit = delivery.timeLimit { client = client.limited(to: limit) }
            guard try await client.getGenesisHash() == genesis else {
                throw RPCError(.unexpectedContent, "\(operatorName): it serves another cluster")
            }
            isProven.withLock { $0 = true }
        }
        return try await base.send(body, as: delivery)
    }

    func redact(_ text: [UInt8]) -> [UInt8] { base.redact(text) }
}
