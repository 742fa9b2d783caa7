extension WireError {
    /// One line for a person.
    public var text: String {
        switch self {
        case .truncated(let missing): "the transaction ends too early: \(missing) bytes are missing"
        case .trailingBytes(let count): "\(count) bytes follow the end of the transaction"
        case .invalidCompactU16: "a count is not a compact-u16 in its shortest form"
        case .unsupportedVersion(let version):
            "transaction version \(version) is not supported where it stands"
        case .oversized(let count, let limit): "\(count) bytes; a transaction has at most \(limit)"
        case .tooMany(let field, let count, let limit):
            "\(count) \(field.text); at most \(limit) are allowed"
        case .inconsistentHeader: "the header's counts do not fit the account list"
        case .signatureCount(let found, let required):
            "\(found) signatures; the header asks for \(required)"
        case .duplicateAccount(let index): "account \(index) is listed before"
        case .indexOutOfRange(let instruction, let index):
            "instruction \(instruction) names account or program \(index), which it may not"
        case .invalidLookup(let index):
            "lookup \(index) names nothing, or an entry twice, or is not in a v0 message"
        case .invalidConfigMask(let mask):
            "the configuration mask \(mask) has unknown bits or half a priority fee, or is not in v1"
        case .invalidHeapSize(let bytes):
            "a heap of \(bytes) bytes is not a multiple of 1,024 in 32,768...262,144"
        }
    }
}

extension WireError.Field {
    fileprivate var text: String {
        switch self {
        case .signatures: "signatures"
        case .accounts: "accounts"
        case .instructions: "instructions"
        case .instructionAccounts: "accounts of an instruction"
        case .instructionData: "data bytes of an instruction"
        }
    }
}

extension InstructionError {
    /// One line for a person.
    public var text: String {
        switch self {
        case .wrongProgram: "another program is called"
        case .data(.truncated(let missing)):
            "the data ends too early: \(missing) bytes are missing"
        case .data(let error): error.text
        case .unknownTag(let tag): "the program has no known instruction \(tag)"
        case .tooFewAccounts(let found, let required):
            "the program reads \(required) accounts where \(found) are left"
        case .unexpectedAccount(let index):
            "account \(index) is not the system account that must stand there"
        case .invalidOptionFlag(let byte): "the flag of an optional value is \(byte)"
        case .invalidText: "a text is not UTF-8"
        case .emptyBatch: "the batch has no instructions"
        case .nestedBatch: "a batch inside a batch"
        case .batchChildTooLarge(let index): "instruction \(index) of the batch is too large"
        }
    }
}
