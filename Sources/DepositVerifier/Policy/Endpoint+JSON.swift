extension Endpoint {
    /// One element of `endpoints`.
    init(
        json: JSONValue, environment: (String) -> String?
    ) throws(JSONError) {
        try json.allow(["url", "operator", "headers", "requestsPerSecond"])
        func text(_ value: JSONValue) throws(JSONError) -> String {
            try EnvironmentText.expand(value, environment)
        }
        let url = try text(try json.required("url"))
        let members = try json.present("headers")?.object() ?? []
        var headers: [(name: String, value: String)] = []
        for (name, value) in members { headers.append((name, try text(value))) }
        let operatorName = try json.present("operator").map(text)
        let rate = try json.present("requestsPerSecond")
        if let rate, try rate.integer() as UInt32 == 0 {
            throw rate.error(.expected("1 request a second or more"))
        }
        self.init(
            url: url, operatorName: operatorName ?? "endpoint", headers: headers,
            requestsPerSecond: try rate?.integer())
    }
}

/// `${NAME}` in a text of the policy file.
enum EnvironmentText {
    static func expand(
        _ value: JSONValue, _ environment: (String) -> String?
    ) throws(JSONError) -> String {
        var rest = try value.string()[...]
        var output = ""
        while let start = rest.firstRange(of: "${") {
            output += rest[..<start.lowerBound]
            let tail = rest[start.upperBound...]
            guard let end = tail.firstIndex(of: "}") else {
                throw value.error(.expected("a closing brace after ${"))
            }
            let name = String(tail[..<end])
            guard let content = environment(name) else {
                throw value.error(.expected("the environment variable \(name) to be set"))
            }
            output += content
            rest = tail[tail.index(after: end)...]
        }
        return output + rest
    }
}
