import SolanaCodec
import TestSupport
import Testing

@Suite struct BLAKE3Tests {
    struct Row: Decodable {
        var length: Int
        var hash: String
    }

    /// Lengths at both sides of every block, chunk and subtree border.
    @Test func `hashes messages of many lengths as the Rust SDK does`() throws {
        let rows = try Repository.decode([Row].self, from: "decode/message-hashes.json")
        #expect(rows.count == 40)
        for row in rows {
            let bytes = (0..<row.length).map { UInt8($0 % 251) }
            let digest = BLAKE3.hash(Array("solana-tx-message-v1".utf8) + bytes)
            #expect(Base58.encode(digest.bytes) == row.hash, "\(row.length)")
        }
    }

    /// The first of the vectors that the authors of BLAKE3 publish.
    @Test func `hashes the empty input`() {
        #expect(
            Hexadecimal.encode(BLAKE3.hash([]).bytes)
                == "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262")
    }

    /// From solders: `str(VersionedTransaction.from_bytes(…).message.hash())`.
    @Test(arguments: [
        (Golden.legacy, "A82dHq2ptntZjcZKTWjztmhEgmRsBL56zFYjLCkBCjUS"),
        (Golden.v0, "6PWw1dkZxd3CaFwX9N8DGBVAbBq22vSkWQTXNyr6SdB6"),
        (Golden.v1, "9WFjfYiJW9q1RSrDbxrqSMMcxKBgiA1C31UK9uGKJRvG"),
    ])
    func `names the message of a transaction as the cluster does`(
        vector: Golden.Vector, hash: String
    ) throws {
        let bytes = try #require(Base64.decode(vector.base64))
        let transaction = try Transaction(decoding: bytes)
        #expect(Base58.encode(transaction.messageHash.bytes) == hash)
    }
}
