import DepositVerifier
import Testing

@testable import DepositCases

/// The comparison itself: whatever a verifier does wrong must show.
struct CaseRunTests {
    private static func expectation(_ text: String) throws -> CaseExpectation {
        try CaseExpectation(json: JSONDocument(parsing: Array(text.utf8)).root)
    }

    private static func run(_ expected: String, name: String = "A01") async throws -> [String] {
        var folder = try Catalogue.open().folder(name)
        folder.expectation = try expectation(expected)
        return await CaseRun(folder).differences()
    }

    private static let credit = #"{"event":"4","code":"A1B2C3D4E5F6A7B8","amount":"5000000"}"#

    @Test func `finds nothing where all is as expected`() async throws {
        let found = try await Self.run(
            #"{"verdict":"accept","credits":[\#(Self.credit)],"reviews":[]}"#)
        #expect(found == [])
    }

    @Test func `finds another verdict, and what is credited nevertheless`() async throws {
        let found = try await Self.run(
            #"{"verdict":"reject","reason":"tx_failed","credits":[],"reviews":[]}"#)
        #expect(
            found == [
                "expected reject tx_failed, got accept",
                "unexpected credit 4: 5000000 to A1B2C3D4E5F6A7B8",
            ])
    }

    @Test(
        arguments: [
            #"{"event":"3","code":"A1B2C3D4E5F6A7B8","amount":"5000000"}"#,
            #"{"event":"4","code":"1122334455667788","amount":"5000000"}"#,
            #"{"event":"4","code":"A1B2C3D4E5F6A7B8","amount":"5000001"}"#,
        ])
    func `finds another credit`(credit: String) async throws {
        let found = try await Self.run(
            #"{"verdict":"accept","credits":[\#(credit)],"reviews":[]}"#)
        #expect(found.count == 4)
        #expect(found[0].hasPrefix("missing credit "))
        #expect(found[1] == "unexpected credit 4: 5000000 to A1B2C3D4E5F6A7B8")
    }

    @Test func `finds a missing review and a missing flag`() async throws {
        let review = #"{"event":"4","reason":"outflow","amount":"1"}"#
        let found = try await Self.run(
            #"{"verdict":"accept","credits":[\#(Self.credit)],"reviews":[\#(review)],"#
                + #""flags":["alarm"]}"#)
        #expect(
            found.prefix(2) == ["missing review 4: outflow of 1", "expected flag alarm"])
    }

    @Test func `finds an answer where none may be`() async throws {
        #expect(
            try await Self.run(#"{"noAnswer":true}"#) == ["expected no answer, got accept"])
        #expect(
            try await Self.run(#"{"configurationError":"wrong_cluster"}"#)
                == ["expected configuration error wrong_cluster, got accept"])
    }

    @Test(
        arguments: [
            #"{"verdict":"accept","reason":"tx_failed","credits":[],"reviews":[]}"#,
            #"{"verdict":"reject","credits":[],"reviews":[]}"#,
            #"{"verdict":"reject","reason":"outflow","credits":[],"reviews":[]}"#,
            #"{"verdict":"perhaps","credits":[],"reviews":[]}"#,
            #"{"verdict":"accept","credits":[]}"#,
            #"{"verdict":"accept","credits":[],"reviews":[],"note":1}"#,
            #"{"noAnswer":false}"#,
        ])
    func `refuses an expectation that contradicts itself`(text: String) {
        #expect(throws: JSONError.self) { try Self.expectation(text) }
    }
}
