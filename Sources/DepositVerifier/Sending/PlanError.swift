public import DepositProgram
public import SolanaCodec

/// Why a deposit is not made. Nothing has been signed.
public enum PlanError: Error, Hashable, Sendable {
    /// An endpoint serves another cluster than the one expected.
    case wrongCluster(expected: Cluster, found: Cluster, operatorName: String)
    /// The mint's account is missing, belongs to another program, or has other decimals.
    case wrongMint(String)
    /// The wallet has no account for the token.
    case noTokenAccount(Address)
    /// The wallet's account holds less than the deposit, in base units.
    case insufficientTokens(needed: UInt64, available: UInt64)
    /// `ALL` of nothing.
    case nothingToDeposit
    /// The fee payer holds less than fee and rent.
    case insufficientLamports(needed: Lamports, available: Lamports)
    /// The fee payer would be left with more than nothing and less than an account must hold.
    case feePayerBelowRent(left: Lamports, minimum: Lamports)
    /// A token account is frozen.
    case frozen(Address)
    /// The payer's token account is not what it should be.
    case wrongSource(String)
    /// The treasury's token account is not what it should be.
    case wrongTreasuryAccount(String)
    /// The treasury is not an address that can own tokens.
    case wrongTreasury(String)
    /// The program that should make the transfer is not what it should be.
    case wrongProgram(String)
    /// The priority fee exceeds what the user allows.
    case priorityFeeTooHigh(Lamports, limit: Lamports)
    /// The simulation failed.
    case simulationFailed(errJSON: String, logs: [String])
    /// The simulation shows another effect than the one intended.
    case unexpectedEffect(String)
    /// The cluster does not know this version of transactions.
    case versionUnavailable
    /// The transaction breaks a limit.
    case wire(WireError)
    /// What was built is not what was shown.
    case mismatch(String)
}
