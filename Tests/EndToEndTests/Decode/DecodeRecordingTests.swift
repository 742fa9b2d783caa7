import DepositVerifier
import Foundation
import SolanaCodec
import TestSupport
import Testing

@testable import l5_deposit

@Suite struct DecodeRecordingTests {
    private static let folder = "transactions/recordings"
    private static let files =
        ((try? FileManager.default.contentsOfDirectory(atPath: Repository.fixture(folder).path))
        ?? []).filter { $0.hasSuffix(".json") }.sorted()
    private static let compiled = files.filter { $0.hasPrefix("tx-parser-") }
    private static let parsed = files.filter { !$0.hasPrefix("tx-parser-") }

    @Test func `all recordings are there`() {
        #expect(Self.compiled.count == 27)
        #expect(Self.parsed.count == 7)
    }

    @Test(arguments: compiled)
    func `decodes an answer in the json encoding`(file: String) throws {
        let text = try Repository.read("\(Self.folder)/\(file)")
        let report = try DecodeReport(parsing: text)
        #expect(report.signatureStatuses.allSatisfy { $0 == .valid })
        let answer = try JSONDocument(parsing: text).root
        let recorded = try #require(try answer.array().map { $0 }.first)
        let names = try Self.names(recorded)
        let document = try JSONDocument(parsing: report.json.encoded()).root
        #expect(
            try document.required("accounts").array().map { try $0.required("address").string() }
                == names)
        let expected = try Self.instructions(recorded, names)
        let found = try document.required("instructions").array().map { $0 }
        // No recording holds a batch, so each instruction of the answer is there once.
        try #require(found.count == expected.count)
        for (instruction, expected) in zip(found, expected) {
            #expect(try instruction.required("path").string() == expected.path)
            #expect(try instruction.required("programId").string() == expected.program)
            #expect(try instruction.required("accounts").strings() == expected.accounts)
            #expect(try instruction.required("data").string() == expected.data)
            #expect(try instruction.member("error") == nil)
        }
        #expect(!report.text().contains("cannot be decoded"))
        #expect(report.text().contains("\n├─ status         "))
    }

    @Test(arguments: parsed)
    func `refuses an answer in the jsonParsed encoding and says why`(file: String) throws {
        let outcome = DecodeOutcome(
            try Repository.read("\(Self.folder)/\(file)"), form: .jsonCompact)
        #expect(outcome.exitCode == 2)
        let errors = String(decoding: outcome.errors, as: UTF8.self)
        #expect(errors.contains("jsonParsed leaves some out"))
        let error = try JSONDocument(parsing: outcome.output).root.required("error")
        #expect(try error.required("code").string() == "malformed")
        #expect(try error.required("exit").uint64() == 2)
        #expect(try error.required("in").string() == "input")
    }

    private struct Expected {
        var path: String
        var program: String
        var accounts: [String]
        var data: String
    }

    private static func names(_ recorded: JSONValue) throws -> [String] {
        let loaded = try recorded.required("meta").required("loadedAddresses")
        return try recorded.required("transaction").required("message").required("accountKeys")
            .strings() + loaded.required("writable").strings()
            + loaded.required("readonly").strings()
    }

    private static func instructions(
        _ recorded: JSONValue, _ names: [String]
    ) throws -> [Expected] {
        func row(_ path: String, _ json: JSONValue) throws -> Expected {
            Expected(
                path: path, program: names[try json.required("programIdIndex").integer()],
                accounts: try json.required("accounts").array().map { names[try $0.integer()] },
                data: try json.required("data").string())
        }
        var output: [Expected] = []
        let groups = try recorded.required("meta").required("innerInstructions").array().map { $0 }
        let message = try recorded.required("transaction").required("message")
        for (outer, json) in try message.required("instructions").array().enumerated() {
            output.append(try row("\(outer)", json))
            for group in groups where try group.required("index").uint64() == UInt64(outer) {
                for (inner, json) in try group.required("instructions").array().enumerated() {
                    output.append(try row("\(outer).\(inner)", json))
                }
            }
        }
        return output
    }
}
