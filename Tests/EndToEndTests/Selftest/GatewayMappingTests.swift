import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

@testable import l5_deposit

struct GatewayMappingTests {
    private static func mapping(_ text: String) throws -> GatewayMapping {
        try GatewayMapping(parsing: Array(text.utf8)) { $0 == "KEY" ? "secret" : nil }
    }

    private static let simple = """
        {"schema":"l5.mapping/1","path":"/v","body":{"sig":"$signature","code":"$code","k":[1]},
         "status":{"accept":[200],"reject":[422]},"headers":{"X-Key":"a ${KEY}"},
         "amount":"/data/sum","code":"/data/code","decimals":6}
        """

    @Test func `builds a request, without what the ask does not have`() throws {
        let mapping = try Self.mapping(Self.simple)
        #expect(mapping.headers.map(\.value) == ["a secret"])
        #expect(
            String(decoding: mapping.request([.signature: "s"]), as: UTF8.self)
                == #"{"sig":"s","k":[1]}"#)
        #expect(
            String(decoding: mapping.request([.signature: "s", .code: "c"]), as: UTF8.self)
                == #"{"sig":"s","code":"c","k":[1]}"#)
        #expect(mapping.placeholders == [.signature, .code])
    }

    @Test func `leaves out an object of which nothing is left`() throws {
        let mapping = try Self.mapping(GatewayMapping.usual)
        #expect(
            String(decoding: mapping.request([.signature: "s"]), as: UTF8.self)
                == #"{"tx_signature":"s"}"#)
    }

    @Test func `reads an answer by its status`() throws {
        let mapping = try Self.mapping(Self.simple)
        let body = #"{"data":{"sum":"2.50","code":"A1B2C3D4E5F6A7B8"}}"#
        let answer = mapping.read(status: 200, Array(body.utf8))
        #expect(answer.verdict == .accept)
        #expect(answer.credits.map(\.amount) == [2_500_000])
        #expect(answer.credits.map(\.code) == [DepositCode(parsing: "A1B2C3D4E5F6A7B8")])
        #expect(mapping.read(status: 422, []).verdict == .reject)
        #expect(mapping.read(status: 500, Array("<".utf8)).verdict == nil)
        #expect(!mapping.tellsDuplicates)
    }

    @Test func `reads an answer by its words`() throws {
        let mapping = try Self.mapping(GatewayMapping.usual)
        let body = """
            {"verdict":"ACCEPT","reason":null,"credits":[
              {"event":"4","code":"A1B2C3D4E5F6A7B8","amount":5000000},{"event":"5","amount":1}]}
            """
        let answer = mapping.read(status: 200, Array(body.utf8))
        #expect(answer.verdict == .accept)
        #expect(answer.reason == nil)
        #expect(answer.credits.map(\.amount) == [5_000_000, 1])
        let refusal = #"{"detail":"…","reason":"claim_mismatch","verdict":"REJECT"}"#
        let refused = mapping.read(status: 409, Array(refusal.utf8))
        #expect(refused.verdict == .reject)
        #expect(refused.reason == "claim_mismatch")
        #expect(mapping.tellsDuplicates)
    }

    @Test func `understands the example`() throws {
        let text = try Repository.read("cases/mapping.example.json")
        let mapping = try GatewayMapping(parsing: text) { _ in "key" }
        #expect(mapping.headers.map(\.value) == ["Bearer key"])
        #expect(mapping.host == "gateway.example")
        #expect(mapping.read(status: 503, []).verdict == .unknown)
    }

    @Test(arguments: [
        "{}", #"{"schema":"l5.mapping/1","path":"/","body":{"s":"$signature"}}"#,
        #"{"schema":"l5.mapping/1","path":"/","body":{},"status":{"accept":[200]}}"#,
        #"{"schema":"l5.mapping/1","path":"/","body":["$signature"],"status":{"accept":["x"]}}"#,
        #"{"schema":"l5.mapping/1","path":"/","body":["$signature"],"status":{"accept":[1]},"x":1}"#,
        #"{"schema":"l5.mapping/1","path":"/","body":["$signature"],"status":{"accept":[1]},"#
            + #""headers":{"A":"${UNSET}"}}"#,
        #"{"schema":"l5.mapping/1","path":"/","body":["$signature"],"status":{"accept":[1]},"#
            + #""code":"no slash"}"#,
    ])
    func `refuses a mapping that cannot be used`(text: String) {
        #expect(throws: JSONError.self) { try Self.mapping(text) }
    }

    /// RFC 6901, section 5.
    @Test(arguments: [
        ("/foo/0", #""bar""#), ("/", "0"), ("/a~1b", "1"), ("/c%d", "2"), ("/e^f", "3"),
        ("/g|h", "4"), ("/i\\j", "5"), ("/k\"l", "6"), ("/ ", "7"), ("/m~0n", "8"),
    ])
    func `follows pointers`(pointer: String, value: String) throws {
        let text = #"""
            {"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,
             "m~n":8}
            """#
        let root = try JSONDocument(parsing: Array(text.utf8)).root
        let place = try #require(JSONPointer(pointer))
        #expect(place.value(in: root)?.sourceText == value)
        #expect(JSONPointer("")?.value(in: root)?.kind == .object)
        for missing in ["/foo/2", "/foo/-1", "/foo/01", "/foo/x", "/none", "/foo/0/x"] {
            #expect(JSONPointer(missing)?.value(in: root) == nil)
        }
        #expect(JSONPointer("foo") == nil)
        #expect(JSONPointer("/~2") == nil)
    }
}
