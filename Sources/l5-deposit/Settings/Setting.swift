/// A value and where it comes from.
struct Setting<Value: Sendable>: Sendable {
    var value: Value
    var origin: Origin

    init(_ value: Value, _ origin: Origin) {
        self.value = value
        self.origin = origin
    }
}

/// Where a value comes from.
enum Origin: Hashable, Sendable, CustomStringConvertible {
    case flag(String)
    case environment(String)
    case policy
    case file
    case usual

    var description: String {
        switch self {
        case .flag(let name): "from \(name)"
        case .environment(let name): "from \(name)"
        case .policy: "from the policy file"
        case .file: "from config.yml"
        case .usual: "default"
        }
    }
}
