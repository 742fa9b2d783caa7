#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A small HTTP server on 127.0.0.1 that lives as long as the process, on one thread.
final class EndpointServer: Sendable {
    /// Where it listens.
    let port: UInt16
    private let listener: Int32
    private let answer: @Sendable (HTTPRequest) -> HTTPReply

    /// More connections than this wait their turn; a gateway's pool has some ten.
    private static let connectionLimit = 128

    /// Starts to listen.
    ///
    /// - Parameter port: 0 takes a free one.
    /// - Throws: `SystemError`.
    init(
        port: UInt16, _ answer: @escaping @Sendable (HTTPRequest) -> HTTPReply
    ) throws(SystemError) {
        self.answer = answer
        listener = try Self.listen(port)
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let isNamed = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                getsockname(listener, pointer, &length) == 0
            }
        }
        guard isNamed else { throw SystemError(number: errno) }
        self.port = UInt16(bigEndian: address.sin_port)
        #if canImport(Darwin)
        var thread: pthread_t?
        #else
        var thread = pthread_t()
        #endif
        let code = pthread_create(
            &thread, nil,
            { context in
                let context: UnsafeMutableRawPointer? = context
                guard let context else { return nil }
                Unmanaged<EndpointServer>.fromOpaque(context).takeRetainedValue().serve()
            }, Unmanaged.passRetained(self).toOpaque())
        guard code == 0 else { throw SystemError(number: code) }
    }

    private static func listen(_ port: UInt16) throws(SystemError) -> Int32 {
        #if canImport(Glibc)
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
        let listener = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        guard listener >= 0 else { throw SystemError(number: errno) }
        _ = fcntl(listener, F_SETFD, FD_CLOEXEC)
        // A port that was used a moment ago may be used again.
        var yes: Int32 = 1
        _ = setsockopt(
            listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        // 127.0.0.1: nobody but this machine.
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let isBound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(listener, pointer, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isBound, system_listen(listener, Int32(connectionLimit)) == 0 else {
            let problem = errno
            close(listener)
            throw SystemError(number: problem)
        }
        return listener
    }

    private func serve() -> Never {
        var connections: [ServedConnection] = []
        while true {
            var polled = connections.map { connection in
                pollfd(
                    fd: connection.descriptor,
                    events: Int16(connection.isWriting ? POLLOUT : POLLIN), revents: 0)
            }
            if connections.count < Self.connectionLimit {
                polled.append(pollfd(fd: listener, events: Int16(POLLIN), revents: 0))
            }
            guard poll(&polled, nfds_t(polled.count), -1) > 0 else { continue }
            for index in connections.indices where polled[index].revents != 0 {
                connections[index].proceed(answer)
            }
            if polled.count > connections.count, polled[connections.count].revents != 0,
                let connection = ServedConnection(acceptedBy: listener)
            {
                connections.append(connection)
            }
            connections.removeAll { connection in
                if connection.isOver { close(connection.descriptor) }
                return connection.isOver
            }
        }
    }
}

/// `listen`, which a method of the same name hides.
private func system_listen(_ descriptor: Int32, _ count: Int32) -> Int32 {
    listen(descriptor, count)
}

/// One client of the server.
private struct ServedConnection {
    let descriptor: Int32
    /// What has arrived and not been read yet.
    private var input: [UInt8] = []
    /// What is still to be sent.
    private var output: ArraySlice<UInt8> = []
    private var endsAfterOutput = false
    /// Whether it is to be closed.
    private(set) var isOver = false

    private static let blockSize = 65_536

    init?(acceptedBy listener: Int32) {
        descriptor = accept(listener, nil, nil)
        guard descriptor >= 0 else { return nil }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        // The one thread waits in `poll` only.
        let flags = fcntl(descriptor, F_GETFL)
        guard flags >= 0, fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0 else {
            close(descriptor)
            return nil
        }
    }

    var isWriting: Bool { !output.isEmpty }

    /// Sends or receives once, and answers what has arrived.
    mutating func proceed(_ answer: (HTTPRequest) -> HTTPReply) {
        if isWriting { write() } else { read() }
        while !isWriting, !isOver, !endsAfterOutput {
            switch HTTPRequest.read(input) {
            case .incomplete: return
            case .refused(let status):
                endsAfterOutput = true
                output = HTTPReply.answer(status, []).encoded(isLast: true)[...]
            case .request(let request, let length):
                input.removeFirst(length)
                let reply = answer(request)
                endsAfterOutput = request.isLast || reply == .silence
                output = reply.encoded(isLast: request.isLast)[...]
                isOver = reply == .silence
            }
            write()
        }
    }

    private mutating func read() {
        var block = [UInt8](repeating: 0, count: Self.blockSize)
        let count = recv(descriptor, &block, block.count, 0)
        if count > 0 {
            input += block.prefix(count)
        } else if count == 0 || errno != EAGAIN && errno != EINTR {
            isOver = true
        }
    }

    private mutating func write() {
        guard isWriting else { return }
        let count = output.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, 0) }
        if count > 0 {
            output = output.dropFirst(count)
        } else if errno != EAGAIN, errno != EINTR {
            isOver = true
        }
        if output.isEmpty, endsAfterOutput { isOver = true }
    }
}
