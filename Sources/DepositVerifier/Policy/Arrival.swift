internal import SolanaCodec

/// A transfer into one of the configured token accounts.
struct Arrival: Sendable {
    var frame: Frame
    var transfer: TokenTransfer
    var destination: Destinations.Destination
    /// What reached the account: the instruction's amount less a fee.
    var amount: UInt64

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
}
