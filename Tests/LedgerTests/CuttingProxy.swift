#if PostgreSQL
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

/// Stands between a client and a PostgreSQL server, and cuts the line at a chosen pipeline.
final class CuttingProxy: Sendable {
    /// When the line is cut.
    enum Cut: String, CaseIterable, Sendable {
        /// The server never hears of it.
        case before
        /// The server hears it, and nobody waits for the answer.
        case during
        /// The server has answered, and the answer is lost.
        case after
    }

    let port: UInt16
    private let server: UInt16
    private let listener: Int32
    private let plan = Mutex<(cut: Cut, pipelinesLeft: Int, timesLeft: Int)?>(nil)
    private let cuts = Atomic(0)

    /// How often the line was cut.
    var count: Int { cuts.load(ordering: .relaxed) }

    /// Starts to listen, for a server on this port.
    init(to server: UInt16) throws {
        self.server = server
        listener = socket(AF_INET, stream, 0)
        var address = Self.loopback(0)
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
            while case let client = accept(listener, nil, nil), client >= 0 {
                Thread.detachNewThread { [self] in serve(client) }
            }
            // Here only: another socket could get the number while this thread accepts.
            close(listener)
        }
    }

    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    /// Cuts the line at the pipeline with this number from now, from 1, and at those that follow it,
    /// so many times.
    func arm(_ cut: Cut, at pipeline: Int, times: Int = 1) {
        plan.withLock { $0 = (cut, pipeline, times) }
    }

    private static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    private func serve(_ client: Int32) {
        let upstream = socket(AF_INET, stream, 0)
        var address = Self.loopback(server)
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(upstream, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        let line = Line(client: client, upstream: upstream)
        if isConnected {
            Thread.detachNewThread { line.carryAnswers() }
            carryRequests(line)
        }
        shutdown(client, Int32(SHUT_RDWR))
        shutdown(upstream, Int32(SHUT_RDWR))
    }

    /// Both ends of one connection.
    private final class Line: Sendable {
        let client: Int32
        let upstream: Int32
        /// Set when answers are no longer passed on.
        let isMuted = Atomic(false)
        /// Set when the server has answered after that.
        let hasAnswered = Atomic(false)

        init(client: Int32, upstream: Int32) {
            (self.client, self.upstream) = (client, upstream)
        }

        deinit {
            close(client)
            close(upstream)
        }

        func carryAnswers() {
            while let bytes = CuttingProxy.receive(upstream) {
                if isMuted.load(ordering: .sequentiallyConsistent) {
                    hasAnswered.store(true, ordering: .sequentiallyConsistent)
                } else {
                    CuttingProxy.send(bytes, to: client)
                }
            }
            shutdown(client, Int32(SHUT_RDWR))
        }
    }

    /// Passes on whole messages, up to the end of a pipeline at a time.
    private func carryRequests(_ line: Line) {
        var pending: [UInt8] = []
        var isStarted = false
        while let bytes = Self.receive(line.client) {
            pending += bytes
            var end = 0
            var endsPipeline = false
            // The first message has no type: length, version, parameters.
            while let length = Self.length(pending, from: end, isTyped: isStarted) {
                endsPipeline = endsPipeline || (isStarted && pending[end] == UInt8(ascii: "S"))
                isStarted = true
                end += length
            }
            let cut = endsPipeline ? dueCut() : nil
            if cut == .before { return }
            if cut != nil { line.isMuted.store(true, ordering: .sequentiallyConsistent) }
            Self.send(Array(pending.prefix(end)), to: line.upstream)
            pending.removeFirst(end)
            if cut == .during { return }
            if cut == .after {
                while !line.hasAnswered.load(ordering: .sequentiallyConsistent) { sched_yield() }
                return
            }
        }
    }

    private func dueCut() -> Cut? {
        plan.withLock { plan in
            guard let current = plan else { return nil }
            guard current.pipelinesLeft <= 1 else {
                plan = (current.cut, current.pipelinesLeft - 1, current.timesLeft)
                return nil
            }
            plan = current.timesLeft > 1 ? (current.cut, 1, current.timesLeft - 1) : nil
            cuts.add(1, ordering: .relaxed)
            return current.cut
        }
    }

    /// Bytes of the message at `start`; `nil` if it is not there as a whole.
    private static func length(_ bytes: [UInt8], from start: Int, isTyped: Bool) -> Int? {
        let type = isTyped ? 1 : 0
        guard bytes.count >= start + type + 4 else { return nil }
        let length = bytes[(start + type)..<(start + type + 4)].reduce(0) { $0 << 8 | Int($1) }
        return bytes.count >= start + type + length ? type + length : nil
    }

    private static func receive(_ descriptor: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return count > 0 ? Array(buffer.prefix(count)) : nil
    }

    private static func send(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                #if canImport(Glibc)
                Glibc.send(descriptor, $0.baseAddress, $0.count, noSignal)
                #elseif canImport(Musl)
                Musl.send(descriptor, $0.baseAddress, $0.count, noSignal)
                #else
                Darwin.send(descriptor, $0.baseAddress, $0.count, noSignal)
                #endif
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
#endif
