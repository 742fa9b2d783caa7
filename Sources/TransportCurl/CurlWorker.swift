import CCurl
import DepositVerifier

/// The thread's own state. It is created, used and released on that thread only.
final class CurlWorker {
    /// What the thread starts with.
    final class Start: Sendable {
        let engine: CurlEngine
        let endpoint: Endpoint
        let configuration: CurlConfiguration

        init(engine: CurlEngine, endpoint: Endpoint, configuration: CurlConfiguration) {
            self.engine = engine
            self.endpoint = endpoint
            self.configuration = configuration
        }
    }

    /// Connections to the endpoint; further requests wait for one, within their time.
    private static let connectionLimit = 16
    /// Idle handles that are kept for the next request.
    private static let idleLimit = 16
    /// How long the thread waits when nothing happens; a command or a socket wakes it.
    private static let idleMilliseconds: Int32 = 60_000

    private let engine: CurlEngine
    private let multi: UnsafeMutableRawPointer
    private let endpoint: Endpoint
    private let configuration: CurlConfiguration
    private var headers: UnsafeMutablePointer<curl_slist>?
    private var idle: [UnsafeMutableRawPointer] = []
    private var active: [UnsafeMutableRawPointer: CurlTransfer] = [:]

    init(_ start: Start) {
        engine = start.engine
        multi = start.engine.multi
        endpoint = start.endpoint
        configuration = start.configuration
        for line in endpoint.headerLines { headers = curl_slist_append(headers, line) ?? headers }
        for option in [CURLMOPT_MAX_HOST_CONNECTIONS, CURLMOPT_MAXCONNECTS] {
            _ = l5_curl_multi_set_long(multi, option, Self.connectionLimit)
        }
    }

    /// Serves requests until the engine is stopped.
    func run() {
        while true {
            let commands = engine.takeCommands()
            for submission in commands.submissions { begin(submission) }
            for ticket in commands.cancellations { cancel(ticket) }
            if commands.isStopped { return finish() }
            var running: Int32 = 0
            var code = curl_multi_perform(multi, &running)
            collect()
            if code == CURLM_OK {
                code = curl_multi_poll(multi, nil, 0, Self.idleMilliseconds, nil)
            }
            if code != CURLM_OK { failAll() }
        }
    }

    // MARK: Requests

    private func begin(_ submission: CurlEngine.Submission) {
        let transfer = CurlTransfer(submission, answerLimit: configuration.answerLimit)
        guard let handle = idle.popLast() ?? makeHandle() else {
            return transfer.fail(
                RPCError(.transport, "\(configuration.operatorName): libcurl has no handle"))
        }
        guard prepare(handle, for: transfer), curl_multi_add_handle(multi, handle) == CURLM_OK
        else {
            curl_easy_cleanup(handle)
            return transfer.fail(
                RPCError(.transport, "\(configuration.operatorName): libcurl refused the request"))
        }
        active[handle] = transfer
    }

    private func cancel(_ ticket: CurlEngine.Ticket) {
        // A request that has ended meanwhile is not among the active ones.
        guard let (handle, transfer) = active.first(where: { $0.value.ticket === ticket }) else {
            return
        }
        release(handle, isReusable: false)
        transfer.fail(CancellationError())
    }

    /// Hands out the results of the transfers that have ended.
    private func collect() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle,
                let transfer = active[handle]
            else { continue }
            var opened = 0
            if l5_curl_get_long(handle, CURLINFO_NUM_CONNECTS, &opened) == CURLE_OK, opened > 0 {
                engine.noteConnections(opened)
            }
            let outcome = CurlOutcome(
                code: message.pointee.data.result, handle: handle, transfer: transfer)
            release(handle, isReusable: true)
            switch outcome.result(for: configuration) {
            case .success(let answer): transfer.succeed(answer)
            case .failure(let error): transfer.fail(error)
            }
        }
    }

    private func failAll() {
        for (handle, transfer) in active {
            release(handle, isReusable: false)
            transfer.fail(
                RPCError(.transport, "\(configuration.operatorName): libcurl failed"))
        }
    }

    private func release(_ handle: UnsafeMutableRawPointer, isReusable: Bool) {
        active[handle] = nil
        _ = curl_multi_remove_handle(multi, handle)
        // The contexts of the callbacks end with the transfer.
        _ = l5_curl_set_write(handle, nil, nil)
        _ = l5_curl_set_header(handle, nil, nil)
        if isReusable, idle.count < Self.idleLimit {
            idle.append(handle)
        } else {
            curl_easy_cleanup(handle)
        }
    }

    private func finish() {
        failAll()
        for handle in idle { curl_easy_cleanup(handle) }
        curl_slist_free_all(headers)
        curl_multi_cleanup(multi)
    }

    // MARK: Options

    /// Options of one request.
    private func prepare(_ handle: UnsafeMutableRawPointer, for transfer: CurlTransfer) -> Bool {
        let context = Unmanaged.passUnretained(transfer).toOpaque()
        let body = transfer.request
        let limit = min(transfer.delivery.timeLimit ?? configuration.timeout, configuration.timeout)
        let codes = [
            l5_curl_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)),
            body.withUnsafeBytes { bytes in
                // libcurl copies the body.
                l5_curl_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, bytes.baseAddress)
            },
            // libcurl repeats a request only after a kept connection has broken.
            l5_curl_set_long(
                handle, CURLOPT_FRESH_CONNECT, transfer.delivery.isRepeatable ? 0 : 1),
            l5_curl_set_long(handle, CURLOPT_TIMEOUT_MS, limit.milliseconds),
            l5_curl_set_write(handle, CurlTransfer.receiveBody, context),
            l5_curl_set_header(handle, CurlTransfer.receiveHeader, context),
        ]
        return codes.allSatisfy { $0 == CURLE_OK }
    }

    /// A handle with everything that all requests have in common.
    private func makeHandle() -> UnsafeMutableRawPointer? {
        guard let handle = curl_easy_init() else { return nil }
        let numbers: [(CURLoption, Int)] = [
            (CURLOPT_NOSIGNAL, 1), (CURLOPT_POST, 1), (CURLOPT_FOLLOWLOCATION, 0),
            (CURLOPT_SSL_VERIFYPEER, 1), (CURLOPT_SSL_VERIFYHOST, 2), (CURLOPT_NETRC, 0),
            (CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1)),
            (CURLOPT_CONNECTTIMEOUT_MS, configuration.connectTimeout.milliseconds),
            (CURLOPT_TCP_KEEPALIVE, 1), (CURLOPT_NOPROGRESS, 1),
            // A name server that does not answer must not hold up the thread.
            (CURLOPT_QUICK_EXIT, 1),
        ]
        let texts = [
            (CURLOPT_URL, endpoint.url), (CURLOPT_USERAGENT, "l5-deposit"),
            (CURLOPT_PROTOCOLS_STR, "http,https"), (CURLOPT_PROXY, ""),
        ]
        var codes = numbers.map { l5_curl_set_long(handle, $0, $1) }
        codes += texts.map { option, text in
            text.withCString { l5_curl_set_pointer(handle, option, $0) }
        }
        codes.append(l5_curl_set_pointer(handle, CURLOPT_HTTPHEADER, headers))
        codes.append(
            l5_curl_set_size(
                handle, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(configuration.answerLimit)))
        guard codes.allSatisfy({ $0 == CURLE_OK }) else {
            curl_easy_cleanup(handle)
            return nil
        }
        return handle
    }
}

extension Duration {
    /// Whole milliseconds, at least one (libcurl takes zero for "for ever"), at most a day.
    fileprivate var milliseconds: Int {
        let bounded = Swift.min(Swift.max(self, .milliseconds(1)), .seconds(86_400))
        let (seconds, attoseconds) = bounded.components
        return Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000)
    }
}
