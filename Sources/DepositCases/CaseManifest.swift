internal import DepositVerifier

/// Which case of the catalogue is tested where, and which come later: `manifest.json`.
public struct CaseManifest: Sendable {
    /// What `schema` must say.
    public static let schema = "l5.cases/1"

    /// A number of the catalogue.
    public struct Entry: Hashable, Sendable {
        /// Such as `A08`.
        public var id: String
        /// What it is about.
        public var title: String
        /// `X`, `S` or `U`.
        public var kind: String?
        /// Its folders.
        public var folders: [String]
        /// The test that it is, if no folder can be: a path from the root of the repository.
        public var test: String?
        /// The part of the product that it waits for.
        public var later: String?
    }

    /// Every number once, in the order of the catalogue.
    public var entries: [Entry]

    /// Reads the manifest of a catalogue.
    ///
    /// - Throws: `CaseFolderError`.
    public init(at path: String) throws(CaseFolderError) {
        let file = "\(path)/manifest.json"
        entries = try JSONDocument.read(file, CaseFiles.read(file)) { json throws(JSONError) in
            try json.check(schema: Self.schema, ["cases"])
            return try json.required("cases").list { item throws(JSONError) in
                try Entry(json: item)
            }
        }
    }
}

extension CaseManifest.Entry {
    fileprivate init(json: JSONValue) throws(JSONError) {
        try json.allow(["id", "title", "kind", "folders", "test", "later"])
        id = try json.required("id").string()
        title = try json.required("title").string()
        kind = try json.present("kind")?.string()
        folders =
            try json.present("folders")?.list { name throws(JSONError) in try name.string() } ?? []
        test = try json.present("test")?.string()
        later = try json.present("later")?.string()
    }
}
