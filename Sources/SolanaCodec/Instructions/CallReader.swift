/// What an instruction is read from: its data and its accounts, both eaten from the front.
struct CallReader {
    private let data: [UInt8]
    private var offset = 0
    private var accounts: ArraySlice<AccountMeta>

    init(data: [UInt8], accounts: [AccountMeta]) {
        self.data = data
        self.accounts = accounts[...]
    }

    /// Reads a call of `program` and of nothing else.
    init(_ instruction: Instruction, of program: Address) throws(InstructionError) {
        guard instruction.program == program else { throw .wrongProgram(instruction.program) }
        self.init(data: instruction.data, accounts: instruction.accounts)
    }

    /// How many bytes of data nobody has read yet.
    var remainingBytes: Int { data.count - offset }

    /// Whether all accounts have been read.
    var isOutOfAccounts: Bool { accounts.isEmpty }

    /// Refuses an instruction that has fewer than `count` accounts left.
    func require(accounts count: Int) throws(InstructionError) {
        guard accounts.count >= count else {
            throw .tooFewAccounts(found: accounts.count, required: count)
        }
    }

    mutating func account() throws(InstructionError) -> Address {
        guard let next = accounts.popFirst() else { throw .tooFewAccounts(found: 0, required: 1) }
        return next.address
    }

    /// The next account; `nil` after the last.
    mutating func optionalAccount() -> Address? { accounts.popFirst()?.address }

    /// The next `count` accounts with their roles.
    mutating func accounts(_ count: Int) throws(InstructionError) -> [AccountMeta] {
        try require(accounts: count)
        let head = accounts.prefix(count)
        accounts = accounts.dropFirst(count)
        return Array(head)
    }

    /// All accounts that have not been read.
    mutating func remainingAccounts() -> [AccountMeta] {
        defer { accounts = [] }
        return Array(accounts)
    }

    /// Reads an account that must be `address`.
    mutating func expect(_ address: Address) throws(InstructionError) {
        let index = accounts.startIndex
        guard try account() == address else { throw .unexpectedAccount(index: index) }
    }

    mutating func byte() throws(InstructionError) -> UInt8 {
        try read { cursor throws(WireError) in try cursor.readByte() }
    }

    mutating func integer<T: FixedWidthInteger & UnsignedInteger>(
        _ type: T.Type = T.self
    ) throws(InstructionError) -> T {
        try read { cursor throws(WireError) in try cursor.readInteger(T.self) }
    }

    mutating func address() throws(InstructionError) -> Address {
        Address(try read { cursor throws(WireError) in try cursor.readFixed() })
    }

    mutating func bytes(_ count: Int) throws(InstructionError) -> [UInt8] {
        try read { cursor throws(WireError) in try cursor.readBytes(count: count) }
    }

    /// All bytes that have not been read.
    mutating func remainingData() -> [UInt8] {
        defer { offset = data.count }
        return Array(data[offset...])
    }

    /// A byte 0, or a byte 1 and an address.
    mutating func optionalAddress() throws(InstructionError) -> Address? {
        switch try byte() {
        case 0: nil
        case 1: try address()
        case let flag: throw .invalidOptionFlag(flag)
        }
    }

    /// A `u64` length and that many bytes of UTF-8, as bincode writes a string.
    mutating func text() throws(InstructionError) -> String {
        try Self.text(try countedBytes())
    }

    /// A `u64` length and that many bytes.
    mutating func countedBytes() throws(InstructionError) -> [UInt8] {
        let length = try integer(UInt64.self)
        // A length beyond `Int` cannot be present; any count that large reads as truncated.
        return try bytes(Int(clamping: length))
    }

    /// UTF-8 bytes as a text.
    static func text(_ bytes: [UInt8]) throws(InstructionError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .invalidText }
        return text
    }

    private mutating func read<T>(
        _ body: (inout Span<UInt8>) throws(WireError) -> T
    ) throws(InstructionError) -> T {
        var cursor = data.span.extracting(droppingFirst: offset)
        do throws(WireError) {
            let value = try body(&cursor)
            offset = data.count - cursor.count
            return value
        } catch {
            throw .data(error)
        }
    }
}
