import DepositLayouts
import SolanaProgram

extension ProgramError {
    /// One of this program's own errors.
    @inline(__always)
    init(_ error: DepositError) {
        self.init(custom: error.rawValue)
    }
}

/// Refuses with `error` unless the condition holds.
@inline(__always)
func require(_ condition: Bool, _ error: DepositError) throws(ProgramError) {
    guard condition else { throw ProgramError(error) }
}

extension Account {
    @inline(__always)
    func requireWritable() throws(ProgramError) {
        try require(isWritable, .accountNotWritable)
    }

    @inline(__always)
    func requireSigner() throws(ProgramError) {
        try require(isSigner, .accountNotSigner)
    }
}

/// The amount of a deposit.
@inline(__always)
func requireAmount(_ amount: UInt64) throws(ProgramError) {
    try require(amount != 0, .zeroAmount)
    try require(amount >= Build.minimum, .belowMinimum)
}
