import DepositProgram
import SolanaCodec
import TestSupport
import Testing

@Suite struct DepositTransactionTests {
    static let treasury = Treasury(
        cluster: .mainnet, owner: World.treasury.address,
        assets: [Asset(symbol: "USDC", mint: World.usdc, decimals: 6)])

    static func request() throws -> DepositRequest {
        DepositRequest(
            treasury: treasury, asset: treasury.assets[0],
            code: try #require(DepositCode(parsing: World.code1)), amount: 5_000_000,
            authority: World.payer.address)
    }

    static let rows: [(Message.Version, Golden.Vector)] = [
        (.legacy, Golden.legacy), (.v0, Golden.v0), (.v1, Golden.v1),
    ]

    @Test(arguments: rows)
    func `builds and signs the golden transactions byte for byte`(
        version: Message.Version, golden: Golden.Vector
    ) throws {
        var transaction = try DepositTransaction.build(
            Self.request(), version: version,
            recentBlockhash: Blockhash(FixedBytes(repeating: 9)),
            budget: ComputeBudget(unitLimit: 40_000, unitPrice: 10_000))
        try transaction.sign(with: [World.payer])
        #expect(Base64.encode(transaction.encoded) == golden.base64)
        #expect(transaction.signature.description == golden.signature)
    }

    @Test func `derives the golden references`() throws {
        let code = try #require(DepositCode(parsing: World.code1))
        #expect(
            Self.treasury.reference(for: code, asset: Self.treasury.assets[0])
                == "GBibLSLsrfDy9CCHt8RZT5PAwtsnDf5MczNa5EQar5Tw")
        let devnet = Treasury(
            cluster: .devnet, owner: World.treasury.address,
            assets: [Asset(symbol: "USDC", mint: World.usdcDevnet, decimals: 6)])
        #expect(
            devnet.reference(for: code, asset: devnet.assets[0])
                == "AsCLQCHoi4uNf95VLZBGqrbwExXzWht1dyHLXDWy5QB4")
    }

    @Test func `rounds the priority fee up to whole lamports`() {
        #expect(ComputeBudget(unitLimit: 40_000, unitPrice: 10_000).priorityFee == 400)
        #expect(ComputeBudget(unitLimit: 1, unitPrice: 1).priorityFee == 1)
        #expect(ComputeBudget(unitLimit: 0, unitPrice: .max).priorityFee == 0)
        #expect(ComputeBudget(unitLimit: .max, unitPrice: .max).priorityFee == nil)
    }

    @Test func `writes the specified Solana Pay link`() throws {
        let code = try #require(DepositCode(parsing: World.code1))
        let url = SolanaPay.transferURL(
            treasury: Self.treasury, asset: Self.treasury.assets[0], code: code,
            amount: 5_000_000, label: "A gateway")
        #expect(
            url
                == "solana:9hSR6S7WPtxmTojgo6GG3k4yDPecgJY292j7xrsUGWBu?amount=5"
                + "&spl-token=EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"
                + "&reference=GBibLSLsrfDy9CCHt8RZT5PAwtsnDf5MczNa5EQar5Tw&label=A%20gateway"
                + "&message=Deposit%20A1B2C3D4E5F6A7B8&memo=deposit%3AA1B2C3D4E5F6A7B8")
    }
}
