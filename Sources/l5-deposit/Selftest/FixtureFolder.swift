import DepositCases
import DepositVerifier

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Case folders that the command line writes and reads.
enum FixtureFolder {
    /// Creates a folder that must not be there yet.
    ///
    /// - Throws: `Failure`.
    static func create(_ path: String) throws {
        guard mkdir(path, 0o755) == 0 else {
            throw Failure(
                .usage, "the folder cannot be created",
                why: "\(Failure.quote(path)): \(SystemError(number: errno).text)",
                next: "name a new folder with -o")
        }
    }

    /// Removes a folder if nothing is in it.
    static func removeEmpty(_ path: String) { rmdir(path) }

    /// Writes files; folders within are created.
    ///
    /// - Throws: `Failure`.
    static func write(_ files: [(path: String, content: [UInt8])], to path: String) throws {
        for (name, content) in files {
            if let slash = name.lastIndex(of: "/") {
                _ = mkdir("\(path)/\(name[..<slash])", 0o755)
            }
            try write(content, to: "\(path)/\(name)")
        }
    }

    private static func write(_ content: [UInt8], to path: String) throws {
        func failure(_ number: Int32) -> Failure {
            Failure(
                .usage, "the folder cannot be written",
                why: "\(Failure.quote(path)): \(SystemError(number: number).text)",
                next: "check the space and the permissions")
        }
        guard let file = fopen(path, "wb") else { throw failure(errno) }
        let count = fwrite(content, 1, content.count, file)
        let problem = errno
        guard fclose(file) == 0, count == content.count else { throw failure(problem) }
    }

    /// Reads a folder: one by itself, or one of a catalogue.
    ///
    /// - Throws: `Failure`.
    static func read(_ path: String) throws -> CaseFolder {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        let slash = path.lastIndex(of: "/")
        let parent = slash.map { String(path[..<$0]) } ?? "."
        let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        do throws(CaseFolderError) {
            guard SystemFile.exists("\(parent)/policy.json"),
                SystemFile.exists("\(parent)/manifest.json")
            else { return try CaseFolder(at: path) }
            return try CaseCatalogue(at: parent).folder(name)
        } catch {
            throw Failure(
                .usage, "the recording cannot be read", why: Failure.quote("\(error)"),
                next: "give a folder that `fixture record` has written")
        }
    }

    /// What plays the endpoints of a folder, strictly if it is a recording.
    ///
    /// - Throws: `Failure`.
    static func players(_ path: String) throws -> [CasePlayer] {
        let folder = try read(path)
        return folder.transcripts.map {
            CasePlayer($0, isStrict: folder.description.recorded != nil)
        }
    }

    /// An answer that nobody recorded is no ground for a verdict, whatever was made of it.
    ///
    /// - Throws: `Failure` of exit 10.
    static func refuseGaps(in players: [CasePlayer]) throws {
        let missing = players.filter(\.isStrict).flatMap(\.unrecorded)
        guard let first = missing.first else { return }
        throw Failure(
            .network, "the recording lacks an answer", why: Failure.quote(first),
            next: "record the transaction again", code: "notRecorded")
    }

    /// Today by the system's clock, `YYYY-MM-DD` in UTC.
    static var today: String {
        var now = time(nil)
        var parts = tm()
        gmtime_r(&now, &parts)
        func digits(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(parts.tm_year + 1900)-\(digits(parts.tm_mon + 1))-\(digits(parts.tm_mday))"
    }
}
