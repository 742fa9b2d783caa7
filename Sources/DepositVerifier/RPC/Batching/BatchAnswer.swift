/// What came back for a batch, taken apart.
enum BatchAnswer {
    /// One body for each call; `nil` where there is no answer to it, or more than one.
    case answers([[UInt8]?])
    /// Something that answers no call of the batch.
    case refusal

    /// Reads the answer to `calls`, which were numbered from `first` on.
    ///
    /// Answers are told apart by their numbers alone, in whatever order they come; those with other
    /// numbers are left. A body is that part of the answer, byte for byte, but with the number that
    /// the call had before it joined the batch.
    ///
    /// - Throws: `JSONError` for a text that is no JSON.
    init(_ text: [UInt8], to calls: [BatchCall], from first: UInt64) throws(JSONError) {
        var parts: [Part?] = Array(repeating: nil, count: calls.count)
        var isTwice: [Bool] = Array(repeating: false, count: calls.count)
        let isArray = try JSONReader.readAll(of: text) { json throws(JSONError) in
            guard try json.peek() == UInt8(ascii: "[") else {
                try json.skip()
                return false
            }
            var elements = try json.array()
            while try json.element(of: &elements) {
                guard try json.peek() == UInt8(ascii: "{") else {
                    try json.skip()
                    continue
                }
                let start = json.position
                guard let number = try json.numberedObject() else { continue }
                guard let place = Self.place(of: number.value, from: first, calls.count) else {
                    continue
                }
                if parts[place] != nil { isTwice[place] = true }
                parts[place] = Part(whole: start..<json.position, number: number.digits)
            }
            return true
        }
        guard isArray, parts.contains(where: { $0 != nil }) else {
            self = .refusal
            return
        }
        self = .answers(
            calls.indices.map { index in
                guard let part = parts[index], !isTwice[index] else { return nil }
                return part.body(in: text, numberedAs: calls[index])
            })
    }

    /// Where in the batch the call with this number stands.
    private static func place(of number: UInt64, from first: UInt64, _ count: Int) -> Int? {
        number >= first && number - first < UInt64(count) ? Int(number - first) : nil
    }

    private struct Part {
        var whole: Range<Int>
        var number: Range<Int>

        func body(in text: [UInt8], numberedAs call: BatchCall) -> [UInt8] {
            var body: [UInt8] = []
            body.reserveCapacity(whole.count + BatchCall.numberLength)
            body += text[whole.lowerBound..<number.lowerBound]
            body += call.body[call.number]
            body += text[number.upperBound..<whole.upperBound]
            return body
        }
    }
}
