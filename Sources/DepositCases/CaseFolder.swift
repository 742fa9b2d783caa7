public import DepositVerifier

/// One folder of the catalogue: a situation, what every endpoint says of it, and what the verifier
/// must answer.
public struct CaseFolder: Sendable {
    /// The folder's name, such as `A08-first`.
    public var name: String
    /// What it is about.
    public var description: CaseDescription
    /// What must come out.
    public var expectation: CaseExpectation
    /// The policy file as text, with the case's changes.
    public var policy: [UInt8]
    /// What the books hold before.
    public var books: CaseBooks
    /// What each endpoint knows, in the order in which they are asked.
    public var transcripts: [Transcript]

    /// Whether its rules are others than those of all cases; other endpoints are no other rules.
    public var hasOwnPolicy: Bool {
        let changes = (try? description.config?.object()) ?? []
        return changes.contains { $0.key != "endpoints" }
    }

    /// Whether its books are others than those of all cases.
    public var hasOwnBooks: Bool { description.ledgerBefore != nil }

    /// Reads a folder.
    ///
    /// - Parameters:
    ///   - policy: the common policy; without one the case's own changes are all of it.
    ///   - books: the common books, if there are any.
    ///   - programs: the code of the programs that transcripts share, by name.
    /// - Throws: `CaseFolderError`.
    public init(
        at path: String, policy common: JSONDocument? = nil, books commonBooks: CaseBooks? = nil,
        programs: [String: [UInt8]] = [:]
    ) throws(CaseFolderError) {
        name = path.split(separator: "/").last.map(String.init) ?? path
        func read<Value>(
            _ file: String, _ parse: (JSONValue) throws(JSONError) -> Value
        ) throws(CaseFolderError) -> Value {
            let path = "\(path)/\(file)"
            return try JSONDocument.read(path, CaseFiles.read(path), parse)
        }
        (description, policy, books) = try read("case.json") { json throws(JSONError) in
            let description = try CaseDescription(json: json)
            let policy =
                try description.config.map { config throws(JSONError) in
                    try JSONOutput(merging: config, into: common?.root).encoded()
                } ?? common?.bytes
            let books = try description.ledgerBefore.map { books throws(JSONError) in
                try CaseBooks(json: books)
            }
            guard let policy, let books = books ?? commonBooks else {
                throw json.error(.expected("a policy and books, of the case or of all"))
            }
            return (description, policy, books)
        }
        expectation = try read("expect.json") { json throws(JSONError) in
            try CaseExpectation(json: json)
        }
        var transcripts: [Transcript] = []
        for file in try CaseFiles.names(in: "\(path)/rpc") where file.hasSuffix(".json") {
            transcripts.append(
                try read("rpc/\(file)") { json throws(JSONError) in
                    try Transcript(json: json, programs: programs)
                })
        }
        let operators = Self.operators(of: policy)
        self.transcripts = transcripts.enumerated().sorted {
            let places = ($0, $1)
            return (place(places.0.element), places.0.offset)
                < (place(places.1.element), places.1.offset)
        }.map(\.element)
        func place(_ transcript: Transcript) -> Int {
            operators.firstIndex(of: transcript.operatorName) ?? operators.count
        }
        try check(path)
    }

    /// Whom the policy names, in the order in which they are asked; nobody if it cannot be read.
    private static func operators(of policy: [UInt8]) -> [String] {
        let file = try? PolicyFile.parse(policy) { _ in nil }
        return file?.endpoints.map(\.operatorName) ?? []
    }

    private func check(_ path: String) throws(CaseFolderError) {
        guard !transcripts.isEmpty else { throw CaseFolderError(path, "has no endpoint") }
        let isWhole = expectation.answers.count == 1 && expectation.answers[0].decided == nil
        guard isWhole || expectation.answers.count == description.asks.count else {
            throw CaseFolderError(
                path,
                "expects \(expectation.answers.count) answers to \(description.asks.count) asks")
        }
    }
}
