import SolanaProgram

// A tip jar for every wallet: anybody puts lamports in, only the jar's owner takes them out.

/// Decides by the first eight bytes of the data what is to be done.
@_cdecl("entrypoint")
public func entrypoint(_ input: UnsafeMutableRawPointer) -> UInt64 {
    run(input) { (call: Invocation<4>) throws(ProgramError) in
        guard call.data.count >= 8 else { throw .invalidInstructionData }
        switch call.data[word: 0] {
        case 0: try tip(call)
        case 1: try empty(call)
        default: throw .invalidInstructionData
        }
    }
}

/// Why the program refuses, by the number that clients see.
extension ProgramError {
    /// Not the jar of this owner.
    static var wrongJar: Self { Self(custom: 1) }
    /// There is nothing to move.
    static var nothing: Self { Self(custom: 2) }
}

/// The jar of a wallet: an address that only this program can sign for.
func jarSeeds(_ owner: Account) -> Seeds<2> {
    Seeds([Seed("jar"), Seed(owner.key)])
}

/// Tip: `u64` 0 | lamports `u64`; tipper ws, jar w, its owner, System program.
func tip(_ call: Invocation<4>) throws(ProgramError) {
    guard call.accounts.count == 4 else { throw .notEnoughAccountKeys }
    guard call.data.count == 16 else { throw .invalidInstructionData }
    let tipper = call.accounts[0]
    let jar = call.accounts[1]
    let owner = call.accounts[2]
    let system = call.accounts[3]
    let lamports = call.data[word: 8]
    guard lamports > 0 else { throw .nothing }
    guard jarSeeds(owner).lead(to: jar.key, for: call.program) else { throw .wrongJar }
    guard system.address == Programs.system else { throw .incorrectProgramID }
    try SystemProgram.transfer(lamports, from: tipper, to: jar, program: system)
    let name = owner.address
    Log.data(
        CallData(
            [name.word0, name.word1, name.word2, name.word3, lamports], skipping: 0, count: 40))
}

/// Empty: `u64` 1; owner ws, jar w, System program.
func empty(_ call: Invocation<4>) throws(ProgramError) {
    guard call.accounts.count == 3 else { throw .notEnoughAccountKeys }
    let owner = call.accounts[0]
    let jar = call.accounts[1]
    let system = call.accounts[2]
    guard owner.isSigner else { throw .missingRequiredSignature }
    guard system.address == Programs.system else { throw .incorrectProgramID }
    guard jar.lamports > 0 else { throw .nothing }
    try jarSeeds(owner).sign(for: jar.key, of: call.program, orThrow: .wrongJar) {
        signer throws(ProgramError) in
        try SystemProgram.transfer(
            jar.lamports, from: jar, to: owner, program: system, signedBy: signer)
    }
}
