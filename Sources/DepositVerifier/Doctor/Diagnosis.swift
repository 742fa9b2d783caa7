internal import SolanaCodec

/// One thing that `doctor` looked at, and what it is worth.
public struct Diagnosis: Hashable, Sendable {
    /// What was looked at.
    public var check: Check
    /// Which one of its kind: an address, an operator's name, a file. Fit for one line.
    public var subject: String
    /// What it is worth.
    public var outcome: Outcome
    /// What was found, in plain words. Fit for one line.
    public var text: String
    /// What to do; `nil` where nothing is to be done.
    public var advice: String?

    /// What a finding is worth.
    public enum Outcome: String, Hashable, Sendable, Comparable, CaseIterable {
        /// As it should be.
        case ok
        /// It works, and may cost something one day; or it could not be looked at.
        case warning
        /// Deposits are lost, wait, or are in danger.
        case problem

        /// The more serious one is greater.
        public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// What can be looked at. Raw values are served: append only.
    public enum Check: String, Hashable, Sendable, CaseIterable {
        // The policy
        /// Mints that look like known ones.
        case policyMints = "policy_mints"
        /// Endpoints that share an operator.
        case policyOperators = "policy_operators"
        /// Whether the quorum can be had, and what one operator may say.
        case policyQuorum = "policy_quorum"
        /// What `confirmed` is worth.
        case policyCommitment = "policy_commitment"
        // The chain
        /// The mint is there, of the program that the policy says.
        case mint
        /// Its decimal places.
        case mintDecimals = "mint_decimals"
        /// What its extensions do.
        case mintExtensions = "mint_extensions"
        /// Who can freeze or pause it.
        case mintAuthorities = "mint_authorities"
        /// The treasury's wallet.
        case treasuryOwner = "treasury_owner"
        /// Its token account.
        case treasuryAccount = "treasury_account"
        /// Who may take money out of it.
        case treasuryDelegate = "treasury_delegate_set"
        /// Who may close it.
        case treasuryCloseAuthority = "treasury_close_authority_set"
        /// Whether its issuer has frozen it.
        case treasuryFrozen = "treasury_frozen"
        /// What its own extensions demand.
        case treasuryExtensions = "treasury_extensions"
        /// Addresses that stand for a code.
        case depositAddress = "deposit_address"
        /// A pinned program, as it is on the chain.
        case program
        // The endpoints
        /// Whether it answers.
        case endpoint
        /// Which cluster it serves.
        case endpointCluster = "endpoint_cluster"
        /// Whether others can read along.
        case endpointEncryption = "endpoint_encryption"
        /// Whether it gives transactions of version 1.
        case endpointVersionOne = "endpoint_version_1"
        /// How far back it remembers.
        case endpointHistory = "endpoint_history"
        /// Whether it records what programs call.
        case endpointCalls = "endpoint_inner_instructions"
        /// How far it is behind the others.
        case endpointLag = "endpoint_lag"
        // The books
        /// Whether it opens.
        case ledger
        /// The version of SQLite or of the server.
        case ledgerLibrary = "ledger_library"
        /// How it makes sure that a credit is on disk.
        case ledgerSettings = "ledger_settings"
        /// Which step its schema is at.
        case ledgerSchema = "ledger_schema"
        /// Whether its sums and chains hold.
        case ledgerIntegrity = "ledger_integrity"
        /// Who may read and write the file, or rewrite the tables.
        case ledgerMode = "ledger_mode"
        /// Whether others can read along between here and the server.
        case ledgerConnection = "ledger_connection"
        /// Codes whose references or vaults it does not know.
        case ledgerReferences = "ledger_references"
        /// Another ledger of the same treasury account.
        case ledgerShared = "ledger_shared"
    }

    /// A finding.
    public init(
        _ check: Check, _ subject: String, _ outcome: Outcome, _ text: String,
        advice: String? = nil
    ) {
        self.check = check
        self.subject = subject
        self.outcome = outcome
        self.text = text
        self.advice = advice
    }

    static func ok(_ check: Check, _ subject: String, _ text: String) -> Diagnosis {
        Diagnosis(check, subject, .ok, text)
    }

    static func warning(
        _ check: Check, _ subject: String, _ text: String, _ advice: String
    ) -> Diagnosis {
        Diagnosis(check, subject, .warning, text, advice: advice)
    }

    static func problem(
        _ check: Check, _ subject: String, _ text: String, _ advice: String
    ) -> Diagnosis {
        Diagnosis(check, subject, .problem, text, advice: advice)
    }
}

/// Judges what an operator's setup is worth. Pure: what was read goes in, findings come out.
///
/// A finding about nothing says so: what could not be looked at is never called well.
public enum Doctor {
    /// Foreign text, fit for one line.
    static func shown(_ text: String) -> String {
        PrintableText.escape(Array(text.utf8), limit: longestText)
    }

    private static let longestText = 200
}

extension Diagnosis {
    /// The object of `findings` in `l5.doctor/1`.
    public var json: JSONOutput {
        .object([
            ("check", .string(check.rawValue)), ("subject", .string(subject)),
            ("outcome", .string(outcome.rawValue)), ("text", .string(text)),
            ("advice", advice.map(JSONOutput.string) ?? .null),
        ])
    }
}
