import DepositVerifier
import Foundation
import SolanaCodec
import Testing

@Suite("The folder of evidence")
struct EvidenceStoreTests {
    private let directory = FileManager.default.temporaryDirectory
        .appending(path: "evidence-\(UUID().uuidString)").path

    private func files() throws -> [String: [UInt8]] {
        let names = try FileManager.default.contentsOfDirectory(atPath: directory)
        return try Dictionary(
            uniqueKeysWithValues: names.map { name in
                (name, Array(try Data(contentsOf: URL(filePath: "\(directory)/\(name)"))))
            })
    }

    @Test func `keeps files of many at the same time, each under its hash`() async throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let store = EvidenceStore(directory: directory)
        // Each content is handed in twice.
        let contents = (0..<150).map { Array("evidence \($0 / 2)".utf8) }
        let names = try await withThrowingTaskGroup(of: ([UInt8], String).self) { group in
            for content in contents {
                group.addTask { (content, try await store.keep(content)) }
            }
            return try await group.reduce(into: [[UInt8]: String]()) { $0[$1.0] = $1.1 }
        }
        let files = try files()
        #expect(files.count == 75)
        for (content, name) in names { #expect(files["\(name).json"] == content) }
        // sha256sum of the first
        #expect(
            names[Array("evidence 0".utf8)]
                == "11bf126ad452ebeddafa806723144b303fbb1753bbc71f93949194179ef34b29")
        let mode = try FileManager.default.attributesOfItem(atPath: directory)[.posixPermissions]
        #expect(mode as? Int == 0o700)
    }

    @Test func `a folder that went away is made again`() async throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let store = EvidenceStore(directory: directory)
        _ = try await store.keep([1])
        try FileManager.default.removeItem(atPath: directory)
        let name = try await store.keep([2])
        #expect(try files() == ["\(name).json": [2]])
    }

    @Test func `what is there stays as it is`() async throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let name = try await EvidenceStore(directory: directory).keep([1, 2, 3])
        let again = try await EvidenceStore(directory: directory).keep([1, 2, 3])
        #expect(name == again)
        #expect(try files() == ["\(name).json": [1, 2, 3]])
    }
}
