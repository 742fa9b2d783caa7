import DepositVerifier
import Synchronization

/// A transport that gives scripted answers one after another and keeps the requests.
final class AnswerScript: RPCTransport {
    let operatorName = "script"
    private let answers: Mutex<[Result<String, RPCError>]>
    private let seen = Mutex<[String]>([])

    init(_ answers: [Result<String, RPCError>]) {
        self.answers = Mutex(answers)
    }

    /// Answers requests 1, 2, … with these results.
    convenience init(results: String...) {
        self.init(
            results.enumerated().map { number, result in
                .success(#"{"jsonrpc":"2.0","id":\#(number + 1),"result":\#(result)}"#)
            })
    }

    var requests: [String] { seen.withLock { $0 } }

    func send(_ body: [UInt8]) async throws -> [UInt8] {
        seen.withLock { $0.append(String(decoding: body, as: UTF8.self)) }
        let answer = answers.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        guard let answer else { throw RPCError(.transport, "the script has ended") }
        return Array(try answer.get().utf8)
    }

    func redact(_ text: [UInt8]) -> [UInt8] {
        String(decoding: text, as: UTF8.self) == "secret" ? Array("hidden".utf8) : text
    }
}
