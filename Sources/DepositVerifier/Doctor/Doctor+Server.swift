extension Doctor {
    /// A ledger's server, and the way to it.
    static func examine(_ server: LedgerServerCondition, _ subject: String) -> [Diagnosis] {
        [
            .ok(.ledgerLibrary, subject, "The server is PostgreSQL \(shown(server.version))."),
            settings(server, subject), integrity(server, subject),
            connection(server.connection, subject), rights(server, subject),
        ]
    }

    private static func settings(
        _ server: LedgerServerCondition, _ subject: String
    ) -> Diagnosis {
        guard let wrong = server.settings.filter({ $0.value != "on" }).min(by: { $0.key < $1.key })
        else {
            return .ok(
                .ledgerSettings, subject,
                "What is acknowledged survives a power cut (fsync, full_page_writes, "
                    + "synchronous_commit).")
        }
        return .problem(
            .ledgerSettings, subject,
            "The server runs with \(shown(wrong.key)) = \(shown(wrong.value)): a power cut can "
                + "undo acknowledged credits.", "set it to on in postgresql.conf and reload")
    }

    private static func integrity(
        _ server: LedgerServerCondition, _ subject: String
    ) -> Diagnosis {
        guard server.hasChecksums else {
            return .warning(
                .ledgerIntegrity, subject,
                "Its pages carry no checksums: a disk that changes them goes unnoticed until "
                    + "`l5-deposit ledger audit`.",
                "stop the server and run pg_checksums --enable")
        }
        return .ok(
            .ledgerIntegrity, subject,
            "Its pages carry checksums; `l5-deposit ledger audit` recomputes every sum.")
    }

    private static func connection(
        _ connection: LedgerServerCondition.Connection, _ subject: String
    ) -> Diagnosis {
        let advice = "add sslmode=verify-full and sslrootcert to the URL"
        return switch connection {
        case .local: .ok(.ledgerConnection, subject, "The server is on this machine.")
        case .verified:
            .ok(
                .ledgerConnection, subject, "The connection is encrypted, the server's name proven."
            )
        case .encrypted:
            .warning(
                .ledgerConnection, subject,
                "The connection is encrypted, but whoever answers is believed to be the server.",
                advice)
        case .plain:
            .warning(
                .ledgerConnection, subject,
                "Everybody on the way to the server can read and change what goes there.", advice)
        }
    }

    private static func rights(_ server: LedgerServerCondition, _ subject: String) -> Diagnosis {
        guard server.mayRewrite else {
            return .ok(.ledgerMode, subject, "This role can add entries, and not change them.")
        }
        return .warning(
            .ledgerMode, subject,
            "This role can switch off what keeps entries from being changed: it owns their table, "
                + "is a superuser, or was granted more than it needs.",
            "let the owner make the tables, and give the gateway a role that only has the rights it "
                + "needs")
    }
}
