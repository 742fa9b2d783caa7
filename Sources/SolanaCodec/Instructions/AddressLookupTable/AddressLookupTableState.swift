/// The data of a lookup table's account.
///
/// Shape, little-endian: kind `u32` (1; 0 is not initialised) | deactivation slot `u64` | last
/// extended slot `u64` | start index of the last extension `u8` | authority 1 + 32 | `u16` 0; from
/// byte 56 on, up to 256 addresses of 32 bytes. Without an authority its flag is 0 and all bytes up
/// to byte 56 are 0.
///
/// Source: anza-xyz/solana-sdk, address-lookup-table-interface/src/state.rs, `LookupTableMeta`.
public struct AddressLookupTableState: Hashable, Sendable {
    /// The slot of its deactivation; `nil` while it is active.
    public var deactivationSlot: UInt64?
    /// The slot in which it was last extended.
    public var lastExtendedSlot: UInt64
    /// Where the addresses that were added in that slot begin.
    public var lastExtensionStart: UInt8
    /// Who may change it; `nil` once it is frozen.
    public var authority: Address?
    /// All entries.
    public var addresses: [Address]

    /// Bytes before the addresses.
    public static let headerSize = 56
    /// The most entries: an index is one byte.
    public static let mostAddresses = 256
    /// Slots after the deactivation in which lookups surely work: the runtime looks for the
    /// deactivation slot among the last 512 slot hashes.
    public static let coolDownSlots: UInt64 = 512

    /// Decodes the data of an account that the Address Lookup Table program owns.
    ///
    /// - Throws: `LookupTableError` for any data that is no initialised table.
    public init(decoding data: [UInt8]) throws(LookupTableError) {
        let entries = data.count - Self.headerSize
        guard entries >= 0, entries.isMultiple(of: 32), entries / 32 <= Self.mostAddresses else {
            throw .invalidLength(data.count)
        }
        var input = StateReader(data)
        switch input.integer(UInt32.self) {
        case 0: throw .uninitialized
        case 1: break
        case let kind: throw .unknownKind(kind)
        }
        let deactivation = input.integer(UInt64.self)
        deactivationSlot = deactivation == .max ? nil : deactivation
        lastExtendedSlot = input.integer()
        lastExtensionStart = input.byte()
        let flag = input.byte()
        guard flag <= 1 else { throw .invalidAuthorityFlag(flag) }
        let owner = input.address()
        let padding = input.integer(UInt16.self)
        guard padding == 0, flag == 1 || owner.bytes.allSatisfy({ $0 == 0 }) else {
            throw .nonzeroPadding
        }
        authority = flag == 1 ? owner : nil
        addresses = (0..<(entries / 32)).map { _ in input.address() }
        guard Int(lastExtensionStart) <= addresses.count else {
            throw .invalidExtensionStart(lastExtensionStart, count: addresses.count)
        }
    }

    /// The entries that a transaction in `slot` can look up.
    ///
    /// Those added in `slot` itself do not count yet.
    ///
    /// - Throws: `LookupTableError.deactivated` once the runtime may have forgotten the table. Skipped
    ///   slots can make it remember longer; this answer is the safe one.
    public func addresses(activeAt slot: UInt64) throws(LookupTableError) -> ArraySlice<Address> {
        if let deactivationSlot {
            let (last, overflow) = deactivationSlot.addingReportingOverflow(Self.coolDownSlots)
            guard slot <= last || overflow else { throw .deactivated(slot: deactivationSlot) }
        }
        return slot > lastExtendedSlot ? addresses[...] : addresses.prefix(Int(lastExtensionStart))
    }
}

extension AddressLookupTable {
    /// The address of the table that `authority` creates: seeds authority, recent slot as `u64`.
    ///
    /// - Parameter recentSlot: a slot whose hash the cluster still knows when the table is created.
    public static func find(
        authority: Address, recentSlot: UInt64
    ) throws(ProgramDerivedAddress.SeedError) -> ProgramDerivedAddress {
        var slot: [UInt8] = []
        slot.append(integer: recentSlot)
        return try ProgramDerivedAddress.find(
            seeds: [authority.bytes, slot], program: Programs.addressLookupTable)
    }
}

extension Message {
    /// The addresses that the message's lookups stand for.
    ///
    /// - Parameter tables: the content of each table's account.
    /// - Parameter slot: the slot in which the transaction runs.
    /// - Throws: `LookupTableError` for a table that is not given, is deactivated, or is too short.
    public func loadedAddresses(
        from tables: [Address: AddressLookupTableState], at slot: UInt64
    ) throws(LookupTableError) -> LoadedAddresses {
        var loaded = LoadedAddresses()
        for lookup in lookups {
            guard let table = tables[lookup.table] else { throw .missingTable(lookup.table) }
            let active = try table.addresses(activeAt: slot)
            func entries(_ indices: [UInt8]) throws(LookupTableError) -> [Address] {
                var output: [Address] = []
                for index in indices {
                    guard active.indices.contains(Int(index)) else {
                        throw .indexOutOfRange(
                            table: lookup.table, index: index, count: active.count)
                    }
                    output.append(active[Int(index)])
                }
                return output
            }
            loaded.writable += try entries(lookup.writableIndices)
            loaded.readonly += try entries(lookup.readonlyIndices)
        }
        return loaded
    }
}
