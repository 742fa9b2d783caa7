import DepositLayouts
import SolanaProgram
func initializeToken(_ call: Call) throws(ProgramError) { throw ProgramError(.disabled) }
