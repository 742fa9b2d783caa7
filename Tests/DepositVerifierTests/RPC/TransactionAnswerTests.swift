import DepositVerifier
import Foundation
import Testing

/// The answer's body, read from front to back.
@Suite struct TransactionAnswerTests {
    /// A whole body; the result of `GetTransactionTests` with `changes`.
    static func body(_ result: String = GetTransactionTests.result()) -> [UInt8] {
        Array(#"{"jsonrpc":"2.0","result":\#(result),"id":1}"#.utf8)
    }

    // MARK: Envelope

    @Test func `reads the envelope in any order`() throws {
        let result = GetTransactionTests.result()
        let expected = try #require(try TransactionAnswer.read(Self.body(), to: 1))
        for text in [
            #"{"id":1,"result":\#(result),"jsonrpc":"2.0"}"#,
            " { \"result\" : \(result) , \"more\" : [ 1.5e3 ] , \"id\":1,\n\"jsonrpc\":\"2.0\"} \n",
            #"{"\u006asonrpc":"\u0032.0","r\u0065sult":\#(result),"\u0069d":1}"#,
        ] {
            #expect(try TransactionAnswer.read(Array(text.utf8), to: 1) == expected)
        }
        #expect(
            try TransactionAnswer.read(
                Array(#"{"jsonrpc":"2.0","result":null,"id":1}"#.utf8), to: 1)
                == nil)
    }

    static let envelopes = [
        "", " ", "null", "[]", "{}", #"{"jsonrpc":"2.0","id":1}"#,
        #"{"jsonrpc":"2.0","result":null}"#, #"{"result":null,"id":1}"#,
        #"{"jsonrpc":"1.0","result":null,"id":1}"#, #"{"jsonrpc":2.0,"result":null,"id":1}"#,
        #"{"jsonrpc":"2.0","result":null,"id":2}"#, #"{"jsonrpc":"2.0","result":null,"id":"1"}"#,
        #"{"jsonrpc":"2.0","result":null,"id":1,"id":1}"#,
        #"{"jsonrpc":"2.0","result":null,"res\u0075lt":null,"id":1}"#,
        #"{"jsonrpc":"2.0","jsonrpc":"2.0","result":null,"id":1}"#,
        #"{"jsonrpc":"2.0","result":null,"error":null,"id":1}"#,
        #"{"jsonrpc":"2.0","error":{"code":1,"message":""},"id":1}"#,
        #"{"jsonrpc":"2.0","result":null,"id":1}}"#, #"{"jsonrpc":"2.0","result":null,"id":1},"#,
    ]

    @Test(arguments: envelopes) func `refuses every other envelope`(_ text: String) {
        #expect(throws: JSONError.self) { try TransactionAnswer.read(Array(text.utf8), to: 1) }
    }

    // MARK: Duplicates

    /// Each key that is read.
    static let keys = [
        "blockTime", "slot", "transaction", "version", "meta", "computeUnitsConsumed", "err", "fee",
        "innerInstructions", "index", "instructions", "accounts", "data", "programIdIndex",
        "stackHeight", "loadedAddresses", "readonly", "writable", "logMessages", "postBalances",
        "postTokenBalances", "accountIndex", "mint", "owner", "programId", "uiTokenAmount",
        "amount", "decimals", "preBalances", "preTokenBalances",
    ]

    @Test(arguments: keys)
    func `refuses a second member of a name that is read`(_ key: String) throws {
        let text = GetTransactionTests.result()
        let place = try #require(text.range(of: #""\#(key)":"#))
        // Its value: the shortest text before a comma or a brace that is JSON.
        let rest = text[place.upperBound...]
        let value = try #require(
            rest.indices.lazy.filter { ",}".contains(rest[$0]) }.map { rest[..<$0] }
                .first { (try? JSONDocument(parsing: Array($0.utf8))) != nil })
        let first = try #require(key.unicodeScalars.first?.value)
        let escaped = "\\u00" + String(first, radix: 16) + key.dropFirst()
        for name in [key, escaped] {
            let twice = text.replacingCharacters(
                in: place, with: #""\#(name)":\#(value),"\#(key)":"#)
            let error = #expect(throws: JSONError.self) {
                try TransactionAnswer.read(Self.body(twice), to: 1)
            }
            #expect(error?.kind == .duplicateKey(key))
        }
    }

    // MARK: What is not read

    static let unread = [
        #""\ud800""#, "01", "1.", "[1,]", "nul", "\"\u{1}\"", "{\"a\"}", "{\"a\":1,}", "+1",
        String(repeating: "[", count: 62) + String(repeating: "]", count: 62), "-", "1e", "\"",
    ]

    @Test(arguments: unread)
    func `checks what it passes over`(_ value: String) throws {
        let text = GetTransactionTests.result((#""rewards":[]"#, #""rewards":\#(value)"#))
        #expect(throws: JSONError.self) { try TransactionAnswer.read(Self.body(text), to: 1) }
    }

    @Test func `passes over anything else`() throws {
        // The envelope, the result and its meta are three levels of the 64.
        let deep = String(repeating: "[", count: 61) + String(repeating: "]", count: 61)
        let expected = try TransactionAnswer.read(Self.body(), to: 1)
        for value in ["null", "-0.5e-3", #"{"a":1,"a":[{}]}"#, #""\ud83d\ude00 é""#, deep] {
            let text = GetTransactionTests.result((#""rewards":[]"#, #""rewards":\#(value)"#))
            #expect(try TransactionAnswer.read(Self.body(text), to: 1) == expected)
        }
    }

    // MARK: Damage

    @Test func `refuses every truncation`() {
        let body = Self.body()
        for count in 0..<body.count {
            #expect(throws: JSONError.self) {
                try TransactionAnswer.read(Array(body[..<count]), to: 1)
            }
        }
    }

    @Test func `never reads what is no JSON, whichever byte is damaged`() {
        let body = Self.body()
        var accepted = 0
        for index in body.indices {
            for bits in [0x01, 0x06, 0x80] as [UInt8] {
                var changed = body
                changed[index] ^= bits
                guard (try? TransactionAnswer.read(changed, to: 1)) != nil else { continue }
                accepted += 1
                #expect((try? JSONDocument(parsing: changed)) != nil)
            }
        }
        // Digits and letters may change into others.
        #expect(accepted > 100)
        #expect(accepted < body.count * 3 / 2)
    }
}
