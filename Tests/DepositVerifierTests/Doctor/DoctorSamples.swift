import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport

/// Account data and conditions as `doctor` reads them, and copies with one thing wrong.
enum DoctorSamples {
    static let usdc = Asset(symbol: "USDC", mint: World.usdc, decimals: 6)
    static let policy = DepositPolicy(
        treasury: Treasury(cluster: .mainnet, owner: World.treasury.address, assets: [usdc]))
    static let quorum = DepositPolicy.Quorum(
        above: 100, operators: 2, capPerCode: 500, capTotal: 5_000)

    /// A policy with a Token-2022 token.
    static func policy(
        allowing extensions: Set<ExtensionType>
    ) -> (policy: DepositPolicy, asset: Asset) {
        var (policy, asset) = (policy, usdc)
        asset.mint = World.pyusd
        asset.symbol = "PYUSD"
        asset.tokenProgram = Programs.token2022
        policy.treasury.assets = [asset]
        policy.allowedExtensions[asset.mint] = extensions
        return (policy, asset)
    }

    static func account(_ data: [UInt8], of owner: Address = Programs.token) -> AccountInfo {
        AccountInfo(owner: owner, lamports: Lamports(2_039_280), data: data, isExecutable: false)
    }

    /// Shape: solana-program/token, interface/src/state, `Mint`.
    static func mint(
        decimals: UInt8 = 6, freezer: Address? = nil, _ extensions: [(UInt16, [UInt8])] = []
    ) -> [UInt8] {
        let base =
            optional(World.relayer.address) + Array(repeating: 0, count: 8) + [decimals, 1]
            + optional(freezer)
        return base + list(extensions, after: base.count, type: 1)
    }

    /// Shape: solana-program/token, interface/src/state, `Account`.
    static func token(
        owner: Address = World.treasury.address, mint: Address = World.usdc,
        delegate: Address? = nil, status: UInt8 = 1, delegated: UInt8 = 0,
        closer: Address? = nil, _ extensions: [(UInt16, [UInt8])] = []
    ) -> [UInt8] {
        let base =
            mint.bytes + owner.bytes + [7, 0, 0, 0, 0, 0, 0, 0] + optional(delegate) + [status]
            + Array(repeating: 0, count: 12) + [delegated, 0, 0, 0, 0, 0, 0, 0] + optional(closer)
        return base + list(extensions, after: base.count, type: 2)
    }

    private static func optional(_ address: Address?) -> [UInt8] {
        address.map { [1, 0, 0, 0] + $0.bytes } ?? Array(repeating: 0, count: 36)
    }

    /// Shape: token-2022, interface/src/extension: zeros up to 165, account type, then type, length
    /// and value of each.
    private static func list(
        _ extensions: [(UInt16, [UInt8])], after count: Int, type: UInt8
    ) -> [UInt8] {
        guard !extensions.isEmpty else { return [] }
        return Array(repeating: 0, count: 165 - count) + [type]
            + extensions.flatMap { kind, value in
                [UInt8(kind & 0xFF), UInt8(kind >> 8), UInt8(value.count), 0] + value
            }
    }

    /// An endpoint without a fault.
    static func endpoint(_ name: String = "one") -> EndpointCondition {
        var condition = EndpointCondition(operatorName: name, travel: .encrypted)
        condition.genesis = Cluster.mainnet.genesis
        condition.version = "3.0.4"
        condition.slot = 400_000_000
        condition.firstBlock = 0
        condition.takesVersionOne = true
        condition.recent = [answer()]
        return condition
    }

    static func answer(
        inner: [InnerGroup]? = [], tokens: [TokenBalance]? = [], transaction: [UInt8] = []
    ) -> TransactionAnswer {
        TransactionAnswer(
            slot: 1, blockTime: nil, version: .legacy, transaction: transaction,
            meta: TransactionMeta(
                fee: 5_000, preBalances: [], postBalances: [], preTokenBalances: tokens,
                postTokenBalances: tokens, innerInstructions: inner))
    }

    /// A ledger without a fault.
    static let ledger = ledger(.file(file))
    static let file = LedgerFileCondition(
        mode: 0o600, library: "3.51.3", libraryNumber: 3_051_003, journalMode: "wal",
        synchronous: "2", damages: [], neighbours: [])
    static let server = LedgerServerCondition(
        version: "15.14",
        settings: ["fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"],
        hasChecksums: true, connection: .verified, mayRewrite: false)

    static func ledger(_ store: LedgerCondition.Store) -> LedgerCondition {
        LedgerCondition(
            place: "/srv/books.db", store: store, schema: 2, activeCodes: 3,
            accounts: [World.treasuryUSDC], codesWithoutReference: [World.treasuryUSDC: 0])
    }
}

extension [Diagnosis] {
    /// What is not as it should be.
    var faults: [Fault] {
        filter { $0.outcome != .ok }.map { Fault($0.check, $0.outcome) }
    }
}

/// A check and what it is worth.
struct Fault: Hashable, CustomStringConvertible {
    var check: Diagnosis.Check
    var outcome: Diagnosis.Outcome

    init(_ check: Diagnosis.Check, _ outcome: Diagnosis.Outcome) {
        (self.check, self.outcome) = (check, outcome)
    }

    var description: String { "\(check.rawValue) \(outcome.rawValue)" }
}
