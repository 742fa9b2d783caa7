import DepositProgram
import DepositVerifier
import SolanaCodec
import Synchronization
import TestSupport

/// An operator's endpoint in front of a node; it keeps what it is asked and may be switched off.
final class Operator: RPCTransport {
    let operatorName: String
    private let base: any RPCTransport
    private let state = Mutex<(bodies: [String], fault: RPCError?, times: Int)>(([], nil, 0))

    init(_ name: String, _ base: any RPCTransport, fault: RPCError? = nil) {
        operatorName = name
        self.base = base
        fail(fault)
    }

    /// What it gives instead of an answer, and how often; `nil` to answer.
    func fail(_ fault: RPCError?, times: Int = .max) {
        state.withLock { ($0.fault, $0.times) = (fault, times) }
    }

    /// The requests so far.
    var bodies: [String] { state.withLock { $0.bodies } }

    func count(_ method: String) -> Int {
        bodies.count { $0.contains("\"method\":\"\(method)\"") }
    }

    func send(_ body: [UInt8]) async throws -> [UInt8] {
        let fault = state.withLock { state in
            state.bodies.append(String(decoding: body, as: UTF8.self))
            guard state.times > 0 else { return RPCError?.none }
            state.times -= 1
            return state.fault
        }
        if let fault { throw fault }
        return try await base.send(body)
    }
}

extension RPCError {
    static let away = RPCError(.transport, "no connection")
}

/// What a node may say that is not so.
enum Lie: CaseIterable, Sendable {
    /// A success is told as a failure, a failure as a success.
    case outcome
    /// The tokens of the treasury are other ones, before and after alike.
    case balances
    /// The fee payer's lamports.
    case lamports
    /// The slot.
    case slot
    /// Calls that programs made.
    case calls

    /// A node that tells this of every transaction, without contradicting itself.
    func told(by base: any RPCTransport) -> Tampering {
        Tampering(base) { method, answer in
            switch method {
            case "getTransaction": answer.change("result", edit)
            case "getSignatureStatuses":
                answer.change("result") { $0.changeEach("value", edit) }
            default: break
            }
        }
    }

    private func edit(_ object: inout JSONObject) {
        switch self {
        case .outcome:
            Self.turn(&object)
            object.change("meta", Self.turn)
        case .balances:
            object.change("meta") { meta in
                for table in ["preTokenBalances", "postTokenBalances"] {
                    meta.changeEach(table) { balance in
                        balance.change("uiTokenAmount") { amount in
                            let units = UInt64(amount["amount"] as? String ?? "") ?? 0
                            amount["amount"] = String(units + 1)
                        }
                    }
                }
            }
        case .lamports:
            object.change("meta") { meta in
                var lamports = meta["postBalances"] as? [UInt64] ?? []
                if !lamports.isEmpty { lamports[0] += 1 }
                meta["postBalances"] = lamports
            }
        case .slot:
            if let slot = object["slot"] as? Int { object["slot"] = slot + 1 }
        case .calls:
            object.change("meta") { meta in
                let call: JSONObject = [
                    "programIdIndex": 0, "accounts": [Int](), "data": "", "stackHeight": 2,
                ]
                meta["innerInstructions"] = [["index": 0, "instructions": [call]] as JSONObject]
            }
        }
    }

    private static func turn(_ object: inout JSONObject) {
        guard let err = object["err"] else { return }
        let failure: JSONObject = ["InstructionError": [1, ["Custom": 1] as JSONObject] as [Any]]
        object["err"] = err is JSONObject ? Null.value : failure
    }
}

extension Scene {
    /// A verifier over some endpoints, on a clock of its own.
    func verifier(
        over endpoints: [any RPCTransport], hasLedger: Bool = true,
        knownCodes: [DepositCode] = [], evidence: EvidenceStore? = nil,
        retry: RetryPolicy = RetryPolicy(), deadline: Duration = .seconds(30),
        clock: ManualClock = ManualClock()
    ) async throws -> Verifier {
        try await Verifier(
            policy: policy, endpoints: endpoints, ledger: hasLedger ? ledger : nil,
            knownCodes: knownCodes, evidence: evidence, retry: retry, deadline: deadline,
            clock: clock, randomness: SeededGenerator(seed: 1))
    }
}
