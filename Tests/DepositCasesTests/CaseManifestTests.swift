import DepositCases
import Foundation
import SolanaCodec
import TestSupport
import Testing

/// The manifest is the list by which a missing case is seen.
struct CaseManifestTests {
    /// How many cases each section of the catalogue has.
    private static let sections: KeyValuePairs = [
        "A": 39, "B": 20, "C": 16, "D": 10, "E": 14, "F": 13, "G": 14, "H": 22, "I": 22, "J": 30,
        "K": 10, "L": 30, "M": 20, "N": 18, "O": 25,
    ]

    /// What is left for other parts of the product.
    private static let laterParts: Set = ["watching", "webhooks", "gateway", "ledger", "sender"]

    private static let catalogue = sections.flatMap { section, count in
        (1...count).map { section + ($0 < 10 ? "0" : "") + "\($0)" }
    }

    private let entries: [CaseManifest.Entry]

    init() throws { entries = try CaseManifest(at: Catalogue.path).entries }

    @Test func `names every case of the catalogue once, in order`() {
        #expect(Self.catalogue.count == 303)
        #expect(entries.map(\.id).elementsEqual(Self.catalogue))
    }

    @Test func `says of every case where it is tested or what it waits for`() {
        for entry in entries {
            let isSomewhere = !entry.folders.isEmpty || entry.test != nil || entry.later != nil
            #expect(isSomewhere, "\(entry.id)")
        }
        #expect(Set(entries.compactMap(\.later)).isSubset(of: Self.laterParts))
    }

    @Test func `names the folders that are there, each once`() {
        let named = entries.flatMap(\.folders)
        #expect(Set(named).count == named.count)
        #expect(Set(named).subtracting(Catalogue.names) == [])
        #expect(Set(Catalogue.names).subtracting(named) == [])
    }

    @Test func `puts every folder under its number`() throws {
        let ids = entries.reduce(into: [String: String]()) { ids, entry in
            for name in entry.folders { ids[name] = entry.id }
        }
        for folder in try Catalogue.folders.get() {
            let variant = folder.description.variant.map { "-\($0)" } ?? ""
            #expect(folder.description.id == ids[folder.name])
            #expect(folder.name == folder.description.id + variant)
        }
    }

    @Test func `names tests that exist and speak of the case`() throws {
        for entry in entries {
            guard let test = entry.test else { continue }
            let parts = test.split(separator: "#", maxSplits: 1)
            let file = Repository.root.appending(path: String(parts.first ?? ""))
            let text = try? String(contentsOf: file, encoding: .utf8)
            let mark = parts.count == 2 ? String(parts[1]) : entry.id
            #expect(text?.contains(mark) == true, "\(entry.id): \(test)")
        }
    }

    @Test func `has a twin of every case that must be accepted, which is not`() throws {
        let folders = try Catalogue.folders.get()
        let twins = folders.filter { $0.description.twinOf != nil }
        for twin in twins {
            let original = folders.first { $0.name == twin.description.twinOf }
            #expect(original?.expectation.accepts == true, "\(twin.name)")
            #expect(!twin.expectation.accepts, "\(twin.name)")
        }
        let twinned = Set(twins.map(\.description.id))
        #expect(Self.catalogue.filter { $0.hasPrefix("A") && !twinned.contains($0) } == [])
    }

    @Test func `has no two cases with one signature`() throws {
        var seen: [Signature: String] = [:]
        for folder in try Catalogue.folders.get() {
            for signature in Set(folder.description.asks.map(\.signature)) {
                let other = seen.updateValue(folder.name, forKey: signature)
                #expect(other == nil, "\(folder.name) and \(other ?? "")")
            }
        }
    }
}
