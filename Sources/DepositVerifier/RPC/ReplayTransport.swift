internal import SolanaCodec
import Synchronization

/// Answers from a recording, without a network.
///
/// A request is answered by the first exchange with the same bytes that has not been used yet, so
/// repeated requests get their answers in the recorded order.
public final class ReplayTransport: RPCTransport {
    /// The operator that the recording names.
    public let operatorName: String
    private let remaining: Mutex<[RPCExchange]>

    /// Replays the exchanges that were had with `operatorName`; others are left aside.
    public init(operatorName: String, exchanges: [RPCExchange]) {
        self.operatorName = operatorName
        remaining = Mutex(exchanges.filter { $0.operatorName == operatorName })
    }

    /// Exchanges that nobody has asked for yet.
    public var unused: [RPCExchange] { remaining.withLock { $0 } }

    /// The recorded answer to exactly this request.
    ///
    /// - Throws: the recorded `RPCError`, or `RPCError` of code `.notRecorded`.
    public func send(_ body: [UInt8]) async throws -> [UInt8] {
        let exchange = remaining.withLock { exchanges -> RPCExchange? in
            guard let index = exchanges.firstIndex(where: { $0.request == body }) else {
                return nil
            }
            return exchanges.remove(at: index)
        }
        switch exchange?.outcome {
        case .answer(let answer): return answer
        case .failure(let error): throw error
        case nil:
            throw RPCError(
                .notRecorded,
                "\(operatorName): the recording holds no answer to this request: "
                    + PrintableText.escape(body, limit: 200))
        }
    }
}
