import DepositCases
import Testing

/// Every folder of the catalogue against our verifier.
struct CaseFolderTests {
    @Test(arguments: Catalogue.names)
    func `is judged as the catalogue says`(name: String) async throws {
        let folder = try Catalogue.open().folder(name)
        let differences = await CaseRun(folder).differences()
        #expect(differences.isEmpty, "\(name): \(differences.joined(separator: "; "))")
    }
}
