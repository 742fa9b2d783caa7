import SolanaProgram

// A program for tests: it calls others as it is told, and lies in its log as it is told.

/// Accounts that one instruction may name, and that one call may hand on: with more, the records of
/// a call would not fit the stack.
let accountCapacity = 18

/// Carries out the operations in the data.
@_cdecl("entrypoint")
public func entrypoint(_ input: UnsafeMutableRawPointer) -> UInt64 {
    run(input) { (invocation: Invocation<18>) throws(ProgramError) in
        guard invocation.accounts.count <= accountCapacity else { throw .tooManyAccounts }
        var script = Script(invocation.data)
        let bump = try script.readByte()
        while !script.isAtEnd {
            switch try script.readByte() {
            case Operation.call: try call(&script, invocation, bump)
            case Operation.logData: try logData(&script)
            case Operation.logText: try logText(&script)
            default: throw .malformedData
            }
        }
    }
}

/// What the program can do, by the first byte of each operation.
///
/// Shape of the instruction's data: bump `u8` of the escrow address | operations up to the end.
/// Numbers are little-endian.
enum Operation {
    /// Program `u8` | n `u8` | n times (account `u8`, flags `u8`) | length `u16` | data.
    ///
    /// Program and account are places among the instruction's accounts. The escrow address, seeds
    /// `["escrow", bump]`, signs where it is named as a signer.
    static let call: UInt8 = 0
    /// Length `u16` | data: logged as `Program data: …`, whatever it says.
    static let logData: UInt8 = 1
    /// Times `u16` | length `u16` | text: logged that often.
    static let logText: UInt8 = 2
}

/// Flags of an account in a call.
enum Flag {
    static let signer: UInt8 = 1
    static let writable: UInt8 = 2
}

extension ProgramError {
    /// The data end within an operation, or name an operation or an account that is not there.
    static var malformedData: Self { Self(custom: 7000) }
    /// More accounts than fit.
    static var tooManyAccounts: Self { Self(custom: 7001) }
}

@inline(__always)
private func call(
    _ script: inout Script, _ invocation: Invocation<18>, _ bump: UInt8
) throws(ProgramError) {
    let program = try account(script.readByte(), of: invocation)
    let count = Int(try script.readByte())
    guard count <= accountCapacity else { throw .tooManyAccounts }
    var uses = InlineArray<18, AccountUse>(repeating: .readonly(program))
    for index in 0..<count {
        let given = try account(script.readByte(), of: invocation)
        uses[index] = use(given, flags: try script.readByte())
    }
    let length = Int(try script.readNumber())
    let data = try script.readBytes(length)
    try invoke(
        program.key, uses, count: count, data: data, length: length,
        signedBy: Seeds([Seed("escrow")]), bump)
}

@inline(__always)
private func account(_ place: UInt8, of invocation: Invocation<18>) throws(ProgramError) -> Account
{
    guard Int(place) < invocation.accounts.count else { throw .malformedData }
    return invocation.accounts[Int(place)]
}

@inline(__always)
private func use(_ account: Account, flags: UInt8) -> AccountUse {
    switch (flags & Flag.signer != 0, flags & Flag.writable != 0) {
    case (false, false): .readonly(account)
    case (false, true): .writable(account)
    case (true, false): .signer(account)
    case (true, true): .writableSigner(account)
    }
}

@inline(__always)
private func logData(_ script: inout Script) throws(ProgramError) {
    let length = Int(try script.readNumber())
    Log.data(try script.readBytes(length), length: length)
}

@inline(__always)
private func logText(_ script: inout Script) throws(ProgramError) {
    let times = try script.readNumber()
    let length = Int(try script.readNumber())
    let text = try script.readBytes(length)
    for _ in 0..<times {
        Log.text(text, length: length)
    }
}
