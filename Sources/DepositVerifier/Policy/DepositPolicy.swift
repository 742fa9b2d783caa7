public import DepositProgram
public import SolanaCodec

/// What a gateway credits: the rules part of the policy file, without endpoints or secrets.
///
/// Source of every field: the policy file `l5.policy/1`, documented in the README.
public struct DepositPolicy: Hashable, Sendable {
    /// Whose token accounts receive, and which tokens are credited.
    public var treasury: Treasury
    /// Token-2022 extensions that a mint of `treasury.assets` may carry, by mint.
    public var allowedExtensions: [Address: Set<ExtensionType>]
    /// Mints whose arrival a person looks at; all others are refused.
    public var knownAssets: Set<Address>
    /// The commitment that credits. `.confirmed` is an opt-in for clusters that run Alpenglow.
    public var commitment: Commitment
    /// When one operator's word is not enough; `nil` asks nobody else.
    public var quorum: Quorum?
    /// What ties a top-level memo to a transfer.
    public var memoBinding: MemoBinding
    /// Whether 8-character codes count.
    public var acceptsLegacyCodes: Bool
    /// The operator's own wallets: money from them is no deposit.
    public var operatorWallets: Set<Address>
    /// Wallet addresses that stand for a code.
    public var depositAddresses: [Address: DepositCode]
    /// On-chain programs that are trusted, each with its pin.
    ///
    /// Several may pin deployments of one program: before and after an upgrade.
    public var programs: [PinnedProgram]
    /// Where the Level5 program is deployed, beside the published addresses. Nothing there is ever
    /// credited.
    public var level5Programs: Set<Address>

    /// A policy that credits `treasury.assets` at finality and nothing else.
    public init(treasury: Treasury) {
        self.treasury = treasury
        allowedExtensions = [:]
        knownAssets = []
        commitment = .finalized
        quorum = nil
        memoBinding = .message
        acceptsLegacyCodes = false
        operatorWallets = []
        depositAddresses = [:]
        programs = []
        level5Programs = []
    }

    /// What ties a top-level memo to a transfer.
    public enum MemoBinding: String, Hashable, Sendable {
        /// The transfer's authority signed the message that holds the memo.
        case message
        /// The memo instruction itself lists the authority as a signer.
        case signer
    }

    /// Amounts that need more than one operator's word, in base units.
    public struct Quorum: Hashable, Sendable {
        /// Amounts above this need `operators` equal answers.
        public var above: UInt64
        /// How many operators must agree.
        public var operators: UInt32
        /// What may be credited for one code on a single operator's word.
        public var capPerCode: UInt64?
        /// What may be credited in total on a single operator's word.
        public var capTotal: UInt64?

        /// The cap on one operator's word, if there is one.
        var cap: SingleOperatorCap? {
            capPerCode == nil && capTotal == nil
                ? nil : SingleOperatorCap(perCode: capPerCode, total: capTotal)
        }

        /// A quorum from its parts.
        public init(
            above: UInt64, operators: UInt32, capPerCode: UInt64? = nil, capTotal: UInt64? = nil
        ) {
            self.above = above
            self.operators = operators
            self.capPerCode = capPerCode
            self.capTotal = capTotal
        }
    }

    /// A program and the bytes that it is trusted with.
    public struct PinnedProgram: Hashable, Sendable {
        /// The program's address.
        public var id: Address
        /// SHA-256 of the deployed bytes.
        public var hash: FixedBytes<32>
        /// The slot of its deployment.
        public var deploySlot: UInt64
        /// Who may change it; `nil` if nobody may.
        public var upgradeAuthority: Address?

        /// A pin from its parts.
        public init(
            id: Address, hash: FixedBytes<32>, deploySlot: UInt64, upgradeAuthority: Address?
        ) {
            self.id = id
            self.hash = hash
            self.deploySlot = deploySlot
            self.upgradeAuthority = upgradeAuthority
        }
    }
}

/// Where to ask, and as whom. The only part of a policy file that may hold credentials.
public struct Endpoint: Sendable {
    /// The URL, credentials included.
    public var url: String
    /// Who runs it; what evidence and messages name.
    public var operatorName: String
    /// Headers to send, in order.
    public var headers: [(name: String, value: String)]
    /// How often to ask, if there is a limit.
    public var requestsPerSecond: UInt32?

    /// An endpoint from its parts.
    public init(
        url: String, operatorName: String, headers: [(name: String, value: String)] = [],
        requestsPerSecond: UInt32? = nil
    ) {
        self.url = url
        self.operatorName = operatorName
        self.headers = headers
        self.requestsPerSecond = requestsPerSecond
    }
}

extension Endpoint: CustomStringConvertible, CustomReflectable {
    /// The operator; never the URL.
    public var description: String { "Endpoint(\(operatorName))" }
    /// The operator; never the URL.
    public var customMirror: Mirror { Mirror(self, children: ["operatorName": operatorName]) }
}
