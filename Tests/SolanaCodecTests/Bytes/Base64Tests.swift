import Foundation
import SolanaCodec
import Testing

@Suite struct Base64Tests {
    /// RFC 4648 §10.
    static let rows = [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ]

    @Test(arguments: rows)
    func `agrees with RFC 4648`(plain: String, text: String) {
        #expect(Base64.encode(Array(plain.utf8)) == text)
        #expect(Base64.decode(text) == Array(plain.utf8))
    }

    @Test(arguments: [
        "Z", "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zm8", "Zm-_", "Zm9v\n", " Zm9v", "Zm 9v",
        "====", "=Zm9", "Zm=v", "Zg==Zg==", "Zm9vé",
    ])
    func `refuses every other spelling`(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test func `refuses every foreign character at every place`() {
        let text = Array("Zm9vYmFyZm9vYg==".utf8)
        for index in text.indices {
            for byte in UInt8.min...UInt8.max {
                var changed = text
                changed[index] = byte
                let theirs = Data(base64Encoded: Data(changed)).map { [UInt8]($0) }
                // Foundation does not look at the bits that fill no byte.
                let isCanonical = theirs.map {
                    Base64.encode($0) == String(decoding: changed, as: UTF8.self)
                }
                #expect(Base64.decode(utf8: changed.span) == (isCanonical == true ? theirs : nil))
            }
        }
    }

    @Test func `agrees with Foundation on every byte and length`() {
        for count in 0..<100 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ count) }
            #expect(Base64.encode(bytes) == Data(bytes).base64EncodedString())
            #expect(Base64.decode(Data(bytes).base64EncodedString()) == bytes)
        }
    }
}
