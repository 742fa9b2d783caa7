public import Foundation

/// Files of this repository, found from the place of this source file.
public enum Repository {
    /// The folder that holds `Package.swift`.
    public static let root: URL = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A file or folder under `fixtures/`.
    public static func fixture(_ path: String) -> URL {
        root.appending(path: "fixtures").appending(path: path)
    }

    /// The content of a fixture.
    public static func read(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: fixture(path)))
    }

    /// A fixture decoded from JSON.
    public static func decode<T: Decodable>(_ type: T.Type = T.self, from path: String) throws -> T
    {
        try JSONDecoder().decode(type, from: Data(contentsOf: fixture(path)))
    }
}
