import DepositVerifier
import Foundation
import Testing

/// Recorded answers, read beside Foundation, and mutilated.
@Suite struct JSONRecordingTests {
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "fixtures/transactions/recordings")

    /// Every recording's name.
    static let names: [String] = {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (names ?? []).filter { $0.hasSuffix(".json") }.sorted()
    }()

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }

    @Test func `there are 34 recordings`() {
        #expect(Self.names.count == 34)
    }

    @Test(arguments: names) func `agrees with Foundation`(_ name: String) throws {
        let bytes = try Self.bytes(name)
        let ours = try JSONDocument(parsing: bytes).root
        let theirs = try JSONSerialization.jsonObject(with: Data(bytes))
        try Self.compare(ours, theirs)
    }

    private static func compare(_ ours: JSONValue, _ theirs: Any) throws {
        switch theirs {
        case is NSNull: #expect(ours.isNull)
        case let object as [String: Any]:
            #expect(try Set(ours.object().map(\.key)) == Set(object.keys))
            for (key, value) in object { try compare(try ours.required(key), value) }
        case let array as [Any]:
            let elements = Array(try ours.array())
            try #require(elements.count == array.count)
            for (element, value) in zip(elements, array) { try compare(element, value) }
        case let text as String: #expect(try Array(ours.string().utf8) == Array(text.utf8))
        case let number as NSNumber:
            switch ours.kind {
            case .boolean: #expect(try ours.bool() == number.boolValue)
            case .number:
                let text = try ours.numberText()
                if text.contains(where: { ".eE".contains($0) }) {
                    #expect(Double(text) == number.doubleValue)
                } else if text.hasPrefix("-") {
                    #expect(try ours.int64() == number.int64Value)
                } else {
                    #expect(try ours.uint64() == number.uint64Value)
                }
            default: Issue.record("\(ours.kind) instead of a number")
            }
        default: Issue.record("unknown kind")
        }
    }

    @Test func `refuses every truncation of a recording`() throws {
        let name = try #require(Self.names.first { $0.hasPrefix("mainnet-single-usdc") })
        var bytes = try Self.bytes(name)
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        _ = try JSONDocument(parsing: bytes)
        var accepted = 0
        for count in 0..<bytes.count
        where (try? JSONDocument(parsing: Array(bytes[..<count]))) != nil {
            accepted += 1
        }
        #expect(accepted == 0)
    }

    @Test func `survives every flipped bit and every changed byte of a small document`() throws {
        let text = Array(#"{"a":[1,-2.5e3,"x\u00e9\n€"],"err":null,"b":{"c":true}}"#.utf8)
        var accepted = 0
        for index in text.indices {
            for byte in UInt8.min...UInt8.max {
                var changed = text
                changed[index] = byte
                guard let document = try? JSONDocument(parsing: changed) else { continue }
                accepted += 1
                Self.readEverything(document.root)
            }
        }
        // Letters and digits may change into others; structure may not.
        #expect(accepted > 1_000)
        #expect(accepted < text.count * 128)
    }

    /// Calls every accessor; none may trap.
    private static func readEverything(_ value: JSONValue) {
        _ = try? value.uint64()
        _ = try? value.int64()
        _ = try? value.bool()
        _ = try? value.utf8Bytes()
        _ = try? value.member("err")
        _ = value.compactText
        for member in (try? value.object()) ?? [] { readEverything(member.value) }
        if let elements = try? value.array() { for element in elements { readEverything(element) } }
    }
}
