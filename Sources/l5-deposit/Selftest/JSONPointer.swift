import DepositVerifier

/// A place in a JSON document.
///
/// Source: RFC 6901.
struct JSONPointer: Sendable, Equatable {
    private var steps: [String]

    /// `nil` for a text that is neither empty nor starts with a slash, or has a stray tilde.
    init?(_ text: String) {
        guard !text.isEmpty else {
            steps = []
            return
        }
        guard text.hasPrefix("/") else { return nil }
        var steps: [String] = []
        for part in text.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            let rest = part.replacing("~0", with: "").replacing("~1", with: "")
            guard !rest.contains("~") else { return nil }
            steps.append(
                String(part.replacing("~1", with: "/").replacing("~0", with: "~")))
        }
        self.steps = steps
    }

    /// The value at this place; `nil` if there is none.
    func value(in root: JSONValue) -> JSONValue? {
        var value = root
        for step in steps {
            switch value.kind {
            case .object:
                guard let member = try? value.member(step) else { return nil }
                value = member
            case .array:
                // A position has no sign and no leading zero.
                guard let index = Int(step), String(index) == step, index >= 0,
                    let elements = try? value.array(),
                    let element = Array(elements.prefix(index + 1)).dropFirst(index).first
                else { return nil }
                value = element
            default: return nil
            }
        }
        return value
    }
}
