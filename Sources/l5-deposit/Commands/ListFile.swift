#if CLI
/// A file that names one thing a line.
enum ListFile {
    /// Several million codes with their line breaks.
    private static let longest = 96 * 1_048_576

    /// The lines of a file without blanks around them, counted from 1; empty ones and remarks, which
    /// start with `#`, are left out.
    ///
    /// - Parameter path: `-` for standard input.
    /// - Throws: `Failure`.
    static func lines(of path: String) throws -> [(number: Int, text: String)] {
        let content: [UInt8]?
        do {
            content =
                path == "-"
                ? try SystemFile.read(0, limit: longest)
                : try SystemFile.read(path, limit: longest)
        } catch {
            throw Failure(
                .usage, "the list cannot be read", why: "\(Failure.quote(path)): \(error.text)",
                next: "check the path")
        }
        guard let content else {
            throw Failure(
                .usage, "the list does not exist", why: Failure.quote(path),
                next: "check the path")
        }
        let lines = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return lines.enumerated().compactMap { index, line in
            let text = Parsing.trimmed(String(decoding: line, as: UTF8.self))
            return text.isEmpty || text.hasPrefix("#") ? nil : (index + 1, text)
        }
    }
}
#endif
