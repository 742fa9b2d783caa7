/// One request to an endpoint and what came of it, byte for byte.
public struct RPCExchange: Hashable, Sendable {
    /// How an exchange ended.
    public enum Outcome: Hashable, Sendable {
        /// A body came back.
        case answer([UInt8])
        /// None did.
        case failure(RPCError)
    }

    /// Who runs the endpoint.
    public var operatorName: String
    /// The body that was sent.
    public var request: [UInt8]
    /// What came back.
    public var outcome: Outcome

    /// An exchange from its parts.
    public init(operatorName: String, request: [UInt8], outcome: Outcome) {
        self.operatorName = operatorName
        self.request = request
        self.outcome = outcome
    }

    /// The body that came back, if one did.
    public var answer: [UInt8]? {
        if case .answer(let body) = outcome { body } else { nil }
    }
}
