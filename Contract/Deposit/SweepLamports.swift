import DepositLayouts
import SolanaProgram
func sweepLamports(_ call: Call) throws(ProgramError) { throw ProgramError(.disabled) }
