import DepositVerifier
import SolanaCodec
import TestSupport
import Testing
import TransportCurl

@Suite struct CurlTransportTests {
    typealias Answer = @Sendable (LoopbackServer.Request, LoopbackServer.Connection) -> Bool

    static func transport(
        to server: LoopbackServer, timeout: Duration = .seconds(20), answerLimit: Int = 4_096,
        path: String = "", headers: [(name: String, value: String)] = []
    ) throws -> CurlTransport {
        try CurlTransport(
            CurlConfiguration(
                url: server.url + path, headers: headers, operatorName: "test operator",
                timeout: timeout, answerLimit: answerLimit))
    }

    /// The error that a server with this behaviour causes.
    static func failure(
        timeout: Duration = .seconds(20), _ answer: @escaping Answer
    ) async throws -> RPCError? {
        let server = try LoopbackServer(answer)
        defer { server.stop() }
        let transport = try transport(to: server, timeout: timeout)
        return await #expect(throws: RPCError.self) { try await transport.send([0x7B, 0x7D]) }
    }

    @Test func `posts the body and returns the answer's`() async throws {
        let server = try LoopbackServer { $1.answer(#"{"a":1}"#) }
        defer { server.stop() }
        let transport = try Self.transport(
            to: server, path: "key?x=1", headers: [("Authorization", "Bearer canary")])
        let answer = try await transport.send(Array(#"{"b":2}"#.utf8))
        #expect(answer == Array(#"{"a":1}"#.utf8))
        let request = try #require(server.requests.first)
        #expect(request.body == Array(#"{"b":2}"#.utf8))
        let lines = request.head.split(separator: "\r\n").map(String.init)
        #expect(lines.first == "POST /key?x=1 HTTP/1.1")
        #expect(lines.contains("Content-Type: application/json"))
        #expect(lines.contains("User-Agent: l5-deposit"))
        #expect(lines.contains("Authorization: Bearer canary"))
        #expect(lines.contains("Content-Length: 7"))
        #expect(!request.head.lowercased().contains("accept-encoding"))
        #expect(!request.head.lowercased().contains("expect"))
    }

    @Test func `keeps the connection for the next request`() async throws {
        let server = try LoopbackServer { request, connection in
            connection.answer(String(decoding: request.body, as: UTF8.self))
        }
        defer { server.stop() }
        let transport = try Self.transport(to: server)
        for number in 0..<20 {
            let body = Array("\(number)".utf8)
            #expect(try await transport.send(body) == body)
        }
        #expect(Set(server.requests.map(\.connection)) == [0])
    }

    @Test func `opens a new connection when the server has closed the old one`() async throws {
        let server = try LoopbackServer { _, connection in
            connection.answer("1")
            return false
        }
        defer { server.stop() }
        let transport = try Self.transport(to: server)
        for _ in 0..<5 { #expect(try await transport.send([0x30]) == [0x31]) }
        #expect(server.requests.count == 5)
    }

    /// A server that answers the first request, and closes the connection at each further one.
    static func closing() throws -> LoopbackServer {
        try LoopbackServer { request, connection in
            guard request.body == [0x30] else { return false }
            return connection.answer("1")
        }
    }

    @Test func `does not send a second time what may be sent only once`() async throws {
        let server = try Self.closing()
        defer { server.stop() }
        let transport = try Self.transport(to: server)
        #expect(try await transport.send([0x30]) == [0x31])
        let error = await #expect(throws: RPCError.self) {
            try await transport.send([0x31], as: RPCDelivery(isRepeatable: false))
        }
        #expect(error?.code == .transport)
        #expect(server.requests.filter { $0.body == [0x31] }.count == 1)
        // The next read is free to use a kept connection again.
        #expect(try await transport.send([0x30]) == [0x31])
    }

    @Test func `gives up after the time of the request`() async throws {
        let server = try LoopbackServer { _, connection in
            !connection.clientCloses(within: 20_000)
        }
        defer { server.stop() }
        let transport = try Self.transport(to: server)
        let error = await #expect(throws: RPCError.self) {
            try await transport.send([], as: RPCDelivery(timeLimit: .milliseconds(200)))
        }
        #expect(error?.code == .timeout)
    }

    @Test func `gives concurrent requests their own answers`() async throws {
        let server = try LoopbackServer { request, connection in
            connection.answer(String(decoding: request.body, as: UTF8.self))
        }
        defer { server.stop() }
        let transport = try Self.transport(to: server)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<100 {
                group.addTask {
                    let body = Array("\(number)".utf8)
                    return try await transport.send(body) == body
                }
            }
            for try await isOwn in group { #expect(isOwn) }
        }
        #expect(Set(server.requests.map(\.connection)).count <= 16)
    }

    @Test func `sends a body of one mebibyte`() async throws {
        let server = try LoopbackServer { $1.answer("\($0.body.count)") }
        defer { server.stop() }
        let transport = try Self.transport(to: server)
        let body = [UInt8](repeating: 0x61, count: 1_100_000)
        #expect(try await transport.send(body) == Array("1100000".utf8))
    }

    @Test func `reads chunked answers`() async throws {
        let server = try LoopbackServer { _, connection in
            connection.write(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
        }
        defer { server.stop() }
        #expect(try await Self.transport(to: server).send([]) == Array("abcde".utf8))
    }

    // MARK: Refused answers

    static let statuses: [(String, RPCError.Code)] = [
        ("204 No Content", .http(status: 204)), ("400 Bad Request", .http(status: 400)),
        ("401 Unauthorized", .http(status: 401)), ("404 Not Found", .http(status: 404)),
        ("429 Too Many Requests", .rateLimited), ("500 Server Error", .http(status: 500)),
        ("503 Unavailable", .http(status: 503)),
    ]

    @Test(arguments: statuses)
    func `takes no body of another status than 200`(
        _ status: String, _ code: RPCError.Code
    ) async throws {
        let body = status.hasPrefix("204") ? "" : #"{"result":1}"#
        let error = try await Self.failure { $1.answer(body, status: status) }
        #expect(error?.code == code)
        #expect(error?.reason.hasPrefix("test operator: ") == true)
    }

    @Test(arguments: ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
    func `follows no redirect`(_ status: String) async throws {
        let target = try LoopbackServer { $1.answer("1") }
        defer { target.stop() }
        let location = "Location: \(target.url)\r\n"
        let error = try await Self.failure { $1.answer("", status: status, headers: location) }
        #expect(error?.code == .http(status: Int(status.prefix(3)) ?? 0))
        #expect(target.requests.isEmpty)
    }

    @Test func `takes an answer of the limit and none above`() async throws {
        let server = try LoopbackServer { request, connection in
            connection.answer(String(repeating: "a", count: request.body.count))
        }
        defer { server.stop() }
        let transport = try Self.transport(to: server, answerLimit: 1_000)
        let body = [UInt8](repeating: 0x61, count: 1_000)
        #expect(try await transport.send(body) == body)
        let error = await #expect(throws: RPCError.self) {
            try await transport.send(body + [0x61])
        }
        #expect(error?.code == .oversized)
    }

    @Test func `stops reading an endless answer without a length`() async throws {
        let error = try await Self.failure { _, connection in
            connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            let chunk = "1000\r\n" + String(repeating: "a", count: 4_096) + "\r\n"
            while connection.write(chunk) {}
            return false
        }
        #expect(error?.code == .oversized)
    }

    @Test func `stops reading endless headers`() async throws {
        let error = try await Self.failure { _, connection in
            connection.write("HTTP/1.1 200 OK\r\n")
            while connection.write("X-Header: \(String(repeating: "a", count: 1_000))\r\n") {}
            return false
        }
        #expect(error?.code == .oversized)
    }

    @Test(arguments: ["gzip", "GZIP", "deflate", "br", "x-unknown", "identity, gzip"])
    func `refuses a compressed answer`(_ encoding: String) async throws {
        let error = try await Self.failure {
            $1.answer("{}", headers: "content-ENCODING: \(encoding)\r\n")
        }
        #expect(error?.code == .malformed)
    }

    @Test(arguments: ["gzip, chunked", "deflate", "gzip"])
    func `refuses a transfer that is compressed`(_ encoding: String) async throws {
        let error = try await Self.failure { _, connection in
            connection.write(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: \(encoding)\r\n\r\n2\r\n{}\r\n0\r\n\r\n")
            return false
        }
        #expect(error?.code == .malformed)
    }

    @Test func `takes an answer that says it is not compressed`() async throws {
        let server = try LoopbackServer {
            $1.answer("1", headers: "Content-Encoding: identity\r\n")
        }
        defer { server.stop() }
        #expect(try await Self.transport(to: server).send([]) == [0x31])
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"a\"", "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nX: y\r\n",
    ])
    func `reports a connection that closes in the middle`(_ answer: String) async throws {
        let error = try await Self.failure { _, connection in
            connection.write(answer)
            return false
        }
        #expect(error?.code == .transport)
        #expect(error?.reason == "test operator: connection closed in the middle of the answer")
    }

    @Test func `reports a connection that closes without an answer`() async throws {
        let error = try await Self.failure { _, _ in false }
        #expect(error?.code == .transport)
    }

    @Test func `reports an answer that is not HTTP`() async throws {
        let error = try await Self.failure { _, connection in
            connection.write("SSH-2.0-OpenSSH\r\n")
            return false
        }
        #expect(error?.code == .transport)
    }

    // MARK: Time

    @Test func `gives up on a server that says nothing`() async throws {
        let error = try await Self.failure(timeout: .milliseconds(200)) { _, connection in
            !connection.clientCloses(within: 20_000)
        }
        #expect(error?.code == .timeout)
    }

    @Test func `gives up on a server that sends a byte now and then`() async throws {
        let error = try await Self.failure(timeout: .milliseconds(300)) { _, connection in
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n")
            while !connection.clientCloses(within: 20), connection.write("a") {}
            return false
        }
        #expect(error?.code == .timeout)
    }

    @Test func `aborts the transfer when the task is cancelled`() async throws {
        let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
        let (closings, closing) = AsyncStream.makeStream(of: Bool.self)
        let server = try LoopbackServer { _, connection in
            arrival.yield()
            closing.yield(connection.clientCloses(within: 20_000))
            return false
        }
        defer { server.stop() }
        let transport = try Self.transport(to: server)
        let task = Task { try await transport.send([0x30]) }
        for await _ in arrivals { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        for await isClosed in closings {
            #expect(isClosed)
            break
        }
    }

    @Test func `sends nothing for a task that is cancelled already`() async throws {
        let server = try LoopbackServer { $1.answer("1") }
        defer { server.stop() }
        let transport = try Self.transport(to: server)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await transport.send([0x30])
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(server.requests.isEmpty)
    }

    // MARK: Connections

    @Test func `reports a refused connection without naming it`() async throws {
        let server = try LoopbackServer { _, _ in false }
        server.stop()
        let transport = try Self.transport(to: server)
        let error = await #expect(throws: RPCError.self) { try await transport.send([]) }
        #expect(error == RPCError(.transport, "test operator: connection refused"))
    }

    @Test func `reports a host that does not exist`() async throws {
        let transport = try CurlTransport(
            CurlConfiguration(url: "http://no-such-host.invalid/", operatorName: "nobody"))
        let error = await #expect(throws: RPCError.self) { try await transport.send([]) }
        #expect(error == RPCError(.transport, "nobody: could not resolve host"))
    }
}
