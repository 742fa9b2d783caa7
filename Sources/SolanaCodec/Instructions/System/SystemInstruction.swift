/// An instruction of the System program.
///
/// Shape: `u32` tag | values, all little-endian; a text is a `u64` length and UTF-8 bytes (bincode
/// with fixed integers). The program reads a prefix: bytes after the values are ignored.
///
/// Units: lamports; space in bytes.
///
/// Source: anza-xyz/solana-sdk, system-interface, `SystemInstruction`; SIMD-0312 for tag 13.
public enum SystemInstruction: Hashable, Sendable {
    /// Tag 0. Both accounts sign.
    case createAccount(
        source: Address, newAccount: Address, lamports: Lamports, space: UInt64, owner: Address)
    /// Tag 1. The account signs.
    case assign(account: Address, owner: Address)
    /// Tag 2. The source signs.
    case transfer(source: Address, destination: Address, lamports: Lamports)
    /// Tag 3. Source and base sign; the base is an account of its own if it is not the source.
    case createAccountWithSeed(
        source: Address, newAccount: Address, base: Address, seed: String, lamports: Lamports,
        space: UInt64, owner: Address)
    /// Tag 4. The authority signs. First in a transaction, it makes the nonce its blockhash.
    case advanceNonce(nonceAccount: Address, nonceAuthority: Address)
    /// Tag 5. The authority signs.
    case withdrawFromNonce(
        nonceAccount: Address, destination: Address, nonceAuthority: Address, lamports: Lamports)
    /// Tag 6.
    case initializeNonce(nonceAccount: Address, nonceAuthority: Address)
    /// Tag 7. The present authority signs.
    case authorizeNonce(nonceAccount: Address, nonceAuthority: Address, newAuthorized: Address)
    /// Tag 8. The account signs.
    case allocate(account: Address, space: UInt64)
    /// Tag 9. The base signs.
    case allocateWithSeed(
        account: Address, base: Address, seed: String, space: UInt64, owner: Address)
    /// Tag 10. The base signs.
    case assignWithSeed(account: Address, base: Address, seed: String, owner: Address)
    /// Tag 11. The base signs; the source's address is derived from base, seed, and source owner.
    case transferWithSeed(
        source: Address, sourceBase: Address, destination: Address, lamports: Lamports,
        sourceSeed: String, sourceOwner: Address)
    /// Tag 12.
    case upgradeNonce(nonceAccount: Address)
    /// Tag 13. The new account signs, and may hold lamports already; a source is named only if it
    /// has to add some.
    case createAccountAllowPrefund(
        newAccount: Address, source: Address?, lamports: Lamports, space: UInt64, owner: Address)
}

extension SystemInstruction {
    /// Decodes a call of the System program.
    ///
    /// - Throws: `InstructionError` for another program, an unknown tag, missing bytes or accounts,
    ///   a seed that is not UTF-8, or another account where a sysvar must stand.
    public init(decoding instruction: Instruction) throws(InstructionError) {
        var input = try CallReader(instruction, of: Programs.system)
        let tag = try input.integer(UInt32.self)
        switch tag {
        case 0: self = try .createAccount(&input)
        case 1:
            self = .assign(account: try input.account(), owner: try input.address())
        case 2:
            try input.require(accounts: 2)
            self = .transfer(
                source: try input.account(), destination: try input.account(),
                lamports: Lamports(try input.integer()))
        case 3: self = try .createAccountWithSeed(&input)
        case 4...7, 12: self = try .nonce(tag, &input)
        case 8: self = .allocate(account: try input.account(), space: try input.integer())
        case 9...11: self = try .withSeed(tag, &input)
        case 13: self = try .createAccountAllowPrefund(&input)
        default: throw .unknownTag(tag)
        }
    }

    /// The instruction as it is put in a message.
    public var instruction: Instruction { instruction(program: Programs.system) }

    private static func createAccount(
        _ input: inout CallReader
    ) throws(InstructionError) -> SystemInstruction {
        try input.require(accounts: 2)
        return .createAccount(
            source: try input.account(), newAccount: try input.account(),
            lamports: Lamports(try input.integer()), space: try input.integer(),
            owner: try input.address())
    }

    private static func createAccountWithSeed(
        _ input: inout CallReader
    ) throws(InstructionError) -> SystemInstruction {
        try input.require(accounts: 2)
        let base = try input.address()
        let seed = try input.text()
        return .createAccountWithSeed(
            source: try input.account(), newAccount: try input.account(), base: base, seed: seed,
            lamports: Lamports(try input.integer()), space: try input.integer(),
            owner: try input.address())
    }

    private static func createAccountAllowPrefund(
        _ input: inout CallReader
    ) throws(InstructionError) -> SystemInstruction {
        let lamports = Lamports(try input.integer())
        try input.require(accounts: lamports.rawValue == 0 ? 1 : 2)
        let newAccount = try input.account()
        return .createAccountAllowPrefund(
            newAccount: newAccount, source: input.isOutOfAccounts ? nil : try input.account(),
            lamports: lamports, space: try input.integer(), owner: try input.address())
    }

    private static func nonce(
        _ tag: UInt32, _ input: inout CallReader
    ) throws(InstructionError) -> SystemInstruction {
        switch tag {
        case 4:
            try input.require(accounts: 3)
            let account = try input.account()
            try input.expect(Programs.recentBlockhashes)
            return .advanceNonce(nonceAccount: account, nonceAuthority: try input.account())
        case 5:
            try input.require(accounts: 5)
            let account = try input.account()
            let destination = try input.account()
            try input.expect(Programs.recentBlockhashes)
            try input.expect(Programs.rentSysvar)
            return .withdrawFromNonce(
                nonceAccount: account, destination: destination,
                nonceAuthority: try input.account(), lamports: Lamports(try input.integer()))
        case 6:
            try input.require(accounts: 3)
            let account = try input.account()
            try input.expect(Programs.recentBlockhashes)
            try input.expect(Programs.rentSysvar)
            return .initializeNonce(nonceAccount: account, nonceAuthority: try input.address())
        case 7:
            try input.require(accounts: 2)
            return .authorizeNonce(
                nonceAccount: try input.account(), nonceAuthority: try input.account(),
                newAuthorized: try input.address())
        default:
            return .upgradeNonce(nonceAccount: try input.account())
        }
    }

    private static func withSeed(
        _ tag: UInt32, _ input: inout CallReader
    ) throws(InstructionError) -> SystemInstruction {
        switch tag {
        case 9:
            try input.require(accounts: 2)
            return .allocateWithSeed(
                account: try input.account(), base: try input.address(), seed: try input.text(),
                space: try input.integer(), owner: try input.address())
        case 10:
            try input.require(accounts: 2)
            return .assignWithSeed(
                account: try input.account(), base: try input.address(), seed: try input.text(),
                owner: try input.address())
        default:
            try input.require(accounts: 3)
            return .transferWithSeed(
                source: try input.account(), sourceBase: try input.account(),
                destination: try input.account(), lamports: Lamports(try input.integer()),
                sourceSeed: try input.text(), sourceOwner: try input.address())
        }
    }
}
