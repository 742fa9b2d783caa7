internal import DepositVerifier

/// A folder of case folders, with the policy and the books that they share.
public struct CaseCatalogue: Sendable {
    /// Where it is.
    public let path: String
    /// The names of the case folders, sorted.
    public let names: [String]
    private let policy: JSONDocument
    private let books: CaseBooks
    private let programs: [String: [UInt8]]

    /// Reads what the cases share.
    ///
    /// - Throws: `CaseFolderError`.
    public init(at path: String) throws(CaseFolderError) {
        self.path = path
        let policyPath = "\(path)/policy.json"
        let policy = try CaseFiles.read(policyPath)
        do throws(JSONError) {
            self.policy = try JSONDocument(parsing: policy)
        } catch {
            throw CaseFolderError(policyPath, "not JSON: \(error)")
        }
        let booksPath = "\(path)/ledger.json"
        books = try JSONDocument.read(booksPath, CaseFiles.read(booksPath)) {
            json throws(JSONError) in try CaseBooks(json: json)
        }
        let shared = "\(path)/programs"
        var programs: [String: [UInt8]] = [:]
        if CaseFiles.exists(shared) {
            for file in try CaseFiles.names(in: shared) where file.hasSuffix(".so") {
                programs[String(file.dropLast(3))] = try CaseFiles.read("\(shared)/\(file)")
            }
        }
        self.programs = programs
        names = try CaseFiles.names(in: path).filter { CaseFiles.exists("\(path)/\($0)/case.json") }
    }

    /// One case.
    ///
    /// - Throws: `CaseFolderError`.
    public func folder(_ name: String) throws(CaseFolderError) -> CaseFolder {
        try CaseFolder(at: "\(path)/\(name)", policy: policy, books: books, programs: programs)
    }
}
