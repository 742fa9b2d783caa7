#if CLI
import ArgumentParser
import DepositVerifier

/// `replay`: decides again from an evidence file, without a network.
struct ReplayCommand: AsyncParsableCommand {
    static let schema = "l5.replay/1"

    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Decide again from an evidence file, offline.",
        discussion: """
            EXAMPLES:
              l5-deposit replay books.db.evidence/3f…c1.json

            Exit code: 0 the same verdict, 13 another one.
            """)

    @Argument(help: "An evidence file.")
    var bundle: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Ending.run(Self.schema, options) { console in
            let replay = try await Replay(try Self.content(bundle))
            if replay.recordedRules != Replay.currentRules {
                console.note(
                    "note: decided under rule set \(replay.recordedRules), "
                        + "replayed under \(Replay.currentRules)")
            }
            console.line(replay.agrees ? "The same verdict." : "Another verdict.")
            console.line(String(decoding: replay.replayed, as: UTF8.self))
            console.document(
                .object([
                    ("schema", .string(Self.schema)),
                    ("status", .string(replay.agrees ? "ok" : "difference")),
                    ("recordedRules", .unsigned(replay.recordedRules)),
                    ("rules", .unsigned(Replay.currentRules)),
                    ("recorded", .raw(String(decoding: replay.recorded, as: UTF8.self))),
                    ("replayed", .raw(String(decoding: replay.replayed, as: UTF8.self))),
                ]))
            return replay.agrees ? .ok : .difference
        }
    }

    private static func content(_ path: String) throws -> [UInt8] {
        let name = Failure.quote(path)
        do {
            guard let content = try SystemFile.read(path, limit: Replay.longest) else {
                throw Failure(
                    .usage, "the evidence file does not exist", why: name, next: "check the path")
            }
            return content
        } catch let error as SystemError {
            throw Failure(
                .usage, "the evidence file cannot be read", why: "\(name): \(error.text)",
                next: "check the path")
        }
    }
}
#endif
