import CCurl

/// A checked URL and headers, and what of them must not be seen.
struct Endpoint: Sendable {
    let url: String
    /// Header lines as libcurl takes them.
    let headerLines: [String]
    /// Scheme and host.
    let displayHost: String
    let secrets: Secrets

    init(_ configuration: CurlConfiguration) throws(CurlConfigurationError) {
        url = configuration.url
        guard url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }), let parts = URLParts(url) else {
            throw .invalidURL
        }
        guard let scheme = parts[CURLUPART_SCHEME], ["http", "https"].contains(scheme) else {
            throw .unsupportedScheme
        }
        guard let host = parts[CURLUPART_HOST], !host.isEmpty else { throw .invalidURL }
        displayHost = "\(scheme)://\(host)"
        headerLines = try Self.lines(configuration.headers)
        secrets = Secrets(url: url, parts: parts, headers: configuration.headers.map(\.value))
    }

    private static func lines(
        _ headers: [(name: String, value: String)]
    ) throws(CurlConfigurationError) -> [String] {
        // No `Expect: 100-continue`: it would cost a round trip for large transactions.
        var lines = ["Content-Type: application/json", "Accept: application/json", "Expect:"]
        for (index, header) in headers.enumerated() {
            guard !header.name.isEmpty, header.name.utf8.allSatisfy(isToken),
                header.value.utf8.allSatisfy({ $0 == 0x09 || $0 >= 0x20 && $0 != 0x7F })
            else { throw .invalidHeader(index: index) }
            // libcurl takes `Name;` for a header without a value.
            let isEmpty = header.value.utf8.allSatisfy { $0 == 0x09 || $0 == 0x20 }
            lines.append(isEmpty ? "\(header.name);" : "\(header.name): \(header.value)")
        }
        return lines
    }

    /// Source: RFC 9110, section 5.6.2.
    private static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}

/// The parts of a URL as libcurl sees them, so that what is checked is what is used.
struct URLParts {
    private var parts: [UInt32: String] = [:]

    init?(_ url: String) {
        guard let handle = curl_url() else { return nil }
        defer { curl_url_cleanup(handle) }
        let flags = UInt32(CURLU_NON_SUPPORT_SCHEME)
        guard curl_url_set(handle, CURLUPART_URL, url, flags) == CURLUE_OK else { return nil }
        for part in [
            CURLUPART_SCHEME, CURLUPART_HOST, CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_PATH,
            CURLUPART_QUERY, CURLUPART_FRAGMENT,
        ] {
            var text: UnsafeMutablePointer<CChar>?
            guard curl_url_get(handle, part, &text, 0) == CURLUE_OK, let text else { continue }
            parts[part.rawValue] = String(cString: text)
            curl_free(text)
        }
    }

    subscript(part: CURLUPart) -> String? { parts[part.rawValue] }
}
