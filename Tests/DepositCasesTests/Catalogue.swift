import DepositCases
import Foundation
import TestSupport

/// The catalogue of this repository.
enum Catalogue {
    static let path = Repository.fixture("cases").path

    /// The names of all case folders; none if there is no catalogue, which a test reports.
    static let names = (try? open())?.names ?? []

    private static let catalogue = Result { try CaseCatalogue(at: path) }

    static func open() throws -> CaseCatalogue { try catalogue.get() }

    /// All folders, read once.
    static let folders = Result {
        let catalogue = try open()
        return try names.map { try catalogue.folder($0) }
    }
}
