extension Message {
    /// Compiles instructions into a message.
    ///
    /// Addresses stand in the Rust SDK's order: the payer, then writable signers, read-only signers,
    /// writable and read-only accounts, each class sorted by its bytes. Accounts that neither sign
    /// nor are called are taken from `tables` where one of them lists them (v0 only).
    ///
    /// - Parameter config: the header's compute budget; v1 only, refused elsewhere.
    /// - Throws: `WireError` if the result breaks a limit of its version.
    public static func compile(
        _ instructions: [Instruction], payer: Address, recentBlockhash: Blockhash,
        version: Version, tables: [AddressLookupTable] = [],
        config: TransactionConfig = TransactionConfig()
    ) throws(WireError) -> Message {
        var roles = collectRoles(instructions, payer: payer)
        let programs = Set(instructions.map(\.program))
        var lookups: [AddressTableLookup] = []
        var loaded = LoadedAddresses()
        for table in version == .v0 ? tables : [] {
            if let lookup = drain(&roles, keeping: programs, into: table, loaded: &loaded) {
                lookups.append(lookup)
            }
        }
        roles[payer] = nil
        func members(_ role: AccountRole) -> [Address] {
            roles.filter { $0.value == role }.keys.sorted()
        }
        let classes = AccountRole.order.map(members)
        let addresses = [payer] + classes.joined()
        let positions = Dictionary(
            uniqueKeysWithValues: (addresses + loaded.writable + loaded.readonly).enumerated()
                .map { ($1, $0) })
        guard positions.count <= PacketLimits.accounts else {
            throw .tooMany(.accounts, count: positions.count, limit: PacketLimits.accounts)
        }
        func index(_ address: Address) -> UInt8 { UInt8(clamping: positions[address] ?? 0) }
        let message = Message(
            version: version,
            header: MessageHeader(
                requiredSignatures: UInt8(clamping: 1 + classes[0].count + classes[1].count),
                readonlySigned: UInt8(clamping: classes[1].count),
                readonlyUnsigned: UInt8(clamping: classes[3].count)),
            addresses: addresses, recentBlockhash: recentBlockhash,
            instructions: instructions.map { instruction in
                CompiledInstruction(
                    programIndex: index(instruction.program),
                    accountIndices: instruction.accounts.map { index($0.address) },
                    data: instruction.data)
            },
            lookups: lookups, config: config)
        try message.validate()
        return message
    }

    /// Each address with the union of the roles it is used in.
    private static func collectRoles(
        _ instructions: [Instruction], payer: Address
    ) -> [Address: AccountRole] {
        var roles: [Address: AccountRole] = [payer: .writableSigner]
        for instruction in instructions {
            roles[instruction.program] = roles[instruction.program] ?? .readonly
            for account in instruction.accounts {
                roles[account.address] =
                    roles[account.address]?.union(account.role) ?? account.role
            }
        }
        return roles
    }

    /// Moves every account that may come from `table` out of `roles`.
    private static func drain(
        _ roles: inout [Address: AccountRole], keeping programs: Set<Address>,
        into table: AddressLookupTable, loaded: inout LoadedAddresses
    ) -> AddressTableLookup? {
        var lookup = AddressTableLookup(
            table: table.address, writableIndices: [], readonlyIndices: [])
        for (address, role) in roles.sorted(by: { $0.key < $1.key })
        where !role.isSigner && !programs.contains(address) {
            guard let position = table.addresses.firstIndex(of: address),
                let index = UInt8(exactly: position)
            else { continue }
            roles[address] = nil
            if role.isWritable {
                lookup.writableIndices.append(index)
                loaded.writable.append(address)
            } else {
                lookup.readonlyIndices.append(index)
                loaded.readonly.append(address)
            }
        }
        return lookup.writableIndices.isEmpty && lookup.readonlyIndices.isEmpty ? nil : lookup
    }
}

extension AccountRole {
    /// The order of the classes in a message's address list.
    static let order: [AccountRole] = [.writableSigner, .readonlySigner, .writable, .readonly]
}
