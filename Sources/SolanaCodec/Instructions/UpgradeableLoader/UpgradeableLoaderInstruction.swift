/// An instruction of the upgradeable loader.
///
/// Shape: `u32` tag | values, all little-endian (bincode with fixed integers). The loader reads a
/// prefix: bytes after the values are ignored.
///
/// Source: anza-xyz/solana-sdk, loader-v3-interface, `UpgradeableLoaderInstruction`; agave 4 knows tags
/// 0 to 7 (`Migrate`, 8, and `ExtendProgramChecked`, 9, of earlier releases are gone).
public enum UpgradeableLoaderInstruction: Hashable, Sendable {
    /// Tag 0. Nobody signs: the account must be created in the same transaction.
    case initializeBuffer(buffer: Address, authority: Address)
    /// Tag 1 | offset `u32` | count `u64` | that many bytes. The authority signs.
    case write(buffer: Address, authority: Address, offset: UInt32, bytes: [UInt8])
    /// Tag 2 | reserved bytes for code `u64`. Payer and authority sign; the program's account must be
    /// created in the same transaction; the buffer's lamports go to the payer.
    case deploy(
        payer: Address, programData: Address, program: Address, buffer: Address,
        authority: Address, reservedBytes: UInt64)
    /// Tag 3. The authority signs; lamports that are left over go to `spill`.
    case upgrade(
        programData: Address, program: Address, buffer: Address, spill: Address, authority: Address)
    /// Tag 4. The authority of a buffer or of program data signs; without a new one there is none, ever.
    case setAuthority(account: Address, authority: Address, newAuthority: Address?)
    /// Tag 5. The authority signs; an account that is not initialised has none.
    case close(account: Address, recipient: Address, authority: CloseAuthority?)
    /// Tag 6 | additional bytes `u32`. Anybody may; a payer who adds rent signs.
    case extendProgram(
        programData: Address, program: Address, payer: Address?, additionalBytes: UInt32)
    /// Tag 7. Both authorities sign.
    case setAuthorityChecked(account: Address, authority: Address, newAuthority: Address)

    /// Who closes a buffer or a program.
    public struct CloseAuthority: Hashable, Sendable {
        /// The authority, who signs.
        public var authority: Address
        /// The program whose data is closed; `nil` for a buffer.
        public var program: Address?

        /// The authority of a buffer, or of `program`.
        public init(_ authority: Address, program: Address? = nil) {
            self.authority = authority
            self.program = program
        }
    }
}

extension UpgradeableLoaderInstruction {
    /// Decodes a call of the upgradeable loader.
    ///
    /// - Throws: `InstructionError` for another program, an unknown tag, missing bytes or accounts,
    ///   or another account where a sysvar or the System program must stand.
    public init(decoding instruction: Instruction) throws(InstructionError) {
        var input = try CallReader(instruction, of: Programs.upgradeableLoader)
        let tag = try input.integer(UInt32.self)
        guard tag <= 7 else { throw .unknownTag(tag) }
        try input.require(accounts: [2, 2, 8, 7, 2, 2, 2, 3][Int(tag)])
        switch tag {
        case 0:
            self = .initializeBuffer(buffer: try input.account(), authority: try input.account())
        case 1:
            self = .write(
                buffer: try input.account(), authority: try input.account(),
                offset: try input.integer(), bytes: try input.countedBytes())
        case 2: self = try Self.deploy(&input)
        case 3: self = try Self.upgrade(&input)
        case 4:
            self = .setAuthority(
                account: try input.account(), authority: try input.account(),
                newAuthority: input.optionalAccount())
        case 5:
            self = .close(
                account: try input.account(), recipient: try input.account(),
                authority: Self.closeAuthority(&input))
        case 6: self = try Self.extendProgram(&input)
        default:
            self = .setAuthorityChecked(
                account: try input.account(), authority: try input.account(),
                newAuthority: try input.account())
        }
    }

    /// The instruction as it is put in a message.
    public var instruction: Instruction { instruction(program: Programs.upgradeableLoader) }

    private static func deploy(_ input: inout CallReader) throws(InstructionError) -> Self {
        let payer = try input.account()
        let programData = try input.account()
        let program = try input.account()
        let buffer = try input.account()
        try input.expect(Programs.rentSysvar)
        try input.expect(Programs.clockSysvar)
        try input.expect(Programs.system)
        return .deploy(
            payer: payer, programData: programData, program: program, buffer: buffer,
            authority: try input.account(), reservedBytes: try input.integer())
    }

    private static func upgrade(_ input: inout CallReader) throws(InstructionError) -> Self {
        let programData = try input.account()
        let program = try input.account()
        let buffer = try input.account()
        let spill = try input.account()
        try input.expect(Programs.rentSysvar)
        try input.expect(Programs.clockSysvar)
        return .upgrade(
            programData: programData, program: program, buffer: buffer, spill: spill,
            authority: try input.account())
    }

    private static func closeAuthority(_ input: inout CallReader) -> CloseAuthority? {
        guard let authority = input.optionalAccount() else { return nil }
        return CloseAuthority(authority, program: input.optionalAccount())
    }

    private static func extendProgram(_ input: inout CallReader) throws(InstructionError) -> Self {
        let programData = try input.account()
        let program = try input.account()
        var payer: Address?
        // The loader looks at these two only if the account needs more rent.
        if (try? input.require(accounts: 2)) != nil {
            try input.expect(Programs.system)
            payer = try input.account()
        }
        return .extendProgram(
            programData: programData, program: program, payer: payer,
            additionalBytes: try input.integer())
    }
}
