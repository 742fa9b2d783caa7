#if CLI
import ArgumentParser

/// `fixture`: keeps what endpoints said of a transaction, and decides from it without a network.
struct FixtureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fixture",
        abstract: "Record what endpoints say of a transaction; decide from a recording.",
        discussion: """
            EXAMPLES:
              l5-deposit fixture record SIGNATURE -o strange-deposit --policy policy.json
              l5-deposit fixture replay strange-deposit

            A recording is a folder of readable files: case.json (what is asked, under which rules \
            and with which codes), rpc/ (every request and answer of each endpoint), expect.json \
            (what was decided; check it) and evidence/ (the same exchanges, byte for byte). It \
            holds no URL and no credential.
            """,
        subcommands: [FixtureRecordCommand.self, FixtureReplayCommand.self])
}
#endif
