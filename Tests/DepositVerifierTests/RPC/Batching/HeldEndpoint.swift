import DepositVerifier
import Synchronization

/// An endpoint that keeps its first request until it is told to go on, and answers each call with its
/// only parameter, in the order that the test wants.
final class HeldEndpoint: RPCTransport {
    let operatorName = "held"

    private struct State {
        var requests: [String] = []
        var isOpen = false
        var held: CheckedContinuation<Void, any Error>?
        var limits: [Duration?] = []
    }

    private let state = Mutex(State())
    private let respond: @Sendable ([UInt8]) throws -> [UInt8]

    /// - Parameter respond: the answer to a batch; honest, the last call first, by default.
    init(_ respond: @escaping @Sendable ([UInt8]) throws -> [UInt8] = { try HeldEndpoint.echo($0) })
    {
        self.respond = respond
    }

    /// The requests so far.
    var requests: [String] { state.withLock { $0.requests } }
    /// The time that each was given.
    var limits: [Duration?] { state.withLock { $0.limits } }

    /// Answers the first request, and all others at once.
    func open() {
        let held = state.withLock { state in
            state.isOpen = true
            defer { state.held = nil }
            return state.held
        }
        held?.resume()
    }

    func send(_ body: [UInt8]) async throws -> [UInt8] {
        try await send(body, as: RPCDelivery())
    }

    func send(_ body: [UInt8], as delivery: RPCDelivery) async throws -> [UInt8] {
        state.withLock { state in
            state.requests.append(String(decoding: body, as: UTF8.self))
            state.limits.append(delivery.timeLimit)
        }
        try await wait()
        return body.first == UInt8(ascii: "[") ? try respond(body) : try Self.echo(body)
    }

    private func wait() async throws {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isOpen = state.withLock { state in
                    if state.isOpen || state.held != nil { return true }
                    state.held = continuation
                    return false
                }
                if isOpen { continuation.resume() }
            }
        } onCancel: {
            let held = state.withLock { state in
                defer { state.held = nil }
                return state.held
            }
            held?.resume(throwing: CancellationError())
        }
    }

    // MARK: Answers

    /// The answer to a call or a batch as an honest endpoint gives it; of a batch the last call first.
    static func echo(_ body: [UInt8]) throws -> [UInt8] {
        let root = try JSONDocument(parsing: body).root
        guard root.kind == .array else { return Array(try answer(root).utf8) }
        let answers = try root.array().map { try answer($0) }
        return Array("[\(answers.reversed().joined(separator: ", "))]".utf8)
    }

    private static func answer(_ call: JSONValue) throws -> String {
        var params = try call.required("params").array()
        let name = try params.next()?.string() ?? ""
        return #"{"jsonrpc":"2.0","result":"\#(name)","id":\#(try call.required("id").uint64())}"#
    }

    /// A call that bears the number 1, as the first call of every client does.
    static func call(_ name: String) -> [UInt8] {
        Array(#"{"jsonrpc":"2.0","id":1,"method":"echo","params":["\#(name)"]}"#.utf8)
    }

    /// What comes back for it.
    static func answer(to name: String) -> String {
        #"{"jsonrpc":"2.0","result":"\#(name)","id":1}"#
    }
}
