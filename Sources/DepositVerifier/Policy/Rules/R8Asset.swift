internal import DepositProgram
internal import SolanaCodec

/// R8: mint, token program and decimals are those of the policy, in the instruction and in the
/// balances. Symbols, names and prefixes never count.
enum R8Asset {
    /// A disagreement means that an answer is wrong: the chain would have refused it.
    static func check(_ arrival: Arrival, in view: TransactionView) throws(Finding) {
        let asset = arrival.destination.asset
        let inconsistent = Finding(.rpcInconsistent, .asset)
        let stated = (arrival.transfer.mint, arrival.transfer.decimals)
        guard arrival.frame.instruction.program == asset.tokenProgram,
            stated.0 ?? asset.mint == asset.mint, stated.1 ?? asset.decimals == asset.decimals
        else { throw inconsistent }
        // A source that was closed or made in this transaction may have been of another mint.
        let source = arrival.transfer.source
        let accounts = [arrival.account] + (view.remade.contains(source) ? [] : [source])
        for entry in accounts.flatMap({ [view.before[$0], view.after[$0]] }) {
            guard let entry else { continue }
            guard entry.mint == asset.mint, entry.decimals == asset.decimals,
                entry.programID ?? asset.tokenProgram == asset.tokenProgram
            else { throw inconsistent }
        }
    }

    /// Money of a mint that is not credited: a person looks at known ones, others are refused.
    static func objection(toMint mint: Address, _ policy: DepositPolicy) -> Finding {
        policy.knownAssets.contains(mint)
            ? Finding(.assetNotEnabled, .asset) : Finding(.mintNotAllowed, .asset)
    }

    /// Native SOL sent to a wallet of the gateway, for policies that know it as an asset under the
    /// System program's address.
    static func nativeSightings(
        in view: TransactionView, _ destinations: Destinations, _ policy: DepositPolicy
    ) -> [Sighting] {
        guard policy.knownAssets.contains(Programs.system) else { return [] }
        return nativeTransfers(in: view).compactMap { transfer in
            guard destinations.isOurs(transfer.destination), !destinations.isOurs(transfer.source),
                transfer.lamports > 0
            else { return nil }
            return Sighting(
                path: transfer.path, finding: Finding(.assetNotEnabled, .asset),
                account: transfer.destination, mint: Programs.system, decimals: 9,
                amount: transfer.lamports, payer: transfer.source, source: transfer.source,
                code: destinations.codes[transfer.destination])
        }
    }

    struct NativeTransfer {
        var path: EventPath
        var parent: Frame.Parent
        var source: Address
        var destination: Address
        var lamports: UInt64
    }

    /// Transfers by the System program.
    static func nativeTransfers(in view: TransactionView) -> [NativeTransfer] {
        view.frames.compactMap { frame in
            let (source, destination, lamports): (Address, Address, Lamports)
            switch try? SystemInstruction(decoding: frame.instruction) {
            case .transfer(let from, let to, let amount):
                (source, destination, lamports) = (from, to, amount)
            case .transferWithSeed(let from, _, let to, let amount, _, _):
                (source, destination, lamports) = (from, to, amount)
            default: return nil
            }
            return NativeTransfer(
                path: frame.path, parent: frame.parent, source: source, destination: destination,
                lamports: lamports.rawValue)
        }
    }
}
