/// A request that may travel with others: where its number stands, and until when it may wait.
struct BatchCall: Sendable {
    let body: [UInt8]
    /// The digits of its number.
    let number: Range<Int>
    /// The time by which it must be answered.
    let end: Duration?

    /// A call; `nil` for a body that is not one call with a number of its own.
    init?(_ body: [UInt8], end: Duration?) {
        var number: Range<Int>?
        do throws(JSONError) {
            try JSONReader.readAll(of: body) { json throws(JSONError) in
                number = try json.numberedObject()?.digits
            }
        } catch {
            return nil
        }
        guard let number else { return nil }
        self.body = body
        self.number = number
        self.end = end
    }

    /// The text of a batch in which each call bears a number of the batch's own, from `first` on.
    static func batch(_ calls: [BatchCall], from first: UInt64) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(calls.reduce(2) { $0 + $1.body.count + numberLength })
        text.append(UInt8(ascii: "["))
        for (offset, call) in calls.enumerated() {
            if offset > 0 { text.append(UInt8(ascii: ",")) }
            text += call.body[..<call.number.lowerBound]
            text += String(first &+ UInt64(offset)).utf8
            text += call.body[call.number.upperBound...]
        }
        text.append(UInt8(ascii: "]"))
        return text
    }

    /// The longest number and its comma, in bytes.
    static let numberLength = 21
}

extension JSONReader {
    /// An object's member `id`, if it is a number: its value and where its digits stand.
    mutating func numberedObject() throws(JSONError) -> (value: UInt64, digits: Range<Int>)? {
        var number = JSONMember<(value: UInt64, digits: Range<Int>)>("id")
        var members = try object()
        while let key = try key(of: &members) {
            guard case "id" = key else {
                try skip()
                continue
            }
            guard JSONValue.Kind(startingWith: try peek()) == .number else {
                try number.set(nil, key)
                try skip()
                continue
            }
            let start = position
            let value = try uint64()
            try number.set((value, start..<position), key)
        }
        return number.value
    }
}
