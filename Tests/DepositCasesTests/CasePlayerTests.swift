import DepositVerifier
import Testing

@testable import DepositCases

struct CasePlayerTests {
    private static func player(_ exchanges: String..., isStrict: Bool = false) throws -> CasePlayer
    {
        let text = #"{"operator":"one","exchanges":[\#(exchanges.joined(separator: ","))]}"#
        let json = try JSONDocument(parsing: Array(text.utf8)).root
        return CasePlayer(try Transcript(json: json, programs: ["p": [1, 2]]), isStrict: isStrict)
    }

    private static func record(
        _ method: String, _ params: String, _ response: String, step: Int = 0
    ) -> String {
        #"{"request":{"method":"\#(method)","params":\#(params)},"#
            + #""response":\#(response),"step":\#(step)}"#
    }

    private static func request(_ method: String, _ params: String = "[]", id: String = "7")
        -> String
    {
        #"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":\#(params)}"#
    }

    private static func answer(_ player: CasePlayer, _ body: String) -> String {
        guard case .body(let bytes) = player.answer(to: Array(body.utf8)) else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func result(_ text: String, id: String = "7") -> String {
        #"{"jsonrpc":"2.0","result":\#(text),"id":\#(id)}"#
    }

    @Test(arguments: ["7", #""a b""#, "null"])
    func `repeats the id of the request`(id: String) throws {
        let player = try Self.player(Self.record("getSlot", "[]", #"{"result":5}"#))
        #expect(
            Self.answer(player, Self.request("getSlot", id: id)) == Self.result("5", id: id))
    }

    @Test func `asks for no more than what was recorded`() throws {
        let player = try Self.player(
            Self.record("getTransaction", #"["s"]"#, #"{"result":{"slot":1}}"#),
            Self.record("getSlot", #"[{"commitment":"confirmed"}]"#, #"{"result":9}"#))
        let options = #"["s",{"encoding":"base64"}]"#
        #expect(
            Self.answer(player, Self.request("getTransaction", options))
                == Self.result(#"{"slot":1}"#))
        let confirmed = #"[{"minContextSlot":1,"commitment":"confirmed"}]"#
        #expect(Self.answer(player, Self.request("getSlot", confirmed)) == Self.result("9"))
        let finalized = #"[{"commitment":"finalized"}]"#
        #expect(Self.answer(player, Self.request("getSlot", finalized)).contains("-32601"))
        #expect(Self.answer(player, Self.request("getSlot")).contains("-32601"))
    }

    @Test func `sends a result as it was recorded, down to its repeated keys`() throws {
        let player = try Self.player(
            Self.record("getHealth", "[]", #"{"result":{"a":1.50,"a":"\u0041"}}"#))
        #expect(
            Self.answer(player, Self.request("getHealth"))
                == Self.result(#"{"a":1.50,"a":"\u0041"}"#))
    }

    @Test func `puts statuses together from records of one each`() throws {
        let player = try Self.player(
            Self.record(
                "getSignatureStatuses", #"[["b"]]"#,
                #"{"result":{"context":{"slot":8},"value":[{"slot":2}]}}"#),
            Self.record(
                "getSignatureStatuses", #"[["a"]]"#,
                #"{"result":{"context":{"slot":9},"value":[{"slot":1}]}}"#))
        let asked = #"[["a","x","b"],{"searchTransactionHistory":true}]"#
        let told = #"{"context":{"slot":9},"value":[{"slot":1},null,{"slot":2}]}"#
        #expect(
            Self.answer(player, Self.request("getSignatureStatuses", asked)) == Self.result(told))
    }

    @Test func `puts accounts together from records of one each`() throws {
        let player = try Self.player(
            Self.record(
                "getAccountInfo", #"["a"]"#,
                #"{"result":{"context":{"slot":9},"value":{"lamports":1}}}"#),
            Self.record("getAccountInfo", #"["bad"]"#, #"{"error":{"code":-32005}}"#))
        let told = #"{"context":{"slot":9},"value":[{"lamports":1},null]}"#
        #expect(
            Self.answer(player, Self.request("getMultipleAccounts", #"[["a","b"],{}]"#))
                == Self.result(told))
        #expect(
            Self.answer(player, Self.request("getMultipleAccounts", #"[["a","bad"]]"#))
                == #"{"jsonrpc":"2.0","error":{"code":-32005},"id":7}"#)
        #expect(
            Self.answer(player, Self.request("getAccountInfo", #"["none"]"#))
                == Self.result(#"{"context":{"slot":9},"value":null}"#))
    }

    /// The prefix 00 before the code 01 02.
    @Test func `puts a program's account together from its file`() throws {
        let account = #"{"slot":4,"lamports":5,"owner":"L","prefix":"AA==","file":"p"}"#
        let player = try Self.player(
            Self.record("getAccountInfo", #"["d"]"#, #"{"account":\#(account)}"#))
        let told =
            #"{"context":{"slot":4},"value":{"lamports":5,"owner":"L","data":["AAEC","base64"],"#
            + #""executable":false,"rentEpoch":18446744073709551615,"space":3}}"#
        #expect(
            Self.answer(player, Self.request("getAccountInfo", #"["d"]"#)) == Self.result(told))
    }

    @Test func `goes from step to step, and knows the last record of a step`() throws {
        let player = try Self.player(
            Self.record("getSlot", "[]", #"{"result":3}"#, step: 2),
            Self.record("getSlot", "[]", #"{"result":0}"#),
            Self.record("getSlot", "[]", #"{"result":1}"#))
        var told: [String] = []
        for step in 0...3 {
            player.begin(step)
            told.append(Self.answer(player, Self.request("getSlot")))
        }
        #expect(told == ["1", "1", "3", "3"].map { Self.result($0) })
    }

    @Test func `answers several requests at once, in their order`() throws {
        let player = try Self.player(Self.record("getSlot", "[]", #"{"result":5}"#))
        let requests = [
            Self.request("getSlot", id: "1"), Self.request("getTransaction", #"["s"]"#, id: "2"),
        ]
        #expect(
            Self.answer(player, "[\(requests.joined(separator: ","))]")
                == "[\(Self.result("5", id: "1")),\(Self.result("null", id: "2"))]")
    }

    @Test func `fails as the endpoint failed`() async throws {
        let player = try Self.player(
            Self.record("limited", "[]", #"{"http":429,"body":"slow"}"#),
            Self.record("broken", "[]", #"{"http":502}"#),
            Self.record("silent", "[]", #"{"silent":true}"#),
            Self.record("html", "[]", #"{"body":"<html>"}"#),
            Self.record("bytes", "[]", #"{"bodyBase64":"/w=="}"#))
        func code(_ method: String) async -> RPCError.Code? {
            do {
                _ = try await player.send(Array(Self.request(method).utf8))
                return nil
            } catch {
                return (error as? RPCError)?.code
            }
        }
        #expect(await code("limited") == .rateLimited)
        #expect(
            player.answer(to: Array(Self.request("limited").utf8))
                == .http(429, Array("slow".utf8)))
        #expect(await code("broken") == .http(status: 502))
        #expect(await code("silent") == .timeout)
        #expect(player.answer(to: Array(Self.request("silent").utf8)) == .silent)
        #expect(Self.answer(player, Self.request("html")) == "<html>")
        #expect(player.answer(to: Array(Self.request("bytes").utf8)) == .body([0xFF]))
        #expect(player.answer(to: Array("{".utf8)) == .http(400, []))
    }

    @Test func `tells what was not recorded`() async throws {
        let player = try Self.player(
            Self.record("getSlot", "[]", #"{"result":5}"#), isStrict: true)
        _ = try await player.send(Array(Self.request("getSlot").utf8))
        #expect(player.unrecorded.isEmpty)
        for _ in 0..<2 {
            let error = await #expect(throws: RPCError.self) {
                try await player.send(Array(Self.request("getTransaction", #"["s"]"#).utf8))
            }
            #expect(error?.code == .notRecorded)
        }
        #expect(player.unrecorded == [#"getTransaction ["s"]"#])
    }

    @Test(
        arguments: [
            #"{"result":1,"extra":2}"#, "{}", #"{"silent":false}"#, #"{"http":"x"}"#,
            #"{"bodyBase64":"?"}"#, #"{"account":{}}"#,
        ])
    func `refuses a response that it does not know`(response: String) {
        #expect(throws: JSONError.self) {
            try Self.player(Self.record("getSlot", "[]", response))
        }
    }
}
