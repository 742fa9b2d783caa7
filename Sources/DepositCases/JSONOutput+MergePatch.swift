internal import DepositVerifier

extension JSONOutput {
    /// A value with a merge patch applied: members of the patch replace those of the value, `null`
    /// removes one, and objects are merged member by member.
    ///
    /// Source: RFC 7386, section 2.
    ///
    /// - Parameter target: the value; none is an empty object.
    /// - Throws: `JSONError` for a member that an object has twice.
    init(merging patch: JSONValue, into target: JSONValue?) throws(JSONError) {
        guard patch.kind == .object else {
            self = .raw(patch.compactText)
            return
        }
        let base = target?.kind == .object ? target : nil
        var members: [(String, JSONOutput)] = []
        for (key, value) in try base?.object() ?? [] {
            if let change = try patch.member(key) {
                guard !change.isNull else { continue }
                members.append((key, try JSONOutput(merging: change, into: value)))
            } else {
                members.append((key, .raw(value.compactText)))
            }
        }
        for (key, change) in try patch.object() where !change.isNull {
            if let base, try base.member(key) != nil { continue }
            members.append((key, try JSONOutput(merging: change, into: nil)))
        }
        self = .object(members)
    }
}
