import DepositVerifier
import Synchronization
import TestSupport

/// What a node answers, by the method and the signature that it is asked about.
struct RecordedNode: Sendable {
    /// Results as JSON text.
    var results: [String: String] = [:]

    static func key(_ method: String, _ signature: String?) -> String {
        "\(method) \(signature ?? "")"
    }

    /// The method and the signature that a request is about.
    static func subject(
        of body: [UInt8]
    ) throws -> (method: String, signature: String?, id: UInt64) {
        let request = try JSONDocument(parsing: body).root
        let method = try request.required("method").string()
        var signature: String?
        var params = try request.required("params").array().makeIterator()
        if let first = params.next() {
            if let text = try? first.string() {
                signature = text
            } else if var list = try? first.array().makeIterator() {
                signature = try list.next()?.string()
            }
        }
        return (method, signature, try request.required("id").uint64())
    }
}

/// A node out of a recording, that fails in ways a seed chooses until it is told to stop.
///
/// Equal seeds give equal faults to equal requests, in whatever order several nodes are asked.
final class FaultyEndpoint: RPCTransport {
    enum Fault: CaseIterable {
        case error, limit, busy, behind, slow, null, stale, swapped, cut, renumbered
    }

    let operatorName: String
    private let truth: RecordedNode
    /// What it says instead, if it is the liar.
    private let lies: RecordedNode?
    private let clock: ManualClock
    private struct State {
        var generator: SeededGenerator
        var isFaulty = true
    }
    private let state: Mutex<State>

    init(
        _ name: String, seed: UInt64, truth: RecordedNode, lies: RecordedNode?, clock: ManualClock
    ) {
        operatorName = name
        self.truth = truth
        self.lies = lies
        self.clock = clock
        state = Mutex(State(generator: SeededGenerator(seed: seed)))
    }

    /// Ends the faults; a liar goes on lying.
    func recover() { state.withLock { $0.isFaulty = false } }

    func send(_ body: [UInt8]) async throws -> [UInt8] {
        try await send(body, as: RPCDelivery())
    }

    func send(_ body: [UInt8], as delivery: RPCDelivery) async throws -> [UInt8] {
        let (method, signature, id) = try RecordedNode.subject(of: body)
        var fault = state.withLock { state -> (Fault, Double)? in
            guard state.isFaulty, Int.random(in: 0..<5, using: &state.generator) < 2 else {
                return nil
            }
            let fault = Fault.allCases.randomElement(using: &state.generator) ?? .error
            return (fault, Double.random(in: 0..<40, using: &state.generator))
        }
        let known = truth.results.keys.filter { $0.hasPrefix("\(method) ") }.sorted()
        var key = RecordedNode.key(method, signature)
        var number = id
        // R1 stops a verifier whose endpoint names another cluster: that is no passing fault.
        if method == "getGenesisHash", let (kind, _) = fault, kind != .slow {
            fault?.0 = .error
        }
        switch fault {
        case (.error, _)?: throw RPCError(.transport, "scripted: no connection")
        case (.limit, _)?: throw RPCError(.rateLimited, "scripted: 429")
        case (.busy, _)?: throw RPCError(.http(status: 503), "scripted: 503")
        case (.behind, _)?:
            return Array(
                #"{"jsonrpc":"2.0","id":\#(id),"error":{"code":-32016,"message":"behind"}}"#.utf8)
        case (.slow, let seconds)?:
            let wait = Duration.milliseconds(Int(seconds * 1_000))
            let limit = delivery.timeLimit ?? .seconds(3_600)
            clock.pass(min(wait, limit))
            if wait >= limit { throw RPCError(.timeout, "scripted: too late") }
        case (.null, _)?:
            return Self.answer(id, method == "getSignatureStatuses" ? Self.nobody : "null")
        case (.stale, _)?: return Self.answer(id, Self.stale(method))
        case (.swapped, let place)?:
            if !known.isEmpty { key = known[Int(place) % known.count] }
        case (.renumbered, _)?: number += 1
        case (.cut, _)?, nil: break
        }
        let result = (lies ?? truth).results[key] ?? truth.results[key] ?? "null"
        let answer = Self.answer(number, result)
        guard case (.cut, _)? = fault else { return answer }
        return Array(answer.prefix(answer.count / 2))
    }

    static let nobody = #"{"context":{"slot":1},"value":[null]}"#

    /// What a node says that has not seen the end of it.
    private static func stale(_ method: String) -> String {
        guard method == "getSignatureStatuses" else { return "null" }
        return """
            {"context":{"slot":3},"value":[{"slot":2,"confirmations":1,"err":null,\
            "confirmationStatus":"confirmed"}]}
            """
    }

    private static func answer(_ id: UInt64, _ result: String) -> [UInt8] {
        Array(#"{"jsonrpc":"2.0","id":\#(id),"result":\#(result)}"#.utf8)
    }
}
