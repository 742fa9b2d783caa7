import DepositLayouts
import SolanaProgram
func depositToken(_ call: Call) throws(ProgramError) { throw ProgramError(.disabled) }
