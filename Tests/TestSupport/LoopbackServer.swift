import Foundation
import Synchronization

#if canImport(Glibc)
import Glibc
private let stream = Int32(SOCK_STREAM.rawValue)
private let noSignal = Int32(MSG_NOSIGNAL)
#elseif canImport(Musl)
import Musl
private let stream = SOCK_STREAM
private let noSignal = MSG_NOSIGNAL
#else
import Darwin
private let stream = SOCK_STREAM
private let noSignal: Int32 = 0
#endif

/// A small HTTP/1.1 server on 127.0.0.1 that does what the test tells it, with each connection on a
/// thread of its own.
public final class LoopbackServer: Sendable {
    /// One request as it came in.
    public struct Request: Sendable {
        /// The request line and the headers.
        public var head: String
        /// The body.
        public var body: [UInt8]
        /// Which connection it came on, from 0.
        public var connection: Int
    }

    /// Where it listens.
    public let port: UInt16
    private let listener: Int32
    private let seen = Mutex<[Request]>([])

    /// Requests so far.
    public var requests: [Request] { seen.withLock { $0 } }
    /// Its root.
    public var url: String { "http://127.0.0.1:\(port)/" }

    /// Starts to listen. `answer` is called for each request and says whether to go on with the
    /// connection.
    public init(_ answer: @escaping @Sendable (Request, Connection) -> Bool) throws {
        listener = socket(AF_INET, stream, 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(listener, pointer, length) == 0 && listen(listener, 64) == 0
                    && getsockname(listener, pointer, &length) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRINUSE) }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [self] in
            var count = 0
            while case let descriptor = accept(listener, nil, nil), descriptor >= 0 {
                let number = count
                count += 1
                Thread.detachNewThread { [self] in serve(descriptor, number, answer) }
            }
            // Here only: elsewhere, this thread could go on to accept what comes to another server,
            // whose socket has got the number.
            close(listener)
        }
    }

    /// Stops to listen; connections end when their client ends them.
    public func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func serve(
        _ descriptor: Int32, _ number: Int, _ answer: (Request, Connection) -> Bool
    ) {
        let connection = Connection(descriptor: descriptor)
        while var request = connection.readRequest() {
            request.connection = number
            seen.withLock { $0.append(request) }
            guard answer(request, connection) else { break }
        }
        close(descriptor)
    }

    /// The server's end of a connection.
    public struct Connection {
        let descriptor: Int32

        /// Sends bytes; false if the client is gone.
        @discardableResult
        public func write(_ bytes: [UInt8]) -> Bool {
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes {
                    send(descriptor, $0.baseAddress, $0.count, noSignal)
                }
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }

        /// Sends a text; false if the client is gone.
        @discardableResult
        public func write(_ text: String) -> Bool { write(Array(text.utf8)) }

        /// A whole answer.
        @discardableResult
        public func answer(
            _ body: String, status: String = "200 OK", headers: String = ""
        ) -> Bool {
            write(
                "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)")
        }

        /// Whether the client has closed, waiting for that at most `milliseconds`.
        public func clientCloses(within milliseconds: Int32) -> Bool {
            var descriptors = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
            guard poll(&descriptors, 1, milliseconds) > 0 else { return false }
            var byte: UInt8 = 0
            return recv(descriptor, &byte, 1, Int32(MSG_PEEK)) <= 0
        }

        func readRequest() -> Request? {
            var bytes: [UInt8] = []
            let mark = Array("\r\n\r\n".utf8)
            while true {
                if let end = bytes.firstRange(of: mark) {
                    let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
                    var body = Array(bytes[end.upperBound...])
                    let needed = Self.contentLength(head)
                    while body.count < needed {
                        guard let piece = read() else { return nil }
                        body += piece
                    }
                    return Request(head: head, body: body, connection: 0)
                }
                guard let piece = read() else { return nil }
                bytes += piece
            }
        }

        private func read() -> [UInt8]? {
            var buffer = [UInt8](repeating: 0, count: 65_536)
            let count = recv(descriptor, &buffer, buffer.count, 0)
            return count > 0 ? Array(buffer[..<count]) : nil
        }

        private static func contentLength(_ head: String) -> Int {
            for line in head.lowercased().split(separator: "\r\n") {
                let parts = line.split(separator: ":")
                if parts.count == 2, parts[0] == "content-length" {
                    return Int(parts[1].trimmingCharacters(in: .whitespaces)) ?? 0
                }
            }
            return 0
        }
    }
}
