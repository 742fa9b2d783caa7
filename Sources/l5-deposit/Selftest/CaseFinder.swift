#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Where the case folders are: beside the installed program, or in the repository that built it.
enum CaseFinder {
    /// The folder of the catalogue.
    ///
    /// - Throws: `Failure` if there is none.
    static func path(_ option: String?) throws -> String {
        if let option { return option }
        var folder = folder(of: executable)
        var candidates = ["\(folder)/../share/l5-deposit/cases"]
        while !folder.isEmpty {
            candidates.append("\(folder)/fixtures/cases")
            folder = self.folder(of: folder)
        }
        guard let found = candidates.first(where: { SystemFile.exists("\($0)/manifest.json") })
        else {
            throw Failure(
                .usage, "the case folders are not found",
                why: "neither in share/l5-deposit beside the program nor in its repository",
                next: "name them with --cases DIR (fixtures/cases of the repository)")
        }
        return found
    }

    /// What stands before the last slash.
    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }

    private static var executable: String {
        #if os(Linux)
        let name = "/proc/self/exe"
        #else
        let name = CommandLine.arguments.first ?? ""
        #endif
        guard let path = realpath(name, nil) else { return "" }
        defer { free(path) }
        return String(cString: path)
    }
}
