import DepositLayouts
import SolanaProgram

/// An instruction of the deposit program: what it was called with.
///
/// Nothing takes more accounts by name; `sweepToken` hands on what a transfer hook needs.
typealias Call = Invocation<16>

/// The program: what the runtime calls.
///
/// It has no administrator and no configuration account. The only exit of every vault is the
/// treasury, which is compiled in (`Build`).
#if hasFeature(Embedded)
@_cdecl("entrypoint")
#endif
public func entrypoint(_ input: UnsafeMutableRawPointer) -> UInt64 {
    run(input) { (call: Call) throws(ProgramError) in
        try require(call.data.count >= 8, .unknownInstruction)
        // What everybody uses comes first, and the rest is kept out of its way.
        if call.data[word: 0] == DepositInstruction.depositDirect.rawValue {
            try depositDirect(call)
        } else {
            try rethrow(runOther(call))
        }
    }
}

@inline(never)
private func runOther(_ call: Call) -> UInt64 {
    guard let instruction = DepositInstruction(rawValue: call.data[word: 0]) else {
        return ProgramError(.unknownInstruction).code
    }
    return switch instruction {
    case .sweepToken, .sweepLamports, .recoverNested: runSweep(instruction, call)
    case .initializeToken: initializeToken(call)
    case .depositToken: depositToken(call)
    case .closeTokenAccount: closeTokenAccount(call)
    case .initialize, .deposit, .withdraw, .withdrawToken, .closeAccount, .depositDirect:
        ProgramError(.disabled).code
    }
}
