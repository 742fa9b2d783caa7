/// An instruction of Token-2022 that sets up or uses an extension, other than a transfer.
///
/// Confidential instructions are known by name and accounts; their ciphertexts stay bytes. A caller
/// that depends on an account must look for it among all of them.
///
/// Shape: `u8` tag | `u8` second tag after a prefix | values, little-endian. Where the program takes
/// the data as one structure, bytes after the values are refused, as it does.
public struct TokenExtensionCall: Hashable, Sendable {
    /// The first byte.
    public var tag: TokenInstructionTag
    /// The second byte, if the first one is a prefix.
    public var subtag: UInt8?
    /// The name in `jsonParsed` answers.
    public var name: String
    /// The accounts that the program reads by position.
    public var namedAccounts: [NamedAccount]
    /// The accounts after the named ones: multisignature members, then token accounts whose
    /// withheld fees are collected, then proofs.
    public var additionalAccounts: [AccountMeta]
    /// The values in the data, by name.
    public var parameters: [InstructionField]
    /// The data, tags included.
    public var data: [UInt8]

    init(
        _ input: inout CallReader, tag: TokenInstructionTag, data: [UInt8]
    ) throws(InstructionError) {
        self.tag = tag
        subtag = tag.prefixedNames == nil ? nil : try input.byte()
        let layout = try TokenExtensionLayout.of(tag, subtag)
        name = layout.name
        try input.require(accounts: layout.accounts.count)
        let named = try input.accounts(layout.accounts.count)
        additionalAccounts = input.remainingAccounts()
        let members = additionalAccounts
        namedAccounts = zip(layout.accounts, named).map { role, account in
            role.isAuthority
                ? .authority(role.name, account.address, members: members)
                : NamedAccount(role.name, account.address, role.role)
        }
        parameters = []
        for value in layout.values {
            if let parameter = try value.read(&input) { parameters.append(parameter) }
        }
        if layout.isExact, input.remainingBytes > 0 {
            throw .data(.trailingBytes(count: input.remainingBytes))
        }
        self.data = Array(data.dropLast(input.remainingBytes))
        if layout.rest == .sources { nameSources() }
    }

    /// Tells the token accounts at the end from the members before them.
    ///
    /// The program takes a number beyond the accounts for all of them.
    private mutating func nameSources() {
        var count = additionalAccounts.count
        if case .number(let stated)? = parameters.first?.value {
            count = min(count, Int(clamping: stated))
        }
        parameters.append(
            InstructionField("sourceAccounts", .accounts(Array(additionalAccounts.suffix(count)))))
    }
}

extension TokenExtensionCall: ProgramCall {
    /// Everything for display, in order; the sources stand there once.
    public var fields: [InstructionField] {
        var fields = namedAccounts.map { InstructionField($0.name, .address($0.account.address)) }
        fields += parameters
        var others = additionalAccounts
        if case .accounts(let sources)? = parameters.last?.value {
            others.removeLast(min(sources.count, others.count))
        }
        if !others.isEmpty {
            fields.append(InstructionField("additionalAccounts", .accounts(others)))
        }
        return fields
    }
}

extension TokenExtensionLayout.Value {
    /// Reads the value; `nil` if it is one that may be missing, and is.
    fileprivate func read(
        _ input: inout CallReader
    ) throws(InstructionError) -> InstructionField? {
        switch kind {
        case .address: InstructionField(name, .address(try input.address()))
        case .nonzeroAddress:
            Address(nonzero: try input.address()).map { InstructionField(name, .address($0)) }
        case .flaggedAddress:
            try input.optionalAddress().map { InstructionField(name, .address($0)) }
        case .amount: InstructionField(name, .amount(try input.integer()))
        case .byte: InstructionField(name, .number(UInt64(try input.byte())))
        case .short: InstructionField(name, .number(UInt64(try input.integer(UInt16.self))))
        case .rate:
            InstructionField(
                name, .integer(Int64(Int16(bitPattern: try input.integer(UInt16.self)))))
        case .time: InstructionField(name, .integer(Int64(bitPattern: try input.integer())))
        case .multiplier:
            InstructionField(name, .text("\(Double(bitPattern: try input.integer()))"))
        case .status: try status(try input.byte())
        case .extensionTypes: try extensionTypes(&input)
        case .opaque: InstructionField(name, .bytes(input.remainingData()))
        }
    }

    private func status(_ byte: UInt8) throws(InstructionError) -> InstructionField {
        guard let status = TokenAccountState.Status(rawValue: byte) else {
            throw .invalidOptionFlag(byte)
        }
        return InstructionField(name, .text("\(status)"))
    }

    private func extensionTypes(
        _ input: inout CallReader
    ) throws(InstructionError) -> InstructionField {
        var types: [ExtensionType] = []
        while input.remainingBytes > 0 {
            types.append(ExtensionType(rawValue: try input.integer()))
        }
        return InstructionField(name, .text(types.map(\.name).joined(separator: ",")))
    }
}

extension Address {
    /// The address unless all of its bytes are 0, which stands for none in Token-2022.
    init?(nonzero address: Address) {
        guard address != Programs.system else { return nil }
        self = address
    }
}
