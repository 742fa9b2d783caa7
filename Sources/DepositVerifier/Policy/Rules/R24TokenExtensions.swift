internal import DepositProgram
internal import SolanaCodec

/// R24: a Token-2022 mint may carry only extensions that the policy lists, and a transfer fee must
/// be known to the base unit.
///
/// An allowed extension may be there, and must not change what is credited: amounts are the raw ones
/// that R9 finds in the balances, less fees. So an active transfer hook counts where the policy allows
/// hooks: its program has run by then, and could refuse the transfer but not change it.
enum R24TokenExtensions {
    /// Extensions without an effect on balances.
    private static let harmless: Set<ExtensionType> = [
        .metadataPointer, .tokenMetadata, .groupPointer, .tokenGroup, .groupMemberPointer,
        .tokenGroupMember,
    ]

    /// What the policy says of the mint's extensions.
    ///
    /// - Throws: a `Finding` about the whole transaction if the mint could not be read.
    static func objection(
        to asset: Asset, mints: [Address: MintState], _ policy: DepositPolicy
    ) throws(Finding) -> Finding? {
        guard asset.tokenProgram == Programs.token2022 else { return nil }
        guard let mint = mints[asset.mint] else {
            throw Finding(.rpcInconsistent, .tokenExtensions)
        }
        let types = Set(mint.extensions.map(\.type))
        guard types.allSatisfy(\.isKnown) else {
            return Finding(.unknownExtension, .tokenExtensions)
        }
        let allowed = harmless.union(policy.allowedExtensions[asset.mint] ?? [])
        return types.isSubset(of: allowed)
            ? nil : Finding(.extensionNotAllowed, .tokenExtensions)
    }

    /// All arrivals at one account, each with what of it reached the account.
    static func less(
        fees arrivals: [Arrival], mints: [Address: MintState], in view: TransactionView
    ) -> [Arrival] {
        let isAlone =
            arrivals.count == 1
            && arrivals.allSatisfy { $0.transfer.amount.rawValue > 0 && self.isAlone($0, in: view) }
        return arrivals.map { arrival in
            var arrival = arrival
            let mint = mints[arrival.destination.asset.mint]
            let net = received(arrival, mint: mint, in: view, isAlone: isAlone)
            arrival.isNetKnown = net != nil
            arrival.amount = net ?? arrival.amount
            return arrival
        }
    }

    /// What of an arrival reached the account: the amount less a fee; `nil` if it is not known.
    ///
    /// - Parameter isAlone: whether nothing else of this transaction names the account.
    static func received(
        _ arrival: Arrival, mint: MintState?, in view: TransactionView, isAlone: Bool
    ) -> UInt64? {
        let gross = arrival.transfer.amount.rawValue
        let hasFee = mint?.extensions.contains { $0.type == .transferFeeConfig } ?? false
        guard hasFee else { return gross }
        if let fee = arrival.transfer.fee?.rawValue { return fee <= gross ? gross - fee : nil }
        // The instruction does not state the fee; a single arrival's is what the balance lacks.
        guard isAlone, let after = view.after[arrival.account]?.amount,
            let before = R9Conservation.balanceBefore(arrival.account, in: view)
        else { return nil }
        let (net, overflow) = after.subtractingReportingOverflow(before)
        return overflow || net > gross ? nil : net
    }

    /// Whether no other token call than this arrival names its account.
    static func isAlone(_ arrival: Arrival, in view: TransactionView) -> Bool {
        !view.tokenFrames.contains { frame, call in
            if case .batch = call { return false }
            return frame.path != arrival.path && call.names(arrival.account)
                && !view.isCalledByAssociatedTokenProgram(frame)
        }
    }

    /// What an operator should know of the mint although it changes no verdict: somebody may raise the
    /// fee of later transfers; a program of somebody else runs in each of them.
    static func flags(_ mint: MintState) -> [String] {
        mint.extensions.compactMap { entry in
            switch try? entry.decoded() {
            case .transferFeeConfig(let fee) where fee.configAuthority != nil:
                "fee_authority_present"
            case .transferHook(_, .some): "transfer_hook_active"
            default: nil
            }
        }
    }
}
