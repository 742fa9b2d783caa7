/// A request to the endpoint server: POST with a length, and nothing else of HTTP.
///
/// Source: RFC 9112, sections 2 to 6.
struct HTTPRequest: Equatable {
    /// The target as sent, such as `/1`.
    var path: String
    var body: [UInt8]
    /// Whether the client wants no other request on this connection.
    var isLast: Bool

    /// A browser's headers have 2 KiB.
    static let headerLimit = 16_384
    /// A batch of requests for a thousand signatures has 200 KiB.
    static let bodyLimit = 4_194_304

    /// What stands at the front of the bytes that have arrived.
    enum Reading: Equatable {
        /// Not all of a request yet.
        case incomplete
        /// A request, and how many bytes it took.
        case request(HTTPRequest, length: Int)
        /// Something that is answered with this status and the end of the connection.
        case refused(Int)
    }

    /// Reads the first request.
    static func read(_ input: [UInt8]) -> Reading {
        let mark = Array("\r\n\r\n".utf8)
        guard let end = input.prefix(headerLimit + mark.count).firstRange(of: mark) else {
            return input.count > headerLimit ? .refused(431) : .incomplete
        }
        let head = input[..<end.lowerBound]
        let lines = String(decoding: head, as: UTF8.self).split(
            separator: "\r\n", omittingEmptySubsequences: false)
        let words = (lines.first ?? "").split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, words[2] == "HTTP/1.1" || words[2] == "HTTP/1.0",
            words[1].hasPrefix("/")
        else { return .refused(400) }
        guard words[0] == "POST" else { return .refused(405) }
        var length: Int?
        var isLast = words[2] == "HTTP/1.0"
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { return .refused(400) }
            let value = trimmed(line[line.index(after: colon)...])
            switch line[..<colon].lowercased() {
            case "content-length":
                guard length == nil, let number = number(value) else { return .refused(400) }
                length = number
            case "transfer-encoding": return .refused(411)
            case "expect": return .refused(417)
            case "connection": isLast = isLast || value.lowercased() == "close"
            default: break
            }
        }
        guard let length else { return .refused(411) }
        guard length <= bodyLimit else { return .refused(413) }
        let whole = end.upperBound + length
        guard input.count >= whole else { return .incomplete }
        let request = HTTPRequest(
            path: String(words[1]), body: Array(input[end.upperBound..<whole]), isLast: isLast)
        return .request(request, length: whole)
    }

    /// Digits only, and few enough for any length that is allowed.
    private static func number(_ text: Substring) -> Int? {
        guard (1...9).contains(text.utf8.count),
            text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return Int(text)
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }
}

/// What the endpoint server sends back.
enum HTTPReply: Equatable, Sendable {
    /// A status and a body.
    case answer(Int, [UInt8])
    /// The end of the connection, without a word.
    case silence

    /// The bytes of the answer.
    func encoded(isLast: Bool) -> [UInt8] {
        guard case .answer(let status, let body) = self else { return [] }
        let end = isLast ? "Connection: close\r\n" : ""
        let head =
            "HTTP/1.1 \(status) \(status == 200 ? "OK" : "Error")\r\n"
            + "Content-Type: application/json\r\nContent-Length: \(body.count)\r\n\(end)\r\n"
        return Array(head.utf8) + body
    }
}
