import DepositVerifier
import SolanaCodec
import Synchronization
import TestSupport

/// A node that answers by a rule of the test, which sees what was asked and everything before it.
final class DeployingScript: RPCTransport {
    struct Call: Hashable {
        var method: String
        var commitment: String?
        var minContextSlot: UInt64?
        /// Where the method takes them.
        var addresses: [String] = []
    }

    let operatorName = "scripted"
    private let answer: @Sendable (Call, [Call]) -> String?
    private let list = Mutex<[Call]>([])

    /// - Parameter answer: the result as JSON; `nil` for what every node answers.
    init(_ answer: @escaping @Sendable (Call, [Call]) -> String?) { self.answer = answer }

    var calls: [Call] { list.withLock { $0 } }

    func send(_ body: [UInt8]) async throws -> [UInt8] {
        let request = try JSONDocument(parsing: body).root
        let id = try request.required("id").uint64()
        var call = Call(method: try request.required("method").string())
        for parameter in try request.required("params").array() {
            if parameter.kind == .object {
                call.commitment = try parameter.present("commitment")?.string()
                call.minContextSlot = try parameter.present("minContextSlot")?.uint64()
            } else if parameter.kind == .array {
                call.addresses = try parameter.array().map { try $0.string() }
            }
        }
        let earlier = list.withLock { list in
            defer { list.append(call) }
            return list
        }
        guard let result = answer(call, earlier) ?? Self.usual(call.method) else {
            throw RPCError(.malformed, call.method)
        }
        return Array(#"{"jsonrpc":"2.0","id":\#(id),"result":\#(result)}"#.utf8)
    }

    private static func usual(_ method: String) -> String? {
        switch method {
        case "getMinimumBalanceForRentExemption": "1000"
        case "sendTransaction": "\"\(Golden.v0.signature)\""
        default: nil
        }
    }

    /// A blockhash that is valid for another 150 blocks.
    static func latest(slot: UInt64, height: UInt64) -> String {
        #"{"context":{"slot":\#(slot)},"value":{"blockhash":"\#(World.mainnetGenesis)","#
            + #""lastValidBlockHeight":\#(height + 150)}}"#
    }

    /// The accounts that `call` asks for, of which only these exist.
    static func accounts(_ call: Call, slot: UInt64, _ existing: [Address: AccountInfo]) -> String {
        let named = Dictionary(
            uniqueKeysWithValues: existing.map { ($0.key.description, $0.value) })
        let list = call.addresses.map { address in
            named[address].map {
                PlannerScript.account(
                    $0.owner, lamports: $0.lamports.rawValue, data: $0.data, isProgram: true)
            } ?? "null"
        }
        return #"{"context":{"slot":\#(slot)},"value":[\#(list.joined(separator: ","))]}"#
    }

    /// What became of a transaction.
    static func status(slot: UInt64?) -> String {
        let status = slot.map {
            #"{"slot":\#($0),"confirmations":1,"err":null,"confirmationStatus":"confirmed"}"#
        }
        return #"{"context":{"slot":9},"value":[\#(status ?? "null")]}"#
    }
}
