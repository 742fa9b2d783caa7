/// What a gateway may do about a transaction.
public enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// Credit now.
    case accept
    /// Credited before; nothing to do.
    case duplicate
    /// Not final or not visible yet: ask again.
    case pending
    /// Money arrived, or may have; a person decides.
    case review
    /// Final: nothing creditable here.
    case reject
    /// Cannot be decided now. Never stored, never read as "no".
    case unknown
}

/// Why a verdict is not `accept` or `duplicate`. Raw values are stored and served: append only.
public enum Reason: String, Hashable, Sendable, CaseIterable {
    // pending
    case notFound = "not_found"
    case awaitingFinality = "awaiting_finality"
    case behind
    // unknown
    case rpcInconsistent = "rpc_inconsistent"
    case missingMeta = "missing_meta"
    case missingInnerInstructions = "missing_inner_instructions"
    case missingBalances = "missing_balances"
    case unsupportedVersion = "unsupported_version"
    case historyUnavailable = "history_unavailable"
    case eventSetChanged = "event_set_changed"
    // reject
    case transactionFailed = "tx_failed"
    case transactionNotExecuted = "tx_not_executed"
    case badSignature = "bad_signature"
    case notTransactionID = "not_transaction_id"
    case noMatchingTransfer = "no_matching_transfer"
    case wrongDestination = "wrong_destination"
    case mintNotAllowed = "mint_not_allowed"
    case wrongTokenProgram = "wrong_token_program"
    case zeroAmount = "zero_amount"
    case selfTransfer = "self_transfer"
    case internalSweep = "internal_sweep"
    case claimMismatch = "claim_mismatch"
    case claimInvalid = "claim_invalid"
    case claimWrongSigner = "claim_wrong_signer"
    case alreadyClaimed = "already_claimed"
    case wrongAsset = "wrong_asset"
    case badDiscriminator = "bad_discriminator"
    case unknownProgram = "unknown_program"
    case addressMismatch = "pda_mismatch"
    case noTokenTransfer = "no_token_transfer"
    case expired
    // review
    case unattributed
    case unknownCode = "unknown_code"
    case ambiguousCode = "ambiguous_code"
    case unboundMemo = "unbound_memo"
    case claimRequired = "claim_required"
    case codeInactive = "code_inactive"
    case belowMinimum = "below_minimum"
    case assetNotEnabled = "asset_not_enabled"
    case extensionNotAllowed = "extension_not_allowed"
    case unknownExtension = "unknown_extension"
    case confidentialUnsupported = "confidential_unsupported"
    case noncanonicalAccount = "noncanonical_account"
    case nestedAssociatedAccount = "nested_ata"
    case ownerMismatch = "owner_mismatch"
    case authorityHandover = "authority_handover"
    case hostileOperation = "hostile_op_on_destination"
    case outflow
    case internalSource = "internal_source"
    case balanceMismatch = "balance_mismatch"
    case overflow
    case mintedNotTransferred = "minted_not_transferred"
    case undecodableTokenInstruction = "undecodable_token_instruction"
    case nonstrictSignature = "nonstrict_signature"
    case custodyOwnerControlled = "custody_owner_controlled"
    case vaultDirect = "vault_direct"
    case legacyLayout = "legacy_layout"
    case eventMismatch = "event_mismatch"
    case programChanged = "program_changed"
    case quorumRequired = "quorum_required"
    case singleOperatorCap = "single_operator_cap"
}

extension Reason {
    /// The verdict that this reason belongs to.
    public var verdict: Verdict {
        switch self {
        case .notFound, .awaitingFinality, .behind: .pending
        case .rpcInconsistent, .missingMeta, .missingInnerInstructions, .missingBalances,
            .unsupportedVersion, .historyUnavailable, .eventSetChanged:
            .unknown
        case .transactionFailed, .transactionNotExecuted, .badSignature, .notTransactionID,
            .noMatchingTransfer, .wrongDestination, .mintNotAllowed, .wrongTokenProgram,
            .zeroAmount, .selfTransfer, .internalSweep, .claimMismatch, .claimInvalid,
            .claimWrongSigner, .alreadyClaimed, .wrongAsset, .badDiscriminator, .unknownProgram,
            .addressMismatch, .noTokenTransfer, .expired:
            .reject
        default: .review
        }
    }
}

/// The rules of verification, in their numbering. The order of judgement is `Rule.order`.
public enum Rule: String, Hashable, Sendable {
    /// R1: the endpoint serves the configured cluster.
    case cluster = "R1"
    /// R2: the transaction is the one that was asked for, and its signers signed it.
    case identity = "R2"
    /// R3: it was executed, and succeeded.
    case execution = "R3"
    /// R4: it cannot be undone.
    case finality = "R4"
    /// R5: our own decoder reads its bytes.
    case decoding = "R5"
    /// R6: every instruction at every depth is looked at.
    case walk = "R6"
    /// R7: the money went to a configured token account of the expected owner.
    case destination = "R7"
    /// R8: the token is one that the policy lists.
    case asset = "R8"
    /// R9: what the instructions say is what the balances show.
    case conservation = "R9"
    /// R10: nothing else was done to the account.
    case hostileOperations = "R10"
    /// R11: the money is somebody else's.
    case foreignSource = "R11"
    /// R12: amounts are integers within bounds.
    case amounts = "R12"
    /// R13: exactly one code.
    case oneCode = "R13"
    /// R14: the code is tied to the transfer.
    case binding = "R14"
    /// R15: the code's owner is credited, whoever asks.
    case beneficiary = "R15"
    /// R16: without a code, only a claim.
    case claim = "R16"
    /// R17: once.
    case once = "R17"
    /// R18: the code is active.
    case codeState = "R18"
    /// R21: enough operators agree.
    case quorum = "R21"
    /// R23: the program whose data names the code is the one that the policy pins.
    case programs = "R23"
    /// R24: the mint's extensions are allowed.
    case tokenExtensions = "R24"

    /// The order in which rules decide when several apply.
    public static let order: [Rule] = [
        .cluster, .identity, .decoding, .execution, .finality, .walk, .destination, .asset,
        .tokenExtensions, .foreignSource, .hostileOperations, .conservation, .amounts, .programs,
        .oneCode, .binding, .beneficiary, .claim, .codeState, .quorum, .once,
    ]
}

/// A rule's objection.
public struct Finding: Error, Hashable, Sendable {
    /// Why.
    public var reason: Reason
    /// Which rule says so.
    public var rule: Rule

    /// An objection.
    public init(_ reason: Reason, _ rule: Rule) {
        self.reason = reason
        self.rule = rule
    }
}
