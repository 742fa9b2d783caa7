internal import DepositProgram
internal import SolanaCodec

/// R24: a Token-2022 mint may carry only extensions that the policy lists, and a transfer fee must
/// be known to the base unit.
enum R24TokenExtensions {
    /// Extensions without an effect on balances.
    private static let harmless: Set<ExtensionType> = [
        .metadataPointer, .tokenMetadata, .groupPointer, .tokenGroup, .groupMemberPointer,
        .tokenGroupMember,
    ]

    /// What of an arrival is the account's: the amount less the fee.
    ///
    /// - Parameter mint: the mint's state; `nil` if it could not be read.
    static func received(
        _ arrival: Arrival, mint: MintState?, in view: TransactionView, _ policy: DepositPolicy,
        arrivalsAtAccount: Int
    ) -> Result<UInt64, Finding> {
        let asset = arrival.destination.asset
        let gross = arrival.transfer.amount.rawValue
        guard asset.tokenProgram == Programs.token2022 else { return .success(gross) }
        let refused = Finding(.extensionNotAllowed, .tokenExtensions)
        guard let mint else { return .failure(refused) }
        let types = Set(mint.extensions.map(\.type))
        guard types.allSatisfy(\.isKnown) else {
            return .failure(Finding(.unknownExtension, .tokenExtensions))
        }
        let allowed = harmless.union(policy.allowedExtensions[asset.mint] ?? [])
        guard types.isSubset(of: allowed) else { return .failure(refused) }
        guard types.contains(.transferFeeConfig) else { return .success(gross) }
        if let fee = arrival.transfer.fee?.rawValue {
            return fee <= gross ? .success(gross - fee) : .failure(refused)
        }
        // The instruction does not state the fee; a single arrival's is what the balance lacks.
        let mentions = view.tokenFrames.filter { frame, call in
            call.names(arrival.account) && frame.path != arrival.path
                && !view.isCalledByAssociatedTokenProgram(frame)
        }
        guard arrivalsAtAccount == 1, mentions.isEmpty,
            let after = view.after[arrival.account]?.amount,
            let before = R9Conservation.balanceBefore(arrival.account, in: view)
        else { return .failure(refused) }
        let (net, overflow) = after.subtractingReportingOverflow(before)
        guard !overflow, net <= gross else {
            return .failure(Finding(.balanceMismatch, .conservation))
        }
        return .success(net)
    }

    /// The fee authority may raise the fee of later transfers.
    static func flags(_ mint: MintState?) -> [String] {
        let hasFee = mint?.extensions.contains { $0.type == .transferFeeConfig } ?? false
        return hasFee ? ["fee_authority_present"] : []
    }
}
