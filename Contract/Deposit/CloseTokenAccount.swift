import DepositLayouts
import SolanaProgram
func closeTokenAccount(_ call: Call) throws(ProgramError) { throw ProgramError(.disabled) }
