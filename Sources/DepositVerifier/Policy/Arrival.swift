internal import DepositProgram
internal import SolanaCodec

/// A transfer into one of the configured token accounts.
struct Arrival: Sendable {
    var frame: Frame
    var transfer: TokenTransfer
    var destination: Destinations.Destination
    /// What reached the account: the instruction's amount less a fee.
    var amount: UInt64
    /// Whether that is known; if not, `amount` is what the instruction says.
    var isNetKnown = true

    var path: EventPath { frame.path }
    var account: Address { transfer.destination }
}

/// Money, or what looks like it, that touched the treasury in a way that no rule credits.
struct Sighting: Sendable {
    var path: EventPath
    var finding: Finding
    var account: Address
    var mint: Address
    var decimals: UInt8
    var amount: UInt64
    var payer: Address
    var source: Address
    /// The code that the address stands for, if it is a deposit address.
    var code: DepositCode?
}

extension Sighting {
    /// Something at a configured account that is no transfer: the account's gain, and nobody's.
    init(
        at account: Address, _ destination: Destinations.Destination, path: EventPath,
        _ finding: Finding, in view: TransactionView
    ) {
        let gain = view.gain(of: account)
        self.init(
            path: path, finding: finding, account: account, mint: destination.asset.mint,
            decimals: destination.asset.decimals, amount: gain, payer: account, source: account,
            code: destination.code)
    }
}
