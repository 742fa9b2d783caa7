public import DepositVerifier
public import Foundation
public import SolanaCodec
public import TransportCurl

/// A local Solana in a process of its own (`Tools/localnet`): the real virtual machine, the real
/// token programs, mainnet's genesis hash.
///
/// Transactions are final as soon as they are executed. All tests of a run share one chain, so each
/// of them uses wallets of its own.
public final class Chain: Sendable {
    /// Where it listens.
    public let url: String
    /// Carries requests to it.
    public let transport: CurlTransport
    /// Asks it.
    public let client: RPCClient
    private let process: LocalChain

    /// How long a verdict or an answer may take when many tests run on a slow machine at once.
    public static let patience = Duration.seconds(300)

    private static let started = Result { try Chain(genesis: "mainnet") }

    /// The chain of this test run, started on first use.
    public static func shared() throws -> Chain { try started.get() }

    /// Starts a chain that ends with this process.
    ///
    /// - Parameters:
    ///   - genesis: `mainnet`, `devnet` or `localnet`.
    ///   - programs: ELF files of programs that are deployed from the start.
    ///   - programAuthority: who may upgrade these; nobody unless told otherwise.
    public init(
        genesis: String, programs: [Address: URL] = [:], programAuthority: Address? = nil
    ) throws {
        process = try LocalChain(
            genesis: genesis, slotMilliseconds: 0, finalitySlots: 0, programs: programs,
            programAuthority: programAuthority)
        url = process.url
        transport = try CurlTransport(
            CurlConfiguration(url: url, operatorName: "localnet", timeout: Self.patience))
        client = RPCClient(transport)
    }
}

extension Chain {
    /// Mints to the owner's associated account, which is created if need be.
    public func mint(_ amount: UInt64, of mint: Address, to owner: Address) async throws {
        try await control(
            "localnet_mintTo",
            [.string(owner.description), .string(mint.description), .string(String(amount))])
    }

    /// Replaces an account.
    ///
    /// - Parameter lamports: enough to be rent-exempt if not given.
    public func setAccount(
        _ address: Address, lamports: UInt64? = nil, owner: Address = Programs.system,
        data: [UInt8] = [], executable: Bool = false
    ) async throws {
        var fields: [(String, JSONOutput)] = [
            ("owner", .string(owner.description)), ("data", .string(Base64.encode(data))),
            ("executable", .bool(executable)),
        ]
        if let lamports { fields.append(("lamports", .unsigned(lamports))) }
        try await control(
            "localnet_setAccount", [.string(address.description), .object(fields)])
    }

    /// Makes slots now.
    public func advance(_ slots: UInt64) async throws {
        try await control("localnet_advance", [.unsigned(slots)])
    }

    /// Accepts a foreign blockhash for a while.
    public func add(_ blockhash: Blockhash) async throws {
        try await control("localnet_addBlockhash", [.string(blockhash.description)])
    }

    /// The blockhash to build on.
    public func blockhash() async throws -> Blockhash {
        try await client.getLatestBlockhash(commitment: .processed).blockhash
    }

    /// Has a transaction executed, whether it succeeds or fails.
    @discardableResult
    public func land(_ transaction: [UInt8]) async throws -> Signature {
        try await client.sendTransaction(
            transaction, skipPreflight: true, preflightCommitment: .processed)
    }

    private func control(_ method: String, _ params: [JSONOutput]) async throws {
        _ = try await client.call(method, params) { json throws(JSONError) in json.isNull }
    }
}
