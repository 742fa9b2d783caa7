import Foundation
import TestSupport

/// `Tests/Oracle/credulous_gateway.py`, which ends with this value.
final class CredulousGateway: Sendable {
    /// Where it answers.
    let url: String
    /// The port at which it looks for an endpoint.
    let endpoint: String
    private let process: Process

    private struct Ready: Decodable {
        var port: Int
        var endpoint: Int
    }

    struct DidNotStart: Error {}

    init() throws {
        let process = Process()
        process.executableURL = URL(filePath: Oracle.python)
        process.arguments = [
            Repository.root.appending(path: "Tests/Oracle/credulous_gateway.py").path
        ]
        let output = Pipe()
        process.standardInput = Pipe()
        process.standardOutput = output
        try process.run()
        var line = Data()
        while line.last != UInt8(ascii: "\n") {
            guard let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty
            else { throw DidNotStart() }
            line += byte
        }
        let ready = try JSONDecoder().decode(Ready.self, from: line)
        url = "http://127.0.0.1:\(ready.port)"
        endpoint = "\(ready.endpoint)"
        self.process = process
    }

    deinit { process.terminate() }
}
