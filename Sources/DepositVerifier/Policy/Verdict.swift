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
    /// No endpoint knows the signature (yet).
    case notFound = "not_found"
    /// It is there and may still be undone; or a vault's sweep is awaited.
    case awaitingFinality = "awaiting_finality"
    /// The endpoints that could tell more have not caught up.
    case behind
    // unknown
    /// Answers contradict the bytes, each other, or themselves.
    case rpcInconsistent = "rpc_inconsistent"
    /// The endpoint keeps no result of the transaction.
    case missingMeta = "missing_meta"
    /// The endpoint does not record what programs called.
    case missingInnerInstructions = "missing_inner_instructions"
    /// The endpoint's balance tables are incomplete.
    case missingBalances = "missing_balances"
    /// A transaction version that this decoder does not know.
    case unsupportedVersion = "unsupported_version"
    /// The endpoints have thrown that part of history away.
    case historyUnavailable = "history_unavailable"
    /// Another story than the one that was judged before; an alarm.
    case eventSetChanged = "event_set_changed"
    // reject
    /// It was executed and failed; nothing moved.
    case transactionFailed = "tx_failed"
    /// A block holds it, and it never ran.
    case transactionNotExecuted = "tx_not_executed"
    /// The bytes that were offered are not signed.
    case badSignature = "bad_signature"
    /// A signature of the transaction, but not the first, which names it.
    case notTransactionID = "not_transaction_id"
    /// Nothing paid an account of the treasury.
    case noMatchingTransfer = "no_matching_transfer"
    /// Listed money went to somebody else.
    case wrongDestination = "wrong_destination"
    /// A mint that the policy does not know.
    case mintNotAllowed = "mint_not_allowed"
    /// Something that looks like a transfer and is no token program's.
    case wrongTokenProgram = "wrong_token_program"
    /// Nothing arrived.
    case zeroAmount = "zero_amount"
    /// The account paid itself.
    case selfTransfer = "self_transfer"
    /// Money of a vault or deposit address that was brought home: no deposit.
    case internalSweep = "internal_sweep"
    /// The deposit is another account's, which is credited.
    case claimMismatch = "claim_mismatch"
    /// Nobody who took part has signed such a claim.
    case claimInvalid = "claim_invalid"
    /// Somebody who took part has signed the claim, and not the transfer's authority.
    case claimWrongSigner = "claim_wrong_signer"
    /// It was credited to another account, or settled by a person.
    case alreadyClaimed = "already_claimed"
    /// It was handed in as another asset.
    case wrongAsset = "wrong_asset"
    /// An account that is not of the program's kind.
    case badDiscriminator = "bad_discriminator"
    /// A deposit program that the policy does not list.
    case unknownProgram = "unknown_program"
    /// An account is not the address that its content derives.
    case addressMismatch = "pda_mismatch"
    /// A program tells of tokens, and none moved.
    case noTokenTransfer = "no_token_transfer"
    /// It can no longer land. Told to the caller, never stored.
    case expired
    // review
    /// Nothing says whose it is.
    case unattributed
    /// A well-formed code that the books do not have.
    case unknownCode = "unknown_code"
    /// Two codes for one transfer.
    case ambiguousCode = "ambiguous_code"
    /// The only code is in a memo by somebody who may not speak for the money.
    case unboundMemo = "unbound_memo"
    /// Somebody names it his, without a code in it: he must sign a claim.
    case claimRequired = "claim_required"
    /// The code is closed.
    case codeInactive = "code_inactive"
    /// Less than the policy's minimum.
    case belowMinimum = "below_minimum"
    /// A known mint that is not credited.
    case assetNotEnabled = "asset_not_enabled"
    /// The mint has an extension that the policy does not allow, or an unknown net amount.
    case extensionNotAllowed = "extension_not_allowed"
    /// The mint has an extension that nobody here knows.
    case unknownExtension = "unknown_extension"
    /// A confidential transfer: its amount cannot be seen.
    case confidentialUnsupported = "confidential_unsupported"
    /// An account of the treasury that is not its associated one.
    case noncanonicalAccount = "noncanonical_account"
    /// An account whose owner is a token account; `RecoverNested` gets it out.
    case nestedAssociatedAccount = "nested_ata"
    /// The treasury's account belongs to somebody else: look at once.
    case ownerMismatch = "owner_mismatch"
    /// An account was made over to the treasury; nobody paid.
    case authorityHandover = "authority_handover"
    /// Something else was done to the account beside the payment.
    case hostileOperation = "hostile_op_on_destination"
    /// Money left the account as well.
    case outflow
    /// It comes from a wallet of the operator.
    case internalSource = "internal_source"
    /// Instructions and balances differ.
    case balanceMismatch = "balance_mismatch"
    /// More than books can hold.
    case overflow
    /// Tokens were minted there; nobody paid.
    case mintedNotTransferred = "minted_not_transferred"
    /// A token call about the account that cannot be read.
    case undecodableTokenInstruction = "undecodable_token_instruction"
    /// Signed in a way that only a looser rule accepts (ZIP-215).
    case nonstrictSignature = "nonstrict_signature"
    /// In a vault whose depositor can take it out again.
    case custodyOwnerControlled = "custody_owner_controlled"
    /// Paid into a vault without the call that names the deposit.
    case vaultDirect = "vault_direct"
    /// A deposit account of an old layout.
    case legacyLayout = "legacy_layout"
    /// What the program says of the payment is not what moved.
    case eventMismatch = "event_mismatch"
    /// The program on the chain is not the one that the policy pins.
    case programChanged = "program_changed"
    /// Above the threshold, and fewer operators than it takes.
    case quorumRequired = "quorum_required"
    /// More than may be credited on one operator's word.
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
