public import SolanaCodec

/// What one endpoint said when it was looked at.
public struct EndpointCondition: Sendable {
    /// Who runs it.
    public var operatorName: String
    /// How requests travel to it.
    public var travel: Travel
    /// Why it gave no usable answer; `nil` if it did.
    public var failure: String?
    /// Its cluster.
    public var genesis: Blockhash?
    /// Its software.
    public var version: String?
    /// Its newest finalized slot, and those of the others at the same time.
    public var slot: UInt64?
    /// The oldest block that it has.
    public var firstBlock: UInt64?
    /// Whether it takes requests for transactions of version 1; `nil` if that is not known.
    public var takesVersionOne: Bool?
    /// Whether it shows the certificate of Alpenglow; `nil` if it was not asked.
    public var hasCertificate: Bool?
    /// Recent transactions of the treasury.
    public var recent: [TransactionAnswer] = []

    /// How requests travel.
    public enum Travel: Hashable, Sendable {
        /// Nobody on the way can read or change them.
        case encrypted
        /// They do not leave the machine.
        case loopback
        /// Anybody on the way can.
        case plain

        /// How requests to this URL travel.
        public init(url: String) {
            let parts = url.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0].lowercased() == "http" else {
                self = .encrypted
                return
            }
            let authority = parts[1].prefix { !"/?#\\".contains($0) }
            let host =
                authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
            self = Self.isLoopback(host.lowercased()) ? .loopback : .plain
        }

        /// `localhost`, 127.0.0.0/8 or ::1, and perhaps a port.
        private static func isLoopback(_ host: String) -> Bool {
            if host == "[::1]" || host.hasPrefix("[::1]:") { return true }
            let name = host.split(separator: ":", omittingEmptySubsequences: false).first ?? ""
            let bytes = name.split(separator: ".", omittingEmptySubsequences: false)
            return name == "localhost"
                || (bytes.count == 4 && bytes[0] == "127"
                    && bytes.allSatisfy { UInt8($0) != nil })
        }
    }

    /// An endpoint that was not asked anything yet.
    public init(operatorName: String, travel: Travel) {
        self.operatorName = operatorName
        self.travel = travel
    }
}
