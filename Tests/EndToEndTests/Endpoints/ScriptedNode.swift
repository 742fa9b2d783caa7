import DepositVerifier
import Foundation
import SolanaCodec
import Synchronization
import TestSupport

/// A node on 127.0.0.1 that answers as a test tells it.
final class ScriptedNode: Sendable {
    /// One call.
    struct Call: Sendable {
        var method: String
        var id: Int
        /// The request line and the headers.
        var head: String
        /// Which connection it came on, from 0.
        var connection: Int

        /// A JSON-RPC answer with this result.
        func result(_ text: String) -> String {
            #"{"jsonrpc":"2.0","id":\#(id),"result":\#(text)}"#
        }
    }

    /// Writes an answer, and says whether to go on with the connection.
    typealias Behaviour = @Sendable (Call, LoopbackServer.Connection) -> Bool

    let server: LoopbackServer
    private let log = Log()

    private final class Log: Sendable {
        let calls = Mutex<[(method: String, time: ContinuousClock.Instant)]>([])
    }

    /// The methods that were called, in order.
    var methods: [String] { log.calls.withLock { $0.map(\.method) } }
    /// When they were.
    var times: [ContinuousClock.Instant] { log.calls.withLock { $0.map(\.time) } }
    var port: UInt16 { server.port }
    var url: String { "http://127.0.0.1:\(port)" }

    init(_ behaviour: @escaping Behaviour) throws {
        let log = log
        server = try LoopbackServer { request, connection in
            let body = try? JSONObject(parsing: request.body)
            let call = Call(
                method: body?["method"] as? String ?? "", id: body?["id"] as? Int ?? 0,
                head: request.head, connection: request.connection)
            log.calls.withLock { $0.append((call.method, .now)) }
            return behaviour(call, connection)
        }
    }

    deinit { server.stop() }

    /// Answers each method with a result as JSON text; any other one is not known.
    convenience init(_ results: [String: String]) throws {
        try self.init { call, connection in
            guard let result = results[call.method] else {
                return connection.answer(
                    #"{"jsonrpc":"2.0","id":\#(call.id),"error":{"code":-32601,"message":"?"}}"#)
            }
            return connection.answer(call.result(result))
        }
    }

    /// A node of mainnet that knows no transaction.
    static let ignorant = [
        "getGenesisHash": "\"\(World.mainnetGenesis)\"",
        "getSignatureStatuses": #"{"context":{"slot":9},"value":[null]}"#,
        "getTransaction": "null",
    ]

    /// What it says of a transaction that is settled this far.
    static func status(_ commitment: String) -> String {
        #"{"context":{"slot":9},"value":[{"slot":7,"confirmations":1,"err":null,"#
            + #""confirmationStatus":"\#(commitment)"}]}"#
    }
}

/// A policy file with these endpoints.
struct EndpointPolicy {
    /// URL and operator of each.
    var endpoints: [(url: String, name: String)]
    /// Further members of the file.
    var more = ""
    /// Further members of each endpoint.
    var perEndpoint = ""

    /// Writes it, and gives its path.
    func write(for tool: Tool, name: String = "policy.json") throws -> String {
        let list = endpoints.map { endpoint in
            #"{"url": "\#(endpoint.url)", "operator": "\#(endpoint.name)"\#(perEndpoint)}"#
        }
        return try tool.write(
            """
            {"schema": "l5.policy/1", "genesis": "\(World.mainnetGenesis)",
             "treasury": "\(World.treasury.address)",
             "assets": [{"symbol": "USDC", "mint": "\(World.usdc)", "decimals": 6,
                         "tokenProgram": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"}],
             \(more.isEmpty ? "" : more + ",")
             "endpoints": [\(list.joined(separator: ", "))]}
            """, name: name)
    }
}
