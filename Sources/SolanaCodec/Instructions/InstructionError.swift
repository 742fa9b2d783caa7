/// Why an instruction of a known program cannot be read or written: facts, not sentences.
public enum InstructionError: Error, Hashable, Sendable {
    /// The instruction calls another program than the decoder's.
    case wrongProgram(Address)
    /// The data ends too early, or goes on where the program refuses more.
    case data(WireError)
    /// The first bytes name no instruction of the program that this library knows.
    case unknownTag(UInt32)
    /// The program reads more accounts than there are.
    case tooFewAccounts(found: Int, required: Int)
    /// The account at this position must be a certain system account, and is not.
    case unexpectedAccount(index: Int)
    /// The byte before an optional value is neither 0 nor 1.
    case invalidOptionFlag(UInt8)
    /// A text is not UTF-8.
    case invalidText
    /// A batch without instructions.
    case emptyBatch
    /// A batch inside a batch.
    case nestedBatch
    /// An instruction of a batch has more than 255 accounts or more than 255 bytes of data.
    case batchChildTooLarge(index: Int)
}
