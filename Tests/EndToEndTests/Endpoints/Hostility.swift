import DepositVerifier
import Foundation
import TestSupport
import TransportCurl

/// What a node may send instead of an answer, and how `verify` ends if it is the only one.
enum Hostility: String, CaseIterable, Sendable {
    case deep, deepMember, long, chunked, wide, manyTexts, cut, cutJSON, padded, silent, drip,
        dripHeaders
    case redirect, duplicateResult, duplicateError, wrongNumber, textNumber, notANumber
    case byteOrderMark, utf16, invalidUTF8, beyond64Bits, negative, fraction
    case compressed, compressedTransfer, compressedUnsaid
    case echo, echoCut, echoKeys, echoStatus, echoHeader, escapes, rawControls
    case manyHeaders, endlessHeaders, endlessInterim, html, empty, noHTTP, unavailable, list

    /// Whether it holds the caller up until the deadline.
    var isSlow: Bool { [.silent, .drip, .dripHeaders, .endlessInterim].contains(self) }

    /// 10: nobody gave an answer; 4: an answer came, and it is worth nothing.
    var exit: Int32 {
        switch self {
        case .duplicateError, .beyond64Bits, .negative, .fraction, .list, .echoKeys, .padded,
            .wide, .manyTexts:
            4
        default: 10
        }
    }

    /// Longer than any answer may be, and than all that the program may use.
    static let huge = 100 * 1_048_576
    /// An eighth of the longest answer that is taken: a debug build reads no faster.
    static let longest = CurlConfiguration.defaultAnswerLimit / 8

    /// Writes it; the cluster is told as it should be.
    func answer(
        _ call: ScriptedNode.Call, _ connection: LoopbackServer.Connection, redirectTo other: String
    ) -> Bool {
        if call.method == "getGenesisHash" {
            return connection.answer(call.result("\"\(World.mainnetGenesis)\""))
        }
        return attack(call, connection, other)
    }

    /// Writes it, whatever was asked.
    func attack(
        _ call: ScriptedNode.Call, _ connection: LoopbackServer.Connection, _ other: String
    ) -> Bool {
        switch self {
        case .long, .chunked, .silent, .drip, .dripHeaders, .manyHeaders, .endlessHeaders,
            .endlessInterim, .cut, .noHTTP:
            return stream(call, connection)
        case .redirect:
            return connection.answer(
                "", status: "307 Temporary Redirect", headers: "Location: \(other)\r\n")
        case .compressedTransfer:
            return connection.write(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n3\r\n123\r\n0\r\n\r\n")
        case .compressed:
            return connection.answer(call.result("5"), headers: "Content-Encoding: gzip\r\n")
        case .echoStatus: return connection.answer("", status: "403 \(Self.secrets(of: call))")
        case .echoHeader:
            return connection.answer("[", headers: "X-Echo: \(Self.secrets(of: call))\r\n")
        case .html: return connection.answer("<html>502</html>", headers: "Server: x\r\n")
        case .unavailable: return connection.answer("later", status: "503 Service Unavailable")
        default:
            let body = body(call)
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\r\n")
            return connection.write(body)
        }
    }

    // MARK: Bodies

    private func body(_ call: ScriptedNode.Call) -> [UInt8] {
        func filled(_ start: String, _ piece: String, _ end: String) -> [UInt8] {
            let count = (Self.longest - start.utf8.count - end.utf8.count) / piece.utf8.count
            return Array((start + String(repeating: piece, count: count) + end).utf8)
        }
        func error(_ message: String) -> [UInt8] {
            let text = String(decoding: JSONOutput.string(message).encoded(), as: UTF8.self)
            return Array(
                #"{"jsonrpc":"2.0","id":\#(call.id),"error":{"code":-32000,"message":\#(text)}}"#
                    .utf8)
        }
        let status = ScriptedNode.status("finalized")
        switch self {
        case .deep: return Array(String(repeating: "[", count: 1_000_000).utf8)
        case .deepMember:
            let nest = String(repeating: #"{"a":"#, count: 100_000)
            return Array(call.result(nest).utf8)
        case .wide: return filled(#"{"jsonrpc":"2.0","id":\#(call.id),"result":["#, "[],", "0]}")
        case .manyTexts:
            guard call.method == "getTransaction" else { return Array(call.result(status).utf8) }
            return filled(
                #"{"jsonrpc":"2.0","id":\#(call.id),"result":{"meta":{"logMessages":["#, #""","#,
                #""x"]}}}"#)
        // Right up to what it says of the transaction.
        case .padded:
            let transaction =
                #"{"slot":7,"blockTime":null,"transaction":["AA==","base64"],"meta":null}"#
            let result = call.method == "getTransaction" ? transaction : status
            return filled(
                #"{"jsonrpc":"2.0","id":\#(call.id),"result":\#(result),"x":""#, "a", #""}"#)
        case .cutJSON: return Array(call.result(status).utf8.dropLast(20))
        case .duplicateResult:
            return Array(call.result(#"\#(status),"result":\#(status)"#).utf8)
        case .duplicateError:
            let twice = status.replacing(#""err":null"#, with: #""err":null,"err":{"X":1}"#)
            return Array(call.result(twice).utf8)
        case .wrongNumber: return Array(#"{"jsonrpc":"2.0","id":999,"result":\#(status)}"#.utf8)
        case .textNumber:
            return Array(#"{"jsonrpc":"2.0","id":"\#(call.id)","result":\#(status)}"#.utf8)
        case .notANumber: return Array(call.result("NaN").utf8)
        case .byteOrderMark: return [0xEF, 0xBB, 0xBF] + Array(call.result(status).utf8)
        case .utf16: return call.result(status).utf16.flatMap { [UInt8($0 & 0xFF), 0] }
        case .invalidUTF8:
            return Array(#"{"x":""#.utf8) + [0xFF, 0xC0, 0x80] + Array(#"","#.utf8)
                + Array(call.result(status).utf8.dropFirst())
        case .beyond64Bits: return slot("18446744073709551616", call)
        case .negative: return slot("-7", call)
        case .fraction: return slot("7.0", call)
        case .list: return Array(call.result("[]").utf8)
        case .compressedUnsaid: return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xAB, 0x56, 0x4A]
        case .echo: return error(Self.secrets(of: call))
        // The secret lies across the place where messages are cut.
        case .echoCut:
            return error(String(repeating: "a", count: 190) + Self.secrets(of: call))
        case .echoKeys:
            let key = String(
                decoding: JSONOutput.string(Self.secrets(of: call)).encoded(), as: UTF8.self)
            return Array(call.result(#"{"value":{\#(key):[]},"value":5}"#).utf8)
        case .escapes:
            return error("\u{1B}]0;owned\u{7}\u{1B}[2J\r\nverdict accept\u{9B}31m\u{202E}\u{0}")
        case .rawControls: return Array(call.result("\"\u{1B}[31m\u{1}\"").utf8)
        default: return []
        }
    }

    private func slot(_ number: String, _ call: ScriptedNode.Call) -> [UInt8] {
        let text = ScriptedNode.status("finalized").replacing(
            #""slot":7"#, with: "\"slot\":\(number)")
        return Array(call.result(text).utf8)
    }

    /// All that the request held.
    private static func secrets(of call: ScriptedNode.Call) -> String {
        call.head.replacing("\r\n", with: " ")
    }

    // MARK: Streams

    private func stream(
        _ call: ScriptedNode.Call, _ connection: LoopbackServer.Connection
    ) -> Bool {
        let ok = "HTTP/1.1 200 OK\r\n"
        let block = [UInt8](repeating: 0x20, count: 1_048_576)
        switch self {
        case .long:
            connection.write("\(ok)Content-Length: \(Self.huge)\r\n\r\n")
            for _ in 0..<100 where !connection.write(block) { break }
        case .chunked:
            connection.write("\(ok)Transfer-Encoding: chunked\r\n\r\n")
            for _ in 0..<100 {
                guard connection.write("100000\r\n"), connection.write(block),
                    connection.write("\r\n")
                else { break }
            }
            connection.write("0\r\n\r\n")
        case .silent: _ = connection.clientCloses(within: 60_000)
        case .drip:
            connection.write("\(ok)Content-Length: 1000\r\n\r\n")
            while connection.write(" "), !connection.clientCloses(within: 1_000) {}
        case .dripHeaders:
            connection.write(ok)
            while connection.write("X"), !connection.clientCloses(within: 1_000) {}
        case .manyHeaders:
            let headers = (0..<10_000).map { "X-\($0): \($0)\r\n" }.joined()
            connection.answer(call.result("5"), headers: headers)
        case .endlessHeaders:
            connection.write(ok)
            while connection.write("X-Header: \(String(repeating: "a", count: 1_000))\r\n") {}
        case .endlessInterim:
            while connection.write("HTTP/1.1 100 Continue\r\n\r\n") {
                if connection.clientCloses(within: 10) { break }
            }
        case .cut:
            connection.write("\(ok)Content-Length: 1000\r\n\r\n{\"jsonrpc\"")
        default: connection.write("SSH-2.0-OpenSSH_9.2\r\n")
        }
        return false
    }
}
