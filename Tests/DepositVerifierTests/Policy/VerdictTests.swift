import DepositVerifier
import SolanaCodec
import Testing

@Suite struct VerdictTests {
    /// The closed list of the interface description. Values are stored: none may change or go.
    static let reasons: [Verdict: String] = [
        .pending: "not_found awaiting_finality behind",
        .unknown: """
        rpc_inconsistent missing_meta missing_inner_instructions missing_balances \
        unsupported_version history_unavailable event_set_changed
        """,
        .reject: """
        tx_failed tx_not_executed bad_signature not_transaction_id no_matching_transfer \
        wrong_destination mint_not_allowed wrong_token_program zero_amount self_transfer \
        internal_sweep claim_mismatch claim_invalid claim_wrong_signer already_claimed \
        wrong_asset bad_discriminator unknown_program pda_mismatch no_token_transfer expired
        """,
        .review: """
        unattributed unknown_code ambiguous_code unbound_memo claim_required code_inactive \
        below_minimum asset_not_enabled extension_not_allowed unknown_extension \
        confidential_unsupported noncanonical_account nested_ata owner_mismatch \
        authority_handover hostile_op_on_destination outflow internal_source \
        balance_mismatch overflow minted_not_transferred undecodable_token_instruction \
        nonstrict_signature custody_owner_controlled vault_direct legacy_layout \
        event_mismatch program_changed quorum_required single_operator_cap
        """,
    ]

    @Test func `reasons are exactly the closed list, each under its verdict`() {
        var listed = 0
        for (verdict, names) in Self.reasons {
            for name in names.split(separator: " ") {
                #expect(Reason(rawValue: String(name))?.verdict == verdict, "\(name)")
                listed += 1
            }
        }
        #expect(listed == Reason.allCases.count)
    }
}

@Suite struct EventPathTests {
    static let rows: [(String, EventPath)] = [
        ("3", EventPath(outer: 3)), ("2.1", EventPath(outer: 2, inner: 1)),
        ("2.b0", EventPath(outer: 2, batchChild: 0)),
        ("2.1.b0", EventPath(outer: 2, inner: 1, batchChild: 0)),
        ("0", EventPath(outer: 0)), ("10.20.b30", EventPath(outer: 10, inner: 20, batchChild: 30)),
    ]

    @Test(arguments: rows)
    func `has the documented text form`(text: String, path: EventPath) {
        #expect(path.description == text)
        #expect(EventPath(text) == path)
    }

    @Test(arguments: [
        "", ".", "3.", ".3", "03", "3.01", "-1", "+1", "3.b", "b0", "3.b0.1", "3.1.2", "3.b0.b1",
        " 3", "3 ", "٣", "3.B0", "999999",
    ])
    func `refuses any other text`(text: String) {
        #expect(EventPath(text) == nil)
    }
}
