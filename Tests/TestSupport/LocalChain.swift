public import Foundation
public import SolanaCodec

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// A local Solana (`Tools/localnet`) that ends with this value.
public final class LocalChain: Sendable {
    /// Where it answers.
    public let url: String
    private let process: Process

    /// Starts a chain with mainnet's genesis hash unless told otherwise.
    ///
    /// - Parameter slotMilliseconds: 0 makes slots only on `advance`.
    /// - Parameter programs: ELF files of programs that are deployed from the start.
    /// - Parameter programAuthority: who may upgrade these; nobody unless told otherwise.
    public init(
        genesis: String = "mainnet", slotMilliseconds: Int = 100, finalitySlots: Int = 4,
        programs: [Address: URL] = [:], programAuthority: Address? = nil
    ) throws {
        let process = Process()
        process.executableURL = URL(filePath: Oracle.python)
        process.arguments = [
            Repository.root.appending(path: "Tools/localnet").path, "--port", "0", "--genesis",
            genesis, "--slot-ms", "\(slotMilliseconds)", "--finality-slots", "\(finalitySlots)",
            "--exit-with-parent",
        ]
        for (address, file) in programs {
            process.arguments? += ["--program", "\(address)=\(file.path)"]
        }
        if let programAuthority {
            process.arguments? += ["--program-authority", "\(programAuthority)"]
        }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var line = Data()
        while line.last != UInt8(ascii: "\n") {
            guard let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty
            else { throw LocalChainFailure(reason: "it did not start") }
            line += byte
        }
        let ready = try JSONDecoder().decode(Ready.self, from: line)
        url = ready.url
        self.process = process
    }

    deinit {
        process.terminate()
    }

    private struct Ready: Decodable {
        var url: String
    }

    /// Calls a method; the parameters are JSON, the answer is that of `result`.
    @discardableResult
    public func call(_ method: String, _ params: String = "[]") async throws -> Any {
        guard let endpoint = URL(string: url) else {
            throw LocalChainFailure(reason: "its URL is malformed")
        }
        var request = URLRequest(url: endpoint)
        request.httpMethod = "POST"
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        request.httpBody = Data(
            #"{"jsonrpc":"2.0","id":1,"method":"\#(method)","params":\#(params)}"#.utf8)
        let (data, _) = try await URLSession.shared.data(for: request)
        let answer = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        guard let result = answer?["result"] else {
            throw LocalChainFailure(reason: String(decoding: data, as: UTF8.self))
        }
        return result
    }

    /// Gives a wallet lamports and tokens, final at once.
    public func fund(
        _ wallet: Address, lamports: UInt64 = 1_000_000_000, tokens: UInt64 = 0,
        mint: Address = World.usdc
    ) async throws {
        try await call("localnet_setAccount", #"["\#(wallet)",{"lamports":\#(lamports)}]"#)
        guard tokens > 0 else { return }
        try await call("localnet_mintTo", #"["\#(wallet)","\#(mint)","\#(tokens)"]"#)
    }

    /// Takes an account off the chain.
    public func remove(_ address: Address) async throws {
        try await call("localnet_setAccount", #"["\#(address)",{"lamports":0}]"#)
    }

    /// What a token account holds at `processed`, in base units.
    public func tokens(of account: Address) async throws -> String? {
        let options = #"{"commitment":"processed"}"#
        let answer = try await call("getTokenAccountBalance", #"["\#(account)",\#(options)]"#)
        let value = (answer as? [String: Any])?["value"] as? [String: Any]
        return value?["amount"] as? String
    }

    /// The bytes of a transaction as the chain holds them.
    public func transaction(_ signature: String) async throws -> [UInt8] {
        let options =
            #"{"encoding":"base64","maxSupportedTransactionVersion":1,"commitment":"confirmed"}"#
        let answer = try await call("getTransaction", #"["\#(signature)",\#(options)]"#)
        let pair = (answer as? [String: Any])?["transaction"] as? [String]
        guard let bytes = pair?.first.flatMap({ Base64.decode($0) }) else {
            throw LocalChainFailure(reason: "no such transaction")
        }
        return bytes
    }

    /// Makes slots now.
    public func advance(_ slots: Int) async throws {
        try await call("localnet_advance", "[\(slots)]")
    }
}

/// The local chain did not do what was asked.
public struct LocalChainFailure: Error {
    /// Why.
    public var reason: String
}
