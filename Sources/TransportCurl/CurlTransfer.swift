import CCurl
import DepositVerifier

/// One request under way: what to send, what has arrived, and who waits.
///
/// Used on the worker's thread only.
final class CurlTransfer {
    /// Headers longer than this together are no answer of an RPC endpoint.
    static let headerLimit = 65_536

    let ticket: CurlEngine.Ticket
    let request: [UInt8]
    let delivery: RPCDelivery
    private(set) var answer: [UInt8] = []
    /// Whether the body was cut off at its limit.
    private(set) var isOversized = false
    /// Whether the headers were cut off at theirs.
    private(set) var hasLongHeader = false
    /// Whether the body is compressed.
    private(set) var isEncoded = false
    /// Whether the empty line behind the headers has arrived.
    private(set) var hasCompleteHeader = false
    private var headerBytes = 0
    private let answerLimit: Int
    /// Whether an answer of any HTTP status is one.
    let takesAnyStatus: Bool
    private let continuation: CheckedContinuation<CurlAnswer, any Error>

    init(_ submission: CurlEngine.Submission, answerLimit: Int) {
        ticket = submission.ticket
        request = submission.body
        delivery = submission.delivery
        takesAnyStatus = submission.takesAnyStatus
        continuation = submission.continuation
        self.answerLimit = answerLimit
    }

    func succeed(_ answer: CurlAnswer) { continuation.resume(returning: answer) }
    func fail(_ error: any Error) { continuation.resume(throwing: error) }

    // MARK: Callbacks

    typealias Callback =
        @convention(c) (UnsafeMutablePointer<CChar>?, Int, Int, UnsafeMutableRawPointer?) -> Int

    /// Takes a piece of the body; anything but its length aborts the transfer.
    static let receiveBody: Callback = { data, size, count, context in
        CurlTransfer.piece(data, size, count, context) { transfer, bytes in
            guard bytes.count <= transfer.answerLimit - transfer.answer.count else {
                transfer.isOversized = true
                return false
            }
            transfer.answer.append(contentsOf: bytes)
            return true
        }
    }

    /// Takes one header line.
    static let receiveHeader: Callback = { data, size, count, context in
        CurlTransfer.piece(data, size, count, context) { transfer, bytes in
            guard bytes.count <= headerLimit - transfer.headerBytes else {
                transfer.hasLongHeader = true
                return false
            }
            transfer.headerBytes += bytes.count
            // An interim answer is followed by another one.
            if bytes.starts(with: "HTTP/".utf8) { transfer.hasCompleteHeader = false }
            if bytes.elementsEqual("\r\n".utf8) || bytes.elementsEqual("\n".utf8) {
                transfer.hasCompleteHeader = true
            }
            // Aborts before libcurl decompresses anything.
            if announcesEncoding(bytes) { transfer.isEncoded = true }
            return !transfer.isEncoded
        }
    }

    private static func piece(
        _ data: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
        _ context: UnsafeMutableRawPointer?,
        _ take: (CurlTransfer, UnsafeRawBufferPointer) -> Bool
    ) -> Int {
        let (length, overflow) = size.multipliedReportingOverflow(by: count)
        guard !overflow, length > 0, let data, let context else { return 0 }
        let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
        return take(transfer, UnsafeRawBufferPointer(start: data, count: length)) ? length : 0
    }

    /// Whether a header line is `Content-Encoding` with anything but `identity`, or
    /// `Transfer-Encoding` with anything but `chunked`, which libcurl would decompress.
    private static func announcesEncoding(_ line: UnsafeRawBufferPointer) -> Bool {
        // Few lines start with a C or a T.
        guard let first = line.first,
            first | 0x20 == UInt8(ascii: "c")
                || first | 0x20 == UInt8(ascii: "t")
        else { return false }
        let text = String(decoding: line, as: UTF8.self).lowercased()
        let parts = text.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return false }
        let usual: String
        switch parts[0] {
        case "content-encoding": usual = "identity"
        case "transfer-encoding": usual = "chunked"
        default: return false
        }
        let value = parts[1].utf8.filter { $0 > 0x20 }
        return !value.isEmpty && !value.elementsEqual(usual.utf8)
    }
}
