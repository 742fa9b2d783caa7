import Foundation

#if canImport(Glibc)
import Glibc
private let stream = Int32(SOCK_STREAM.rawValue)
#elseif canImport(Musl)
import Musl
private let stream = SOCK_STREAM
#else
import Darwin
private let stream = SOCK_STREAM
#endif

/// Listens on 127.0.0.1 and never says a word.
public final class SilentServer: Sendable {
    private let listener: Int32
    private let port: UInt16

    /// Where it listens.
    public var url: String { "http://127.0.0.1:\(port)" }

    /// Starts to listen on a free port.
    public init() throws {
        listener = socket(AF_INET, stream, 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(listener, pointer, length) == 0 && listen(listener, 8) == 0
                    && getsockname(listener, pointer, &length) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRINUSE) }
        port = UInt16(bigEndian: address.sin_port)
    }

    deinit { close(listener) }

    /// Waits until somebody connects; the connection stays open and unanswered.
    public func awaitConnection() throws {
        guard accept(listener, nil, nil) >= 0 else { throw POSIXError(.ECONNABORTED) }
    }
}
