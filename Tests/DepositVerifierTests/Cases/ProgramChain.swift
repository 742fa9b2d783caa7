import DepositVerifier
import Foundation
import SolanaCodec
import TestSupport
import Testing

/// A local chain with the deposit program, a copy of it that nobody pins, and two proxies: X, and a
/// crank.
///
/// The deposit program is the tests' build: it pays to the treasury of the catalogue, so its cases
/// share one treasury account and use wallets of their own.
struct ProgramChain: Sendable {
    let chain: Chain
    let pin: DepositPolicy.PinnedProgram

    static let clone = World.keypair(0xD2).address
    static let x = Result { try Proxy(World.keypair(0xD1).address) }
    static let crank = Result { try Proxy(World.keypair(0xD3).address) }

    private static let started = Task { try await ProgramChain() }

    /// The chain of this test run, started on first use.
    static func shared() async throws -> ProgramChain { try await started.value }

    private init() async throws {
        let (deposit, proxy) = (try BuiltPrograms.deposit(), try BuiltPrograms.proxy())
        chain = try Chain(
            genesis: "mainnet",
            programs: [
                PaperProgram.address: deposit, Self.clone: deposit,
                try Self.x.get().address: proxy, try Self.crank.get().address: proxy,
            ], programAuthority: World.hot.address)
        // The loader's header: kind 4, deploy slot 8.
        let header = try await Self.programData(on: chain).data.prefix(12)
        let slot = header.dropFirst(4).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        pin = DepositPolicy.PinnedProgram(
            id: PaperProgram.address, hash: SHA256.hash(Array(try Data(contentsOf: deposit))),
            deploySlot: slot, upgradeAuthority: World.hot.address)
        try await chain.advance(1)
        try await chain.mint(0, of: World.usdc, to: World.treasury.address)
        for proxy in [try Self.x.get(), try Self.crank.get()] {
            try await chain.mint(100_000_000, of: World.usdc, to: proxy.escrow)
        }
    }

    /// The account that holds the deposit program's bytes.
    static func programData(on chain: Chain) async throws -> AccountInfo {
        let found = try await chain.client.getAccountInfo(
            PaperProgram.dataAddress(), commitment: .finalized)
        return try #require(found.value)
    }
}
