import DepositLayouts
import SolanaProgram
func sweepToken(_ call: Call) throws(ProgramError) { throw ProgramError(.disabled) }
