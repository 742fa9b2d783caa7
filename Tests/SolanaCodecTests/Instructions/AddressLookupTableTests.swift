import SolanaCodec
import Testing

@Suite struct AddressLookupTableTests {
    static let steps = ExecutedInstruction.lookupTables

    @Test func `all steps are there`() {
        #expect(
            Self.steps.map(\.name) == [
                "createLookupTable", "extendLookupTable", "extendLookupTable",
                "deactivateLookupTable", "closeLookupTable", "createLookupTable",
                "extendLookupTable", "freezeLookupTable",
            ])
    }

    @Test(arguments: steps) func `reads what the program executed and writes it again`(
        step: ExecutedInstruction
    ) throws {
        let wire = try step.instruction(program: Programs.addressLookupTable)
        let known = try KnownInstruction(decoding: wire)
        #expect(known.programName == "Address Lookup Table")
        #expect(known.name == step.name)
        #expect(known.instruction == wire)
        // The program ignores bytes after the values.
        var longer = wire
        longer.data.append(7)
        #expect(try KnownInstruction(decoding: longer).instruction == wire)
        for length in 0..<wire.data.count {
            var cut = wire
            cut.data = Array(wire.data.prefix(length))
            #expect(throws: InstructionError.self) { try KnownInstruction(decoding: cut) }
        }
    }

    @Test func `derives the address that the program demands`() throws {
        let first = try #require(Self.steps.first)
        let create = try AddressLookupTableInstruction(
            decoding: first.instruction(program: Programs.addressLookupTable))
        guard case .create(let table, let authority, let payer, let slot, let bump) = create else {
            Issue.record("not a creation")
            return
        }
        #expect(authority == (try wallet(2)))
        #expect(payer == (try wallet(1)))
        #expect(slot == 999)
        #expect(
            try AddressLookupTable.find(authority: authority, recentSlot: slot)
                == ProgramDerivedAddress(address: table, bump: bump))
    }

    @Test func `refuses tags, accounts, and counts that lie`() throws {
        func decode(_ data: [UInt8], _ accounts: [AccountMeta]) throws {
            _ = try AddressLookupTableInstruction(
                decoding: Instruction(
                    program: Programs.addressLookupTable, accounts: accounts, data: data))
        }
        #expect(throws: InstructionError.unknownTag(5)) {
            try decode([5, 0, 0, 0], accounts(count: 4))
        }
        #expect(throws: InstructionError.tooFewAccounts(found: 1, required: 2)) {
            try decode([1, 0, 0, 0], accounts(count: 1))
        }
        #expect(throws: InstructionError.unexpectedAccount(index: 3)) {
            try decode([0, 0, 0, 0] + [UInt8](repeating: 0, count: 9), accounts(count: 4))
        }
        let most = [UInt8](repeating: 0xFF, count: 8)
        #expect(throws: InstructionError.data(.truncated(missing: Int.max))) {
            try decode([2, 0, 0, 0] + most, accounts(count: 2))
        }
        #expect(throws: InstructionError.data(.truncated(missing: 31))) {
            try decode([2, 0, 0, 0] + hex("0100000000000000") + [1], accounts(count: 2))
        }
    }

    // MARK: State

    private func state(after index: Int) throws -> AddressLookupTableState {
        try AddressLookupTableState(decoding: try hex(try #require(Self.steps[index].state)))
    }

    @Test func `reads a table at each step of its life`() throws {
        let fresh = try state(after: 0)
        #expect(fresh.addresses.isEmpty)
        #expect(fresh.authority == (try wallet(2)))
        #expect(fresh.deactivationSlot == nil)
        let extended = try state(after: 1)
        #expect(extended.addresses == [try wallet(101), try wallet(102), try wallet(103)])
        #expect(extended.lastExtendedSlot == 1001)
        #expect(extended.lastExtensionStart == 0)
        let twice = try state(after: 2)
        #expect(twice.addresses.count == 5)
        #expect(twice.lastExtendedSlot == 1005)
        #expect(twice.lastExtensionStart == 3)
        #expect(try state(after: 3).deactivationSlot == 1010)
        let frozen = try state(after: 7)
        #expect(frozen.authority == nil)
        #expect(frozen.addresses == [try wallet(106)])
    }

    @Test func `new entries count from the next slot on`() throws {
        let table = try state(after: 2)
        #expect(try table.addresses(activeAt: 1004).count == 3)
        #expect(try table.addresses(activeAt: 1005).count == 3)
        #expect(try table.addresses(activeAt: 1006).count == 5)
    }

    @Test func `a deactivated table serves 512 slots more`() throws {
        let table = try state(after: 3)
        #expect(try table.addresses(activeAt: 1522).count == 5)
        #expect(throws: LookupTableError.deactivated(slot: 1010)) {
            try table.addresses(activeAt: 1523)
        }
    }

    @Test func `resolves the lookups of a message`() throws {
        let (first, second) = (key(70), key(71))
        let tables = [first: try state(after: 2), second: try state(after: 7)]
        func message(_ writable: [UInt8], _ readonly: [UInt8]) -> Message {
            Message(
                version: .v0,
                header: MessageHeader(
                    requiredSignatures: 1, readonlySigned: 0, readonlyUnsigned: 0),
                addresses: [key(1)], recentBlockhash: Blockhash(FixedBytes(repeating: 9)),
                instructions: [],
                lookups: [
                    AddressTableLookup(
                        table: first, writableIndices: writable, readonlyIndices: readonly),
                    AddressTableLookup(
                        table: second, writableIndices: [0], readonlyIndices: []),
                ])
        }
        let loaded = try message([4, 0], [1]).loadedAddresses(from: tables, at: 3000)
        #expect(loaded.writable == [try wallet(105), try wallet(101), try wallet(106)])
        #expect(loaded.readonly == [try wallet(102)])
        #expect(
            throws: LookupTableError.indexOutOfRange(table: first, index: 5, count: 5)
        ) { try message([0], [5]).loadedAddresses(from: tables, at: 3000) }
        #expect(throws: LookupTableError.indexOutOfRange(table: first, index: 3, count: 3)) {
            try message([3], []).loadedAddresses(from: tables, at: 1005)
        }
        #expect(throws: LookupTableError.missingTable(second)) {
            try message([0], []).loadedAddresses(from: [first: state(after: 2)], at: 3000)
        }
    }

    @Test func `refuses every other length, kind, flag, and padding`() throws {
        let data = try hex(try #require(Self.steps[2].state))
        for length in 0..<data.count where length < 56 || (length - 56) % 32 != 0 {
            #expect(throws: LookupTableError.invalidLength(length)) {
                try AddressLookupTableState(decoding: Array(data.prefix(length)))
            }
        }
        let long = data + [UInt8](repeating: 0, count: 252 * 32)
        #expect(throws: LookupTableError.invalidLength(long.count)) {
            try AddressLookupTableState(decoding: long)
        }
        let rows: [(Int, UInt8, LookupTableError)] = [
            (0, 0, .uninitialized), (0, 2, .unknownKind(2)), (21, 2, .invalidAuthorityFlag(2)),
            (54, 1, .nonzeroPadding), (21, 0, .nonzeroPadding),
            (20, 6, .invalidExtensionStart(6, count: 5)),
        ]
        for (offset, byte, error) in rows {
            var wrong = data
            wrong[offset] = byte
            #expect(throws: error) { try AddressLookupTableState(decoding: wrong) }
        }
    }
}
