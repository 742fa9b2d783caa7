import DepositVerifier
import Testing

@testable import DepositCases

struct CaseRecordingTests {
    /// Every case that is decided, recorded while it is decided, must be decided alike from that
    /// recording and nothing else.
    @Test(arguments: ["A01", "A03-destination", "A34-top", "B01", "B20", "H01"])
    func `keeps all that a verdict needs`(name: String) async throws {
        var folder = try Catalogue.open().folder(name)
        let policy = try PolicyFile.parse(folder.policy) { _ in nil }.policy
        let recordings = folder.transcripts.map { RecordingTransport(CasePlayer($0)) }
        let decision = try await Verifier(policy: policy, endpoints: recordings)
            .verify(folder.description.asks[0].signature)
        let recording = CaseRecording(
            name: name, policy: policy, codes: [], date: "2026-11-21",
            operators: recordings.map(\.operatorName), exchanges: recordings.map(\.exchanges))
        let files = recording.files(decision)
        #expect(files.map(\.path).prefix(2) == ["case.json", "expect.json"])
        folder.transcripts = try files.dropFirst(2).map { file in
            try Transcript(json: JSONDocument(parsing: file.content).root, programs: [:])
        }
        folder.description = try CaseDescription(
            json: JSONDocument(parsing: files[0].content).root)
        folder.description.asks = try Catalogue.open().folder(name).description.asks
        let run = CaseRun(folder, isStrict: true)
        #expect(await run.differences() == [])
        #expect(run.players.flatMap(\.unrecorded) == [])
    }

    private static func transcript(_ exchange: RPCExchange) async throws -> String {
        let folder = try Catalogue.open().folder("A01")
        let policy = try PolicyFile.parse(folder.policy) { _ in nil }.policy
        let decision = try await CaseRun(folder).decisions()[0]
        let recording = CaseRecording(
            name: "x", policy: policy, codes: [], date: "", operators: ["one"],
            exchanges: [[exchange]])
        let file = try #require(recording.files(decision).last)
        return String(decoding: file.content.filter { $0 > 0x20 }, as: UTF8.self)
    }

    private static func exchange(
        _ request: String, _ outcome: RPCExchange.Outcome
    ) -> RPCExchange {
        RPCExchange(operatorName: "one", request: Array(request.utf8), outcome: outcome)
    }

    private static let slot = #"{"jsonrpc":"2.0","id":1,"method":"getSlot","params":[]}"#

    private static func text(_ record: String) -> String {
        #"{"operator":"one","exchanges":[\#(record)]}"#
    }

    @Test func `keeps accounts that were asked for together one by one`() async throws {
        let request = #"{"id":1,"method":"getMultipleAccounts","params":[["a","b"],{"c":1}]}"#
        let answer = #"{"id":1,"result":{"context":{"slot":3},"value":[{"x":1.0},null]}}"#
        let told = try await Self.transcript(
            Self.exchange(request, .answer(Array(answer.utf8))))
        func record(_ key: String, _ value: String) -> String {
            #"{"request":{"method":"getAccountInfo","params":["\#(key)",{"c":1}]},"#
                + #""response":{"result":{"context":{"slot":3},"value":\#(value)}}}"#
        }
        #expect(told == Self.text(record("a", #"{"x":1.0}"#) + "," + record("b", "null")))
    }

    @Test(arguments: [
        (#"{"jsonrpc":"2.0","id":1,"result":5}"#, #"{"result":5}"#),
        (#"{"jsonrpc":"2.0","id":1,"error":{"code":-1}}"#, #"{"error":{"code":-1}}"#),
        ("<>", #"{"bodyBase64":"PD4="}"#),
        (#"{"result":5}"#, #"{"bodyBase64":"eyJyZXN1bHQiOjV9"}"#),
    ])
    func `keeps an answer, and whole what is none`(answer: String, kept: String) async throws {
        let told = try await Self.transcript(
            Self.exchange(Self.slot, .answer(Array(answer.utf8))))
        #expect(
            told
                == Self.text(
                    #"{"request":{"method":"getSlot","params":[]},"response":\#(kept)}"#))
    }

    @Test(arguments: [
        (RPCError.Code.rateLimited, #"{"http":429}"#), (.http(status: 502), #"{"http":502}"#),
        (.timeout, #"{"silent":true}"#), (.transport, #"{"silent":true}"#),
    ])
    func `keeps that there was no answer`(code: RPCError.Code, kept: String) async throws {
        let told = try await Self.transcript(
            Self.exchange(Self.slot, .failure(RPCError(code, ""))))
        #expect(told.hasSuffix(#""response":\#(kept)}]}"#))
    }
}
