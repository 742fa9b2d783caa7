internal import DepositVerifier

/// A case that cannot be read: which file, and why.
public struct CaseFolderError: Error, Hashable, Sendable {
    /// The file or folder.
    public var path: String
    /// One sentence for a person.
    public var reason: String

    /// An error about `path`.
    public init(_ path: String, _ reason: String) {
        self.path = path
        self.reason = reason
    }
}

extension CaseFolderError: CustomStringConvertible {
    /// The file and what is wrong with it.
    public var description: String { "\(path): \(reason)" }
}

extension JSONDocument {
    /// Reads a file's whole text by `read`.
    ///
    /// - Throws: `CaseFolderError` that names the file and the place in it.
    static func read<Value>(
        _ path: String, _ bytes: [UInt8], _ read: (JSONValue) throws(JSONError) -> Value
    ) throws(CaseFolderError) -> Value {
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(parsing: bytes)
        } catch {
            throw CaseFolderError(path, "not JSON: \(error)")
        }
        do throws(JSONError) {
            return try read(document.root)
        } catch {
            let place = document.path(toOffset: error.offset)
            throw CaseFolderError(path, place.isEmpty ? "\(error)" : "\(place): \(error)")
        }
    }
}

extension JSONValue {
    /// Refuses a file of another schema, and members of other names.
    func check(schema: String, _ members: Set<String>) throws(JSONError) {
        try allow(members.union(["schema"]))
        let found = try required("schema")
        guard try found.string() == schema else {
            throw found.error(.expected("the schema \(schema)"))
        }
    }
}
