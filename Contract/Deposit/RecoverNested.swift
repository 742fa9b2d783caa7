import DepositLayouts
import SolanaProgram
func recoverNested(_ call: Call) throws(ProgramError) { throw ProgramError(.disabled) }
