/// Why a policy file is refused.
public struct PolicyError: Error, Hashable, Sendable {
    /// Where in the file, as a JSON path; empty for the whole.
    public var path: String
    /// One sentence for a person. Never a value that may be a credential.
    public var reason: String

    /// An error at `path`.
    public init(_ path: String, _ reason: String) {
        self.path = path
        self.reason = reason
    }
}
