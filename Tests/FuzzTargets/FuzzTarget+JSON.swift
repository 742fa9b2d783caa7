import DepositVerifier

extension FuzzTarget {
    /// JSON texts: refused at a place inside, or readable to the last value; and the same as an answer
    /// to `getTransaction`, which is read without an index.
    static let json = FuzzTarget(name: "json", longest: 1_024) { bytes throws(Finding) in
        switch Result(catching: { () throws(JSONError) in try JSONDocument(parsing: bytes) }) {
        case .success(let document): try checkDocument(document, bytes)
        case .failure(let error):
            try expect((0...bytes.count).contains(error.offset), "the place is inside the text")
        }
        switch Result(catching: { () throws(JSONError) in try TransactionAnswer.read(bytes, to: 1) }
        )
        {
        case .success(let answer): try checkAnswer(answer, bytes)
        case .failure(let error):
            try expect((0...bytes.count).contains(error.offset), "the place is inside the answer")
        }
    }
}

/// What is read from front to back is what the index says.
private func checkAnswer(_ answer: TransactionAnswer?, _ bytes: [UInt8]) throws(Finding) {
    do throws(JSONError) {
        let root = try JSONDocument(parsing: bytes).root
        let id = try root.required("id").uint64()
        let version = try root.required("jsonrpc").string()
        let hasError = try root.member("error") != nil
        let result = try root.required("result")
        guard id == 1, version == "2.0", !hasError, result.isNull == (answer == nil) else {
            throw result.error(.expected("the same envelope"))
        }
        guard let answer else { return }
        let slot = try result.required("slot").uint64()
        let blockTime = try result.present("blockTime")?.int64()
        let transaction = try result.required("transaction").array().map(\.kind)
        let meta = try result.present("meta")
        guard slot == answer.slot, blockTime == answer.blockTime,
            transaction == [.string, .string],
            (meta == nil) == (answer.meta == nil)
        else { throw result.error(.expected("the same answer")) }
        if let meta, let read = answer.meta { try checkMeta(read, meta) }
    } catch {
        throw Finding(property: "both readings are the same: \(error)")
    }
}

private func checkMeta(_ read: TransactionMeta, _ meta: JSONValue) throws(JSONError) {
    var balances: [UInt64] = []
    for balance in try meta.required("postBalances").array() {
        balances.append(try balance.uint64())
    }
    var amounts: [String]?
    if let list = try meta.present("postTokenBalances") {
        amounts = []
        for balance in try list.array() {
            amounts?.append(try balance.required("uiTokenAmount").required("amount").string())
        }
    }
    let err = try meta.required("err")
    let fee = try meta.required("fee").uint64()
    guard read.postBalances == balances, read.fee == fee,
        read.errJSON == (err.isNull ? nil : err.compactText),
        read.postTokenBalances?.map({ String($0.amount) }) == amounts
    else { throw meta.error(.expected("the same effects")) }
}

private func checkDocument(_ document: JSONDocument, _ bytes: [UInt8]) throws(Finding) {
    try expect(String(validating: bytes, as: UTF8.self) != nil, "an accepted text is UTF-8")
    let count = try checkValue(document.root, within: 0..<bytes.count)
    let compact = document.root.compactText
    guard let again = try? JSONDocument(parsing: Array(compact.utf8)) else {
        throw Finding(property: "a text without its blanks is accepted")
    }
    try expect(again.root.compactText == compact, "it has no more blanks")
    try expect(
        try checkValue(again.root, within: 0..<compact.utf8.count) == count, "and as many values")
    for offset in [0, bytes.count / 2, bytes.count] { _ = document.path(toOffset: offset) }
}

/// Reads a value and everything in it; returns how many values there are.
private func checkValue(_ value: JSONValue, within range: Range<Int>) throws(Finding) -> Int {
    let end = value.offset + value.sourceText.utf8.count
    try expect(
        value.offset >= range.lowerBound && end <= range.upperBound && value.offset < end,
        "a value lies inside the one around it")
    switch value.kind {
    case .null: return 1
    case .boolean:
        let flag = try? value.bool()
        try expect(value.sourceText == (flag == true ? "true" : "false"), "a Boolean is its word")
        return 1
    case .number: return try checkNumber(value)
    case .string:
        let bytes = try? value.utf8Bytes()
        try expect(
            bytes.flatMap { String(validating: $0, as: UTF8.self) } != nil, "a string is UTF-8")
        return 1
    case .array:
        var count = 1
        guard let elements = try? value.array() else { throw Finding(property: "an array") }
        for element in elements { count += try checkValue(element, within: value.offset..<end) }
        return count
    case .object:
        var count = 1
        guard let members = try? value.object() else { throw Finding(property: "an object") }
        for (key, member) in members {
            count += try checkValue(member, within: value.offset..<end)
            try checkMember(key, of: value, members.filter { $0.key.utf8.elementsEqual(key.utf8) })
        }
        return count
    }
}

/// Integers read as Swift reads their digits.
private func checkNumber(_ value: JSONValue) throws(Finding) -> Int {
    let text = value.sourceText
    try expect((try? value.numberText()) == text, "a number is its text")
    try expect((try? value.uint64()) == (text.first == "-" ? nil : UInt64(text)), "64 bits")
    try expect((try? value.int64()) == (text == "-0" ? nil : Int64(text)), "64 bits with a sign")
    return 1
}

/// A key leads to its value, or is refused if it stands twice.
private func checkMember(
    _ key: String, of object: JSONValue, _ all: [(key: String, value: JSONValue)]
) throws(Finding) {
    let found = Result { () throws(JSONError) in try object.member(key) }
    switch found {
    case .success(let value):
        try expect(all.count == 1 && value?.offset == all.first?.value.offset, "one key, one value")
    case .failure(let error):
        try expect(all.count > 1 && error.kind == .duplicateKey(key), "two keys are refused")
    }
}
