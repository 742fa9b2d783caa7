import SolanaCodec

extension FuzzTarget {
    /// Calls of any program that is decoded: program, accounts and data are all the input's.
    ///
    /// Shape: `u8` program | `u8` count | that many accounts | data.
    static let instruction = FuzzTarget(name: "instruction", longest: 640) {
        bytes throws(Finding) in
        guard bytes.count >= 2 else { return }
        let count = min(Int(bytes[1]), bytes.count - 2)
        let instruction = Instruction(
            program: programs[Int(bytes[0]) % programs.count],
            accounts: bytes[2..<2 + count].map(account), data: Array(bytes[(2 + count)...]))
        try checkInstruction(instruction)
        // A tree takes much longer than that: one of 32 is drawn.
        let isDrawn = bytes.reduce(0, &+).isMultiple(of: 32)
        if isDrawn { try checkDescription(of: instruction) }
    }
}

private let strange = Address(FixedBytes(repeating: 0xA5))

private let programs = [
    Programs.token, Programs.token2022, Programs.system, Programs.associatedToken,
    Programs.addressLookupTable, Programs.computeBudget, Programs.memoV1, Programs.memoV3,
    Programs.memoV4, strange, Programs.upgradeableLoader,
]

/// Addresses that programs look for, and some others; the two top bits are the role.
private func account(_ byte: UInt8) -> AccountMeta {
    let special = [
        Programs.system, Programs.rentSysvar, Programs.recentBlockhashes, Programs.token,
        Programs.token2022, Programs.wrappedSOL, Programs.clockSysvar,
    ]
    let index = Int(byte & 0x3F)
    let address =
        index < special.count ? special[index] : Address(FixedBytes(repeating: byte & 0x3F))
    return AccountMeta(address, AccountRole(signer: byte & 0x80 != 0, writable: byte & 0x40 != 0))
}

/// Reading an instruction never traps; the canonical form of what was read reads the same.
func checkInstruction(_ instruction: Instruction) throws(Finding) {
    guard let known = try? KnownInstruction(decoding: instruction) else { return }
    try expect(known.program == instruction.program, "the program stays the same")
    guard let call = known.call else {
        return try expect(known.instruction == instruction, "what is not decoded stays as it is")
    }
    let named = call.namedAccounts.map(\.account.address)
    // System reads a base from the data where the accounts have none.
    try expect(
        instruction.accounts.map(\.address).starts(with: named) || known.program == Programs.system,
        "accounts have names in their order")
    try expect(known.fields.count >= named.count, "every named account is shown")
    let canonical = known.instruction
    guard let again = try? KnownInstruction(decoding: canonical) else {
        throw Finding(property: "the canonical form is read")
    }
    try expect(again.name == known.name, "the canonical form reads as the same instruction")
    try expect(again.instruction == canonical, "the canonical form is one")
}

/// The tree of a transaction that holds the instruction at the top, and below itself.
private func checkDescription(of instruction: Instruction) throws(Finding) {
    let payer = Address(FixedBytes(repeating: 0xF0))
    // Lists that are too long for a packet compile to none.
    guard
        let message = try? Message.compile(
            [instruction], payer: payer, recentBlockhash: Blockhash(FixedBytes(repeating: 9)),
            version: .v0),
        let transaction = try? Transaction(message), let compiled = message.instructions.first
    else { return }
    var context = TransactionDescription.Context()
    let heights = instruction.data.prefix(3).map { Int(Int8(bitPattern: $0)) }
    context.called[0] = heights.map { CalledInstruction(compiled, stackHeight: $0) }
    context.decoders = [anchor]
    context.tokens[Programs.wrappedSOL] = .init(symbol: "\u{1B}x", decimals: 255)
    context.events = [LoggedData(program: strange, data: instruction.data)]
    try checkDescription(TransactionDescription(transaction, context: context))
}

private let anchor = AnchorProgram(
    name: "Anchor", addresses: [strange],
    instructions: [
        AnchorProgram.Layout(
            "deposit_token", accounts: [.init("mint"), .init("source", .writable)],
            values: [.init("amount", .amount), .init("code", .bytes(8))])
    ],
    events: [
        AnchorProgram.Layout(
            "DepositEvent", values: [.init("mint", .address), .init("amount", .amount)])
    ])

/// No tree has a character that moves the cursor, and none grows out of all proportion.
func checkDescription(_ description: TransactionDescription) throws(Finding) {
    // Either style and both widths, by what the input happens to be: one of them an input.
    let size = description.transaction.encoded.count
    let style = size.isMultiple(of: 2) ? TextTree.Style.unicode : .ascii
    let text = description.text(style, width: size / 2 % 2 == 0 ? nil : 60)
    try expect(text.utf8.last == UInt8(ascii: "\n"), "every line ends")
    let isFine = text.unicodeScalars.allSatisfy { scalar in
        scalar == "\n" || (style == .ascii ? scalar.isASCII : PrintableText.isVisible(scalar))
    }
    try expect(isFine, "nothing but visible characters")
    // An account index, the shortest thing that makes a line, makes one of at most 400 bytes.
    let rows = 1 + (description.context.called[0]?.count ?? 0)
    try expect(text.utf8.count <= 400 * rows * (size + 50), "a tree grows with what it shows")
}
