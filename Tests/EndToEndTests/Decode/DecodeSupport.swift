import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

@testable import l5_deposit

/// The golden transactions by their names in the case catalogue.
enum DecodeSupport {
    static let golden = [("A01", Golden.legacy), ("A02", Golden.v0), ("A04", Golden.v1)]

    static func bytes(_ vector: Golden.Vector) throws -> [UInt8] {
        try #require(Base64.decode(vector.base64))
    }

    static func decode(_ text: String, _ form: DecodeOutcome.Form = .json) -> DecodeOutcome {
        DecodeOutcome(Array(text.utf8), form: form)
    }

    /// The failure of a text that must not decode.
    static func failure(_ text: String) -> DecodeFailure? {
        do throws(DecodeFailure) {
            _ = try DecodeReport(parsing: Array(text.utf8))
            return nil
        } catch {
            return error
        }
    }

    /// The document of a text that must decode.
    static func document(_ text: String) throws -> JSONValue {
        let outcome = decode(text)
        try #require(outcome.exitCode == 0, "\(String(decoding: outcome.errors, as: UTF8.self))")
        return try JSONDocument(parsing: outcome.output).root
    }
}

extension JSONValue {
    /// The texts of an array of strings.
    func strings() throws -> [String] { try array().map { try $0.string() } }
}
