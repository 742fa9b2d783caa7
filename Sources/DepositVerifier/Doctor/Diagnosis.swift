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
        case policyMints = "policy_mints"
        case policyOperators = "policy_operators"
        case policyQuorum = "policy_quorum"
        case policyCommitment = "policy_commitment"
        // The chain
        case mint
        case mintDecimals = "mint_decimals"
        case mintExtensions = "mint_extensions"
        case mintAuthorities = "mint_authorities"
        case treasuryOwner = "treasury_owner"
        case treasuryAccount = "treasury_account"
        case treasuryDelegate = "treasury_delegate_set"
        case treasuryCloseAuthority = "treasury_close_authority_set"
        case treasuryFrozen = "treasury_frozen"
        case treasuryExtensions = "treasury_extensions"
        case depositAddress = "deposit_address"
        case program
        // The endpoints
        case endpoint
        case endpointCluster = "endpoint_cluster"
        case endpointEncryption = "endpoint_encryption"
        case endpointVersionOne = "endpoint_version_1"
        case endpointHistory = "endpoint_history"
        case endpointCalls = "endpoint_inner_instructions"
        case endpointLag = "endpoint_lag"
        // The books
        case ledger
        case ledgerLibrary = "ledger_library"
        case ledgerSettings = "ledger_settings"
        case ledgerSchema = "ledger_schema"
        case ledgerIntegrity = "ledger_integrity"
        case ledgerMode = "ledger_mode"
        case ledgerReferences = "ledger_references"
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
