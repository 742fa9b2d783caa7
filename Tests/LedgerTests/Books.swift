import DepositProgram
import DepositVerifier
import Foundation
import LedgerSQLite
import SolanaCodec

/// The fixed parts of every ledger test.
enum Books {
    static let mainnet =
        Blockhash("5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d")
        ?? Blockhash(FixedBytes(repeating: 1))
    static let devnet =
        Blockhash("EtWTRABZaYq6iMfeYKouRu166VU2xqa1wcaWoxPkrZBG")
        ?? Blockhash(FixedBytes(repeating: 2))
    static let usdc: Address = "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"
    static let usdt: Address = "Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB"
    static let vault = address(200)
    static let otherVault = address(201)
    static let codeA = DepositCode(FixedBytes(repeating: 0xA1))
    static let codeB = DepositCode(FixedBytes(repeating: 0xB2))
    /// 2023-11-14T22:13:20Z, as every test's clock says.
    static let time: Int64 = 1_700_000_000_000_000
    static let evidence = String(repeating: "e", count: 64)

    static func address(_ byte: UInt8) -> Address { Address(FixedBytes(repeating: byte)) }
    static func signature(_ byte: UInt8) -> Signature { Signature(FixedBytes(repeating: byte)) }

    static func fact(
        _ path: EventPath = EventPath(outer: 3), amount: UInt64, code: DepositCode? = codeA,
        to destination: Address = vault, mint: Address = usdc, decimals: UInt8 = 6
    ) -> DepositFact {
        DepositFact(
            path: path, destination: destination, mint: mint,
            symbol: mint == usdc ? "USDC" : "USDT",
            decimals: decimals, amount: amount, payer: address(10), source: address(11), code: code)
    }

    /// Findings whose net received is exactly what the credits need, unless told.
    static func findings(
        _ signature: UInt8, credits: [DepositFact] = [], reviews: [ReviewItem] = [],
        net: [Address: UInt64]? = nil, genesis: Blockhash = mainnet, eventSet: UInt8 = 1,
        operators: Int = 1, cap: SingleOperatorCap? = nil
    ) -> TransactionFindings {
        var received: [Address: UInt64] = [:]
        for fact in credits { received[fact.destination, default: 0] &+= fact.amount }
        return TransactionFindings(
            genesis: genesis, signature: Self.signature(signature), slot: 300 + UInt64(signature),
            credits: credits, reviews: reviews, netReceived: net ?? received,
            eventSet: [UInt8](repeating: eventSet, count: 32), operators: operators, cap: cap,
            evidence: evidence)
    }

    /// What names the deposit of `fact` in transaction `signature`.
    static func deposit(_ signature: UInt8, on genesis: Blockhash = mainnet) -> DepositID {
        DepositID(
            genesis: genesis, signature: Self.signature(signature), path: EventPath(outer: 3))
    }

    /// The decision that a deposit goes back.
    static let goesBack = ReviewDecision.Action.beginRefund(by: address(20))

    static func reference(_ byte: UInt8, of code: DepositCode) -> CodeReference {
        CodeReference(
            key: .init(treasuryAccount: vault, reference: address(byte)), code: code)
    }
}

/// A new directory that is removed with its owner.
final class TemporaryDirectory: Sendable {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory
            .appending(path: "l5-ledger-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
        path = url.path(percentEncoded: false)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// A file of the ledger that most tests open.
    var ledger: String { path + "/books.db" }
}

/// Runs another program to its end.
///
/// Only another process may read a ledger's file while it is open here: closing a descriptor of it
/// in this process would drop the locks that the test is about.
func run(_ program: String, _ arguments: String...) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
}

extension SQLiteLedger {
    /// Opens for a test: no waiting, a fixed clock.
    static func test(
        at path: String, create: Bool = true,
        now: @escaping @Sendable () -> Int64 = { Books.time }
    ) async throws -> SQLiteLedger {
        try await open(at: path, create: create, waiting: .zero, now: now)
    }
}
