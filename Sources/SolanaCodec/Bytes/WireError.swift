/// Why a run of bytes is not the encoding of a value: facts, not sentences.
///
/// Offsets count from the first byte of the input that was decoded.
public enum WireError: Error, Hashable, Sendable {
    /// The input ends too early.
    case truncated(missing: Int)
    /// Bytes are left after the value.
    case trailingBytes(count: Int)
    /// A compact-u16 is longer than it needs to be, has a fourth byte, or exceeds 65,535.
    case invalidCompactU16
    /// The version byte names a format that this library does not know.
    case unsupportedVersion(UInt8)
    /// More bytes than the network carries in a transaction of this version.
    case oversized(count: Int, limit: Int)
    /// A count exceeds its limit.
    case tooMany(Field, count: Int, limit: Int)
    /// The header's three counts do not fit each other or the account list.
    case inconsistentHeader
    /// The number of signatures is not the number that the header asks for.
    case signatureCount(found: Int, required: Int)
    /// The same address is listed twice.
    case duplicateAccount(index: Int)
    /// An instruction names an account or a program that does not exist or may not be named.
    case indexOutOfRange(instruction: Int, index: Int)
    /// A lookup names nothing, or the same entry twice, or its message is not of version 0.
    case invalidLookup(index: Int)
    /// A v1 configuration mask has unknown bits or half of the two-bit priority fee, or a message of
    /// another version is to have one.
    case invalidConfigMask(UInt32)
    /// A v1 heap size outside 32,768…262,144 bytes, or no multiple of 1,024.
    case invalidHeapSize(UInt32)

    /// What was counted.
    public enum Field: Hashable, Sendable {
        /// Signatures.
        case signatures
        /// Account addresses, loaded ones included.
        case accounts
        /// Instructions.
        case instructions
        /// Accounts of one v1 instruction.
        case instructionAccounts
        /// Data bytes of one instruction.
        case instructionData
    }
}
