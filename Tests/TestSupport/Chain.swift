public import DepositVerifier
import Foundation
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
    private let process: RunningProcess

    private static let started = Result { try Chain(genesis: "mainnet") }

    /// The chain of this test run, started on first use.
    public static func shared() throws -> Chain { try started.get() }

    /// Starts a chain that ends with this process.
    ///
    /// - Parameter genesis: `mainnet`, `devnet` or `localnet`.
    public init(genesis: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: Oracle.python)
        process.arguments = [
            Repository.root.appending(path: "Tools/localnet").path, "--port", "0", "--genesis",
            genesis, "--slot-ms", "0", "--finality-slots", "0", "--exit-with-parent",
        ]
        let output = Pipe()
        process.standardOutput = output
        try Self.withUnblockedSignals { try process.run() }
        var line = Data()
        while line.last != UInt8(ascii: "\n") {
            guard let more = try output.fileHandleForReading.read(upToCount: 1), !more.isEmpty
            else { throw ChainFailure(reason: "it ended before it was ready") }
            line += more
        }
        url = try JSONDecoder().decode(Ready.self, from: line).url
        transport = try CurlTransport(CurlConfiguration(url: url, operatorName: "localnet"))
        client = RPCClient(transport)
        self.process = RunningProcess(process: process, output: output)
    }

    deinit { process.process.terminate() }

    /// Threads of Swift's pool block signals, and a child inherits that: it could not be stopped.
    private static func withUnblockedSignals(_ body: () throws -> Void) rethrows {
        var none = sigset_t()
        var before = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try body()
    }

    private struct Ready: Decodable {
        var url: String
    }

    /// `Process` and `Pipe` are not `Sendable`; after the start they are only kept and, once nobody
    /// else holds them, terminated.
    private struct RunningProcess: @unchecked Sendable {
        var process: Process
        var output: Pipe
    }
}

/// The local chain did not do as asked.
public struct ChainFailure: Error {
    /// One sentence.
    public var reason: String
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
