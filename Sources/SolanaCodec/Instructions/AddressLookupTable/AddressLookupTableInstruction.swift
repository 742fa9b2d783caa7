/// An instruction of the Address Lookup Table program.
///
/// Shape: `u32` tag | values, all little-endian (bincode with fixed integers). The program reads a
/// prefix: bytes after the values are ignored.
///
/// Source: anza-xyz/solana-sdk, address-lookup-table-interface, `ProgramInstruction`.
public enum AddressLookupTableInstruction: Hashable, Sendable {
    /// Tag 0 | recent slot `u64` | bump `u8`. The payer signs; older versions let the authority sign.
    case create(
        table: Address, authority: Address, payer: Address, recentSlot: UInt64, bump: UInt8)
    /// Tag 1. The authority signs; afterwards there is none.
    case freeze(table: Address, authority: Address)
    /// Tag 2 | count `u64` | addresses 32 each. The authority signs, and a payer who adds rent.
    case extend(table: Address, authority: Address, payer: Address?, addresses: [Address])
    /// Tag 3. The authority signs.
    case deactivate(table: Address, authority: Address)
    /// Tag 4. The authority signs; the lamports go to the recipient.
    case close(table: Address, authority: Address, recipient: Address)
}

extension AddressLookupTableInstruction {
    /// Decodes a call of the Address Lookup Table program.
    ///
    /// - Throws: `InstructionError` for another program, an unknown tag, missing bytes or accounts,
    ///   or another account where the System program must stand.
    public init(decoding instruction: Instruction) throws(InstructionError) {
        var input = try CallReader(instruction, of: Programs.addressLookupTable)
        let tag = try input.integer(UInt32.self)
        guard tag <= 4 else { throw .unknownTag(tag) }
        try input.require(accounts: [4, 2, 2, 2, 3][Int(tag)])
        let table = try input.account()
        let authority = try input.account()
        switch tag {
        case 0:
            let payer = try input.account()
            try input.expect(Programs.system)
            self = .create(
                table: table, authority: authority, payer: payer,
                recentSlot: try input.integer(), bump: try input.byte())
        case 1: self = .freeze(table: table, authority: authority)
        case 2:
            let addresses = try Self.addresses(&input)
            var payer: Address?
            // The program looks at these two only if the table needs more rent.
            if (try? input.require(accounts: 2)) != nil {
                payer = try input.account()
                try input.expect(Programs.system)
            }
            self = .extend(table: table, authority: authority, payer: payer, addresses: addresses)
        case 3: self = .deactivate(table: table, authority: authority)
        default: self = .close(table: table, authority: authority, recipient: try input.account())
        }
    }

    /// The instruction as it is put in a message.
    public var instruction: Instruction { instruction(program: Programs.addressLookupTable) }

    /// The addresses of `extend`; a count beyond the data reads as truncated.
    private static func addresses(_ input: inout CallReader) throws(InstructionError) -> [Address] {
        let count = try input.integer(UInt64.self)
        let present = UInt64(input.remainingBytes / 32)
        guard count <= present else {
            let missing = (count - present).multipliedReportingOverflow(by: 32)
            let bytes = missing.overflow ? Int.max : Int(clamping: missing.partialValue)
            throw .data(.truncated(missing: bytes - input.remainingBytes % 32))
        }
        var addresses: [Address] = []
        for _ in 0..<count { addresses.append(try input.address()) }
        return addresses
    }
}

extension AddressLookupTableInstruction: ProgramCall {
    /// The name in `jsonParsed` answers.
    public var name: String {
        switch self {
        case .create: "createLookupTable"
        case .freeze: "freezeLookupTable"
        case .extend: "extendLookupTable"
        case .deactivate: "deactivateLookupTable"
        case .close: "closeLookupTable"
        }
    }

    /// The accounts that the program reads by position.
    public var namedAccounts: [NamedAccount] {
        switch self {
        case .create(let table, let authority, let payer, _, _):
            [
                Self.named(table), NamedAccount("lookupTableAuthority", authority),
                NamedAccount("payerAccount", payer, .writableSigner), Self.system,
            ]
        case .freeze(let table, let authority), .deactivate(let table, let authority):
            [Self.named(table), Self.signing(authority)]
        case .extend(let table, let authority, let payer, _):
            [Self.named(table), Self.signing(authority)]
                + (payer.map { [NamedAccount("payerAccount", $0, .writableSigner), Self.system] }
                    ?? [])
        case .close(let table, let authority, let recipient):
            [
                Self.named(table), Self.signing(authority),
                NamedAccount("recipient", recipient, .writable),
            ]
        }
    }

    /// The values in the data, by name.
    public var parameters: [InstructionField] {
        switch self {
        case .create(_, _, _, let recentSlot, let bump):
            [
                InstructionField("recentSlot", .number(recentSlot)),
                InstructionField("bumpSeed", .number(UInt64(bump))),
            ]
        case .extend(_, _, _, let addresses):
            [InstructionField("newAddresses", .accounts(addresses.map { AccountMeta($0) }))]
        case .freeze, .deactivate, .close: []
        }
    }

    /// The data in its canonical form.
    public var data: [UInt8] {
        var output: [UInt8] = []
        switch self {
        case .create(_, _, _, let recentSlot, let bump):
            output.append(integer: UInt32(0))
            output.append(integer: recentSlot)
            output.append(bump)
        case .freeze: output.append(integer: UInt32(1))
        case .extend(_, _, _, let addresses):
            output.append(integer: UInt32(2))
            output.append(integer: UInt64(addresses.count))
            for address in addresses { output.append(fixed: address.fixedBytes) }
        case .deactivate: output.append(integer: UInt32(3))
        case .close: output.append(integer: UInt32(4))
        }
        return output
    }

    private static let system = NamedAccount("systemProgram", Programs.system)

    private static func named(_ table: Address) -> NamedAccount {
        NamedAccount("lookupTableAccount", table, .writable)
    }

    private static func signing(_ authority: Address) -> NamedAccount {
        NamedAccount("lookupTableAuthority", authority, .readonlySigner)
    }
}
