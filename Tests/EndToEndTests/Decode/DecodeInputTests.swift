import SolanaCodec
import TestSupport
import Testing

@testable import l5_deposit

@Suite struct DecodeInputTests {
    @Test func `names the byte that no encoding has`() {
        #expect(DecodeSupport.failure("AQID BA!=")?.place == .input(4))
        #expect(DecodeSupport.failure("abc\u{1B}[31m")?.place == .input(3))
        #expect(DecodeSupport.failure("  AQID\nBA!=  ")?.place == .input(9))
        #expect(DecodeSupport.failure("")?.place == .input(0))
        #expect(DecodeSupport.failure(" \n")?.place == .input(0))
    }

    @Test(arguments: ["AQID_w==", "AQI", "0OIl"])
    func `refuses other kinds of base64 and base58`(text: String) {
        #expect(DecodeSupport.failure(text) != nil)
        #expect(DecodeSupport.decode(text).exitCode == 2)
    }

    @Test(arguments: DecodeSupport.golden)
    func `names the byte of a cut transaction`(name: String, vector: Golden.Vector) throws {
        let bytes = try DecodeSupport.bytes(vector)
        for count in stride(from: 1, to: bytes.count, by: 7) {
            let failure = try #require(
                DecodeSupport.failure(Hexadecimal.encode(bytes.prefix(count))))
            guard case .transaction(let offset) = failure.place else {
                Issue.record("\(count): \(failure)")
                continue
            }
            #expect((0...count).contains(offset))
        }
        #expect(
            DecodeSupport.failure(Hexadecimal.encode(bytes + [0]))?.place
                == .transaction(bytes.count))
    }

    @Test func `says how a file is read`() async throws {
        let tool = try Tool()
        let path = try tool.write(Golden.v0.base64, name: "transaction.txt")
        let run = try await tool.run(["decode", path])
        #expect(run.status == 2)
        #expect(run.stderr.contains("next:  read the file by l5-deposit decode - < FILE"))
    }

    @Test func `says that a signature is not enough`() throws {
        let failure = try #require(DecodeSupport.failure(Golden.legacy.signature))
        #expect(failure.hint.contains("signature"))
    }

    @Test func `reads no more than its limits`() {
        let long = String(repeating: "A", count: DecodeInput.textLimit + 1)
        #expect(DecodeSupport.failure(long)?.place == .input(DecodeInput.textLimit))
        let json = "[" + String(repeating: " ", count: DecodeInput.jsonLimit) + "]"
        #expect(DecodeSupport.failure(json)?.place == .input(DecodeInput.jsonLimit))
    }

    @Test(arguments: [
        "{", "[]", "[1,2]", "{}", "{\"result\":null}", "{\"error\":{\"code\":1}}",
        "{\"transaction\":1}", "{\"transaction\":[]}", "{\"transaction\":[\"AA==\",\"base64\"]}",
        "{\"transaction\":[\"AA==\",\"base64+zstd\"]}", "{\"transaction\":{}}",
        "{\"transaction\":{\"message\":{\"accountKeys\":[]},\"signatures\":[]}}",
        "{\"transaction\":1,\"transaction\":2}",
    ])
    func `names the byte of a JSON text that is no answer`(text: String) throws {
        let failure = try #require(DecodeSupport.failure(text))
        guard case .input(let offset) = failure.place else {
            Issue.record("\(failure)")
            return
        }
        #expect((0...text.utf8.count).contains(offset))
    }

    @Test func `rebuilds a message of version 1 from plain JSON`() throws {
        let bytes = try DecodeSupport.bytes(Golden.v1)
        let input = try DecodeInput(parsing: Array(Self.plainV1(fee: "400").utf8))
        #expect(input.transaction.encoded == bytes)
        let other = try DecodeReport(parsing: Array(Self.plainV1(fee: "401").utf8))
        #expect(other.signatureStatuses == [.invalid])
        #expect(DecodeSupport.failure(Self.plainV1(fee: "-1")) != nil)
    }

    /// A04 as a node writes it in the `json` encoding, by the parts that solders shows of it.
    private static func plainV1(fee: String) -> String {
        """
        {"jsonrpc":"2.0","id":1,"result":{"slot":1,"version":1,"meta":null,"transaction":{
        "signatures":["\(Golden.v1.signature)"],"message":{
        "header":{"numReadonlySignedAccounts":0,"numReadonlyUnsignedAccounts":7,
        "numRequiredSignatures":1},
        "recentBlockhash":"cGfHiC6Kgg3FpFZvgwGcswsCRtp4aBP2fzuXRQPizuN",
        "accountKeys":\(plainKeys),
        "instructions":\(plainInstructions),
        "transactionConfig":{"computeUnitLimit":40000,"heapSize":null,
        "loadedAccountsDataSizeLimit":262144,"priorityFee":\(fee)}}}}}
        """
    }

    private static let plainKeys = """
        [
        "AKnL4NNf3DGWZJS6cPknBuEGnVsV4A4m5tgebLHaRSZ9",
        "3wvJdyFnGvaMWpbq93NU91SggiVRveULUXL6iX5VZDGP",
        "ASZ2TDDNJG2n42TxAezqNNzwWipykHrENDKMCoLKgzup",
        "11111111111111111111111111111111",
        "MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr",
        "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA",
        "9hSR6S7WPtxmTojgo6GG3k4yDPecgJY292j7xrsUGWBu",
        "ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL",
        "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v",
        "GBibLSLsrfDy9CCHt8RZT5PAwtsnDf5MczNa5EQar5Tw"
        ]
        """
    private static let plainInstructions = """
        [
        {"programIdIndex":7,"accounts":[0,2,6,8,3,5],"data":"2"},
        {"programIdIndex":4,"accounts":[0],"data":"A9r6JXouXGqF8iwEg3HLwit8QsqDvCryV"},
        {"programIdIndex":5,"accounts":[1,8,2,0,9],"data":"gvQzKgr3xhN2h"}
        ]
        """

    @Test func `refuses loaded addresses and inner instructions of another transaction`() {
        let body = "\"transaction\":[\"\(Golden.v0.base64)\",\"base64\"]"
        let key = World.usdc
        #expect(
            DecodeSupport.failure(
                "{\(body),\"meta\":{\"loadedAddresses\":"
                    + "{\"writable\":[\"\(key)\"],\"readonly\":[]}}}") != nil)
        func inner(_ outer: Int, _ program: Int) -> String {
            "{\(body),\"meta\":{\"innerInstructions\":[{\"index\":\(outer),\"instructions\":"
                + "[{\"programIdIndex\":\(program),\"accounts\":[0],\"data\":\"\"}]}]}}"
        }
        #expect(DecodeSupport.failure(inner(4, 10)) == nil)
        #expect(DecodeSupport.failure(inner(5, 10)) != nil)
        #expect(DecodeSupport.failure(inner(4, 11)) != nil)
        #expect(DecodeSupport.failure(inner(4, 256)) != nil)
    }

    @Test(arguments: [(255, true), (256, false), (200_000, false)])
    func `refuses more accounts of a called instruction than the runtime hands on`(
        count: Int, isFine: Bool
    ) {
        let accounts = String(repeating: "0,", count: count).dropLast()
        let text = """
            {"transaction":["\(Golden.v0.base64)","base64"],"meta":{"innerInstructions":[
            {"index":4,"instructions":[{"programIdIndex":9,"accounts":[\(accounts)],"data":""}]}]}}
            """
        #expect((DecodeSupport.failure(text) == nil) == isFine)
    }
}
