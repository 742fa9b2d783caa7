import CCurl
import DepositVerifier

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// How a transfer ended, in words that hold nothing of the URL, the headers or the answer.
struct CurlOutcome {
    private let code: CURLcode
    private let transfer: CurlTransfer
    private var status = 0
    private var systemError = 0

    init(code: CURLcode, handle: UnsafeMutableRawPointer, transfer: CurlTransfer) {
        self.code = code
        self.transfer = transfer
        _ = l5_curl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
        _ = l5_curl_get_long(handle, CURLINFO_OS_ERRNO, &systemError)
    }

    func result(for configuration: CurlConfiguration) -> Result<CurlAnswer, RPCError> {
        func failure(_ code: RPCError.Code, _ reason: String) -> Result<CurlAnswer, RPCError> {
            .failure(RPCError(code, "\(configuration.operatorName): \(reason)"))
        }
        if code == CURLE_OPERATION_TIMEDOUT {
            return failure(.timeout, "no complete answer in time")
        }
        // The status decides, whatever became of the body behind it.
        switch status {
        case 0, 200: break
        case _ where transfer.takesAnyStatus: break
        case 429: return failure(.rateLimited, "too many requests (HTTP status 429)")
        default: return failure(.http(status: status), "HTTP status \(status)")
        }
        if transfer.isOversized || code == CURLE_FILESIZE_EXCEEDED {
            return failure(
                .oversized, "the answer exceeds \(configuration.answerLimit) bytes")
        }
        if transfer.hasLongHeader { return failure(.oversized, "the headers are too long") }
        guard !transfer.isEncoded else {
            return failure(.malformed, "the answer is compressed, which was not asked for")
        }
        guard code == CURLE_OK else { return failure(.transport, transportReason) }
        // libcurl takes a connection that closes among the headers for the end of an empty answer.
        guard transfer.hasCompleteHeader else { return failure(.transport, Self.cutOff) }
        return .success(CurlAnswer(status: status, body: transfer.answer))
    }

    private static let cutOff = "connection closed in the middle of the answer"

    private var transportReason: String {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: "could not resolve host"
        case CURLE_COULDNT_CONNECT: connectReason
        case CURLE_SSL_CONNECT_ERROR: "TLS handshake failed"
        case CURLE_PEER_FAILED_VERIFICATION: "the server's certificate is not valid"
        case CURLE_GOT_NOTHING: "connection closed without an answer"
        case CURLE_PARTIAL_FILE: Self.cutOff
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR: "connection broke"
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY: "the server does not speak HTTP"
        default: "transfer failed (libcurl error \(code.rawValue))"
        }
    }

    private var connectReason: String {
        switch Int32(truncatingIfNeeded: systemError) {
        case ECONNREFUSED: "connection refused"
        case EHOSTUNREACH, ENETUNREACH: "host unreachable"
        default: "could not connect"
        }
    }
}
