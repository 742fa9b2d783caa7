/// Why an account is no lookup table, or a lookup finds nothing in it.
public enum LookupTableError: Error, Hashable, Sendable {
    /// Not 56 bytes and up to 256 addresses.
    case invalidLength(Int)
    /// The account belongs to the program and is no table yet, or no table any more.
    case uninitialized
    /// The first four bytes are neither 0 nor 1.
    case unknownKind(UInt32)
    /// The byte before the authority is neither 0 nor 1.
    case invalidAuthorityFlag(UInt8)
    /// Bytes that mean nothing are not zero.
    case nonzeroPadding
    /// The last extension begins after the last address.
    case invalidExtensionStart(UInt8, count: Int)
    /// The table was deactivated too long ago.
    case deactivated(slot: UInt64)
    /// A message looks up a table whose content is not given.
    case missingTable(Address)
    /// A message names an entry that the table does not have, or does not have yet.
    case indexOutOfRange(table: Address, index: UInt8, count: Int)
}
