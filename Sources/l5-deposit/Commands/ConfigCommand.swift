#if CLI
import ArgumentParser
import DepositVerifier
import SolanaCodec

/// `config`: every value and where it comes from.
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Show the settings and where each comes from.",
        discussion: """
            EXAMPLES:
              l5-deposit config
            """)

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Ending.run("l5.config/1", options) { console in
            let rows = Self.rows(try Settings(options))
            for row in rows {
                let padding = String(repeating: " ", count: 12 - row.name.count)
                console.line("\(row.name)\(padding)\(row.value) (\(row.origin))")
            }
            let values = rows.map { row in
                (
                    row.name,
                    JSONOutput.object([
                        ("value", .string(row.value)), ("origin", .string("\(row.origin)")),
                    ])
                )
            }
            console.document(
                .object(
                    [("schema", .string("l5.config/1")), ("status", .string("ok"))] + values))
            return .ok
        }
    }

    private static func rows(
        _ settings: Settings
    ) -> [(name: String, value: String, origin: Origin)] {
        var rows: [(name: String, value: String, origin: Origin)] = []
        for endpoint in settings.endpoints.value {
            let name = rows.isEmpty ? "endpoint" : "endpoint\(rows.count + 1)"
            rows.append((name, Connection.shownHost(endpoint.url), settings.endpoints.origin))
        }
        if let keypair = settings.keypair {
            let isPath = !SignerSource.mayBeSecret(keypair.value)
            rows.append(
                ("keypair", isPath ? Failure.quote(keypair.value) : "(hidden)", keypair.origin))
        }
        rows.append(("commitment", settings.commitment.value.rawValue, settings.commitment.origin))
        if let path = settings.policyPath {
            rows.append(("policy", Failure.quote(path.value), path.origin))
        }
        if let treasury = settings.treasury {
            rows.append(("treasury", treasury.value.description, treasury.origin))
        }
        if let journal = JournalFile.ofUser {
            rows.append(("journal", Failure.quote(journal.path), .usual))
        }
        return rows
    }
}
#endif
