/// An answer and the slot of the bank that gave it.
public struct AtSlot<Value: Sendable>: Sendable {
    /// The slot that the node had reached.
    public var slot: UInt64
    /// The answer.
    public var value: Value

    /// An answer as of `slot`.
    public init(slot: UInt64, value: Value) {
        self.slot = slot
        self.value = value
    }
}

extension AtSlot: Equatable where Value: Equatable {}
extension AtSlot: Hashable where Value: Hashable {}

extension AtSlot {
    /// Shape: `{"context": {"slot": …}, "value": …}`.
    init(
        json: JSONValue, value parse: (JSONValue) throws(JSONError) -> Value
    ) throws(JSONError) {
        slot = try json.required("context").required("slot").uint64()
        value = try parse(json.required("value"))
    }
}
