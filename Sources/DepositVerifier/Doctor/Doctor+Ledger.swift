public import DepositProgram
internal import SolanaCodec

extension Doctor {
    /// The first SQLite without the defect of resetting the write-ahead log. Source: its notes on
    /// version 3.51.3.
    static let soundLibrary = 3_051_003
    /// Permission bits of everybody but the owner.
    private static let others: UInt16 = 0o077

    /// A ledger by itself, and under the policy.
    public static func examine(
        _ ledger: LedgerCondition, _ policy: DepositPolicy
    ) -> [Diagnosis] {
        let subject = shown(ledger.place)
        let store =
            switch ledger.store {
            case .file(let file): examine(file, subject)
            case .server(let server): examine(server, subject)
            }
        let schema = Diagnosis.ok(
            .ledgerSchema, subject, "Its schema is \(ledger.schema), this program's own.")
        return store + [schema] + references(ledger, policy, subject)
    }

    /// A ledger that could not be opened.
    public static func examine(_ path: String, _ error: LedgerError) -> Diagnosis {
        let subject = shown(path)
        guard error.code != .locked else {
            return .warning(
                .ledger, subject,
                "Another process has it open, so it could not be looked at.",
                "run doctor while the gateway is stopped")
        }
        return .problem(
            .ledger, subject, "It cannot be opened: \(shown(error.reason)).",
            "check --ledger and your rights there; `code new` creates a ledger")
    }

    // MARK: Files

    private static func examine(_ file: LedgerFileCondition, _ subject: String) -> [Diagnosis] {
        [
            library(file, subject), settings(file, subject), integrity(file, subject),
            mode(file, subject),
        ] + examine(neighbours: file.neighbours, of: subject)
    }

    private static func library(_ ledger: LedgerFileCondition, _ subject: String) -> Diagnosis {
        guard ledger.libraryNumber < soundLibrary else {
            return .ok(.ledgerLibrary, subject, "The SQLite library is \(shown(ledger.library)).")
        }
        return .warning(
            .ledgerLibrary, subject,
            "The SQLite library is \(shown(ledger.library)); before 3.51.3 two connections that "
                + "write at once could damage a file. This program cannot: one process owns the "
                + "file, with one connection, and locks out all others.",
            "never open the file with another program while a gateway runs; update SQLite when "
                + "your system offers it")
    }

    private static func settings(_ ledger: LedgerFileCondition, _ subject: String) -> Diagnosis {
        guard ledger.journalMode == "wal", ledger.synchronous == "2" else {
            return .problem(
                .ledgerSettings, subject,
                "Its journal is \(shown(ledger.journalMode)) and synchronous is "
                    + "\(shown(ledger.synchronous)): a power cut can undo acknowledged credits.",
                "let only l5-deposit open the file")
        }
        return .ok(
            .ledgerSettings, subject,
            "What is acknowledged survives a power cut (write-ahead log, synchronous=FULL).")
    }

    private static func integrity(_ ledger: LedgerFileCondition, _ subject: String) -> Diagnosis {
        guard let damage = ledger.damages.first else {
            return .ok(
                .ledgerIntegrity, subject,
                "Its pages are sound; `l5-deposit ledger audit` recomputes every sum.")
        }
        return .problem(
            .ledgerIntegrity, subject, "The file is damaged: \(shown(damage)).",
            "stop the gateway, keep a copy, and run `l5-deposit ledger audit`")
    }

    private static func mode(_ ledger: LedgerFileCondition, _ subject: String) -> Diagnosis {
        guard ledger.mode & others != 0 else {
            return .ok(.ledgerMode, subject, "Only its owner can read it.")
        }
        return .problem(
            .ledgerMode, subject,
            "Others on this machine can read or write it (mode 0\(String(ledger.mode, radix: 8))).",
            "chmod 600 \(subject)")
    }

    // MARK: References

    private static func references(
        _ ledger: LedgerCondition, _ policy: DepositPolicy, _ subject: String
    ) -> [Diagnosis] {
        guard ledger.activeCodes > 0 else {
            return [
                .warning(
                    .ledgerReferences, subject, "It has no active code: nobody can be credited.",
                    "issue one: l5-deposit code new")
            ]
        }
        let bare = ledger.codesWithoutReference.values.max() ?? 0
        guard bare == 0 else {
            return [
                .warning(
                    .ledgerReferences, subject,
                    "\(bare) of \(ledger.activeCodes) active codes have no reference for an account "
                        + "of the policy: deposits that carry only a reference wait for a person.",
                    "l5-deposit code add CODE --agent NAME --ledger FILE --policy FILE, for each")
            ]
        }
        return [
            .ok(
                .ledgerReferences, subject,
                "All \(ledger.activeCodes) active codes have a reference for every account of the "
                    + "policy.")
        ]
    }

    // MARK: O16

    /// O16: a treasury account belongs to exactly one ledger.
    public static func examine(ledgers: [LedgerCondition]) -> [Diagnosis] {
        var found: [Diagnosis] = []
        for (index, ledger) in ledgers.enumerated() {
            for other in ledgers.dropFirst(index + 1) {
                guard let account = ledger.accounts.intersection(other.accounts).min() else {
                    continue
                }
                found.append(
                    .problem(
                        .ledgerShared, shown(ledger.place),
                        "\(shown(other.place)) is a ledger of the same treasury account \(account): "
                            + "both would credit every deposit.",
                        "give each ledger a treasury wallet of its own"))
            }
        }
        return found
    }

    /// O16: another ledger's file beside this one.
    private static func examine(neighbours: [String], of subject: String) -> [Diagnosis] {
        neighbours.map { other in
            .warning(
                .ledgerShared, subject,
                "Another ledger lies beside it: \(shown(other)). Two ledgers of one treasury account "
                    + "would both credit every deposit.",
                "name both to doctor (--ledger twice), or move a copy elsewhere")
        }
    }

    /// O16: deposits with codes that this ledger never issued.
    ///
    /// - Parameter unknown: codes of recent deposits that no ledger knows, of `all`.
    public static func examine(
        unknownCodes unknown: Set<DepositCode>, of all: Set<DepositCode>, _ subject: String
    ) -> Diagnosis {
        guard let code = unknown.min() else {
            return .ok(
                .ledgerShared, shown(subject),
                all.isEmpty
                    ? "No recent deposit carries a code in a memo."
                    : "The codes of all recent deposits are its own.")
        }
        return .warning(
            .ledgerShared, shown(subject),
            "\(unknown.count) of the \(all.count) codes of recent deposits are not in it, such as "
                + "\(code).",
            "if another gateway issued them, it shares this treasury account, which belongs to "
                + "exactly one ledger; if depositors mistyped them, assign those by hand")
    }

    /// The codes that top-level memos of transactions name.
    public static func codes(
        in transactions: [TransactionAnswer], _ policy: DepositPolicy
    ) -> Set<DepositCode> {
        var codes: Set<DepositCode> = []
        for answer in transactions where answer.meta?.errJSON == nil {
            guard let message = try? Transaction(decoding: answer.transaction).message else {
                continue
            }
            for instruction in message.instructions {
                let index = Int(instruction.programIndex)
                guard message.addresses.indices.contains(index),
                    Programs.isMemo(message.addresses[index]),
                    let code = DepositMemo.code(
                        in: instruction.data, allowingLegacy: policy.acceptsLegacyCodes)
                else { continue }
                codes.insert(code)
            }
        }
        return codes
    }
}
