import DepositCases
import Foundation
import TestSupport

/// The catalogue of this repository.
enum Catalogue {
    static let path = Repository.fixture("cases").path

    /// The names of all case folders; none if there is no catalogue, which a test reports.
    static let names = (try? CaseCatalogue(at: path))?.names ?? []

    static func open() throws -> CaseCatalogue { try CaseCatalogue(at: path) }
}
