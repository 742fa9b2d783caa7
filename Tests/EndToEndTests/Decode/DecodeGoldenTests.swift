import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

@testable import l5_deposit

@Suite struct DecodeGoldenTests {
    @Test(arguments: DecodeSupport.golden)
    func `writes the documented examples`(name: String, vector: Golden.Vector) throws {
        let json = DecodeSupport.decode(vector.base64, .json)
        #expect(json.output == (try Repository.read("decode/\(name).json")))
        #expect(json.errors.isEmpty)
        #expect(json.exitCode == 0)
        let text = DecodeSupport.decode(vector.base64, .text())
        #expect(text.output == (try Repository.read("decode/\(name).txt")))
        #expect(text.errors.isEmpty)
        #expect(text.exitCode == 0)
        let line = DecodeSupport.decode(vector.base64, .jsonCompact).output
        #expect(line.count { $0 == UInt8(ascii: "\n") } == 1)
    }

    @Test(arguments: DecodeSupport.golden)
    func `finds the encoding by itself`(name: String, vector: Golden.Vector) throws {
        let bytes = try DecodeSupport.bytes(vector)
        let transaction = try Transaction(decoding: bytes)
        let wrapped = vector.base64.enumerated().reduce(into: "") { text, next in
            if next.offset > 0, next.offset.isMultiple(of: 76) { text += "\r\n" }
            text.append(next.element)
        }
        let forms: [(DecodeInput.Encoding, String)] = [
            (.base64, vector.base64), (.base64, "  \(wrapped)\n\n"),
            (.base58, Base58.encode(bytes)), (.hex, Hexadecimal.encode(bytes)),
            (.hex, Hexadecimal.encode(bytes, uppercase: true) + "\n"),
            (.json, "{\"transaction\":[\"\(vector.base64)\",\"base64\"],\"meta\":null}"),
            (.json, "[{\"transaction\":[\"\(vector.base64)\",\"base64\"]}]"),
            (.json, " {\"result\":{\"transaction\":[\"\(Base58.encode(bytes))\",\"base58\"]}}"),
        ]
        for (encoding, text) in forms {
            let input = try DecodeInput(parsing: Array(text.utf8))
            #expect(input.encoding == encoding)
            #expect(input.transaction == transaction)
        }
    }

    @Test(arguments: DecodeSupport.golden)
    func `shows a signature that does not verify`(name: String, vector: Golden.Vector) throws {
        var bytes = try DecodeSupport.bytes(vector)
        // Another blockhash, so another message.
        let place = name == "A04" ? 10 : bytes.count - 80
        bytes[place] ^= 1
        let document = try DecodeSupport.document(Base64.encode(bytes))
        let row = try #require(try document.required("signatures").array().map { $0 }.first)
        #expect(try row.required("valid").bool() == false)
        #expect(try row.required("status").string() == "invalid")
    }
}
