public import Foundation

/// The on-chain programs of `Contract/`, built once for a test run from the sources as they are.
public enum BuiltPrograms {
    /// The deposit program with the tests' constants: the treasury of `World`, mainnet's USDC.
    public static func deposit() throws -> URL { try depositBuild.get() }
    /// The proxy program, which calls others as it is told.
    public static func proxy() throws -> URL { try proxyBuild.get() }

    private static let depositBuild = Result { try build("deposit", ["--test"]) }
    private static let proxyBuild = Result {
        try build(
            "proxy", ["--module", Repository.root.appending(path: "Contract/Proxy").path])
    }

    private static func build(_ name: String, _ arguments: [String]) throws -> URL {
        let folder = Repository.root.appending(path: ".build/swift-tests")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let output = folder.appending(path: "\(name).so")
        let process = Process()
        process.executableURL = Repository.root.appending(path: "Scripts/build-program")
        process.arguments = arguments + ["-o", output.path]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw LocalChainFailure(reason: "\(name) was not built")
        }
        return output
    }
}
