/// Accounts that a v0 message takes from an address lookup table.
///
/// Shape: table 32 | compact-u16 count, that many `u8` writable indices | the same, read-only.
/// Source: Solana docs, "Address lookup tables".
public struct AddressTableLookup: Hashable, Sendable {
    /// The table's account.
    public var table: Address
    /// Entries of the table that are loaded writable.
    public var writableIndices: [UInt8]
    /// Entries of the table that are loaded read-only.
    public var readonlyIndices: [UInt8]

    /// A lookup from its parts.
    public init(table: Address, writableIndices: [UInt8], readonlyIndices: [UInt8]) {
        self.table = table
        self.writableIndices = writableIndices
        self.readonlyIndices = readonlyIndices
    }

    init(decoding input: inout Span<UInt8>) throws(WireError) {
        table = Address(try input.readFixed())
        writableIndices = try input.readBytes(count: Int(input.readCompactU16()))
        readonlyIndices = try input.readBytes(count: Int(input.readCompactU16()))
    }

    func encode(into output: inout [UInt8]) {
        output.append(fixed: table.fixedBytes)
        output.append(compactU16: UInt16(clamping: writableIndices.count))
        output += writableIndices
        output.append(compactU16: UInt16(clamping: readonlyIndices.count))
        output += readonlyIndices
    }

    /// Whether it names something, and nothing twice.
    var isWellFormed: Bool {
        let indices = writableIndices + readonlyIndices
        return !indices.isEmpty && Set(indices).count == indices.count
    }
}

/// The addresses that the cluster loaded for a message's lookups, as the transaction's `meta` says.
public struct LoadedAddresses: Hashable, Sendable {
    /// Loaded writable, in the order of the lookups.
    public var writable: [Address]
    /// Loaded read-only, in the order of the lookups.
    public var readonly: [Address]

    /// Loaded addresses; none by default.
    public init(writable: [Address] = [], readonly: [Address] = []) {
        self.writable = writable
        self.readonly = readonly
    }
}

/// A lookup table as the compiler of messages uses it.
public struct AddressLookupTable: Hashable, Sendable {
    /// The table's account.
    public var address: Address
    /// Its entries.
    public var addresses: [Address]

    /// A table with these entries.
    public init(address: Address, addresses: [Address]) {
        self.address = address
        self.addresses = addresses
    }
}
