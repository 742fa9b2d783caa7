/// Writes the instructions and events of a transaction as nodes.
struct InstructionDescriber {
    let description: TransactionDescription

    /// Bytes of unknown data that are shown; the rest is counted.
    private static let shownBytes = 64
    /// Depth of calls that is drawn; the runtime stops at 9 (SIMD-0268), so more is made up.
    private static let deepest = 16
    /// Characters of a text that are shown; no transaction holds a longer one.
    private static let textLimit = PacketLimits.v1Bytes

    /// The top-level instructions, with batch children and called instructions below them.
    var instructions: [TextTree] {
        var rows = description.instructions[...]
        var output: [TextTree] = []
        while let first = rows.popFirst() {
            let count = rows.prefix { $0.path.outer == first.path.outer }.count
            var node = self.node(first)
            if case .failed(.instruction(first.path.outer, let reason)) = description.context
                .outcome
            {
                node.children.append(
                    TextTree("FAILED", description.text(of: reason, at: first.path.outer)))
            }
            var below = rows.prefix(count)
            while let next = below.first, next.path.batchChild != nil, next.path.inner == nil {
                node.children.append(self.node(next))
                below = below.dropFirst()
            }
            node.children += called(&below, above: 1)
            output.append(node)
            rows = rows.dropFirst(count)
        }
        return output
    }

    /// What a program at depth `height` called: the next rows that stand deeper.
    ///
    /// Without recorded depths all of them stand directly below the top-level instruction.
    private func called(
        _ rows: inout ArraySlice<DescribedInstruction>, above height: Int
    ) -> [TextTree] {
        var output: [TextTree] = []
        while let row = rows.first {
            // A called instruction stands below the top level, whatever depth is recorded.
            let depth = row.stackHeight.map { Swift.max(2, Swift.min($0, Self.deepest)) }
            guard (depth ?? height + 1) > height else { break }
            rows = rows.dropFirst()
            var node = self.node(row)
            while let child = rows.first, child.path.batchChild != nil {
                node.children.append(self.node(child))
                rows = rows.dropFirst()
            }
            if let depth { node.children += called(&rows, above: depth) }
            output.append(node)
        }
        return output
    }

    private func node(_ instruction: DescribedInstruction) -> TextTree {
        let name: String? =
            if case .address(let address) = instruction.program.name {
                description.programName(address)
            } else {
                nil
            }
        let program = name ?? "program \(instruction.program.name.text)"
        let type =
            instruction.call.map { escape($0.name) }
            ?? (instruction.error == nil ? "unknown" : "cannot be decoded")
        var children: [TextTree] = []
        if let error = instruction.error { children.append(TextTree("error", error)) }
        // An instruction may name hundreds of accounts: each is found in one step.
        let accounts = Dictionary(instruction.accounts.map { ($0.standIn, $0) }) { first, _ in first
        }
        if let call = instruction.call {
            let fields = call.fields
            children += fields.flatMap { self.lines($0, accounts, among: fields) }
        } else {
            children += instruction.accounts.enumerated().map { index, account in
                TextTree("account \(index)", text(account.standIn, accounts))
            }
            children.append(TextTree("data", hex(instruction.data)))
        }
        let ignored = instruction.ignoredData
        if !ignored.isEmpty { children.append(TextTree("ignored data", hex(ignored))) }
        return TextTree("\(instruction.path)  \(program): \(type)", children: children)
    }

    private func lines(
        _ field: InstructionField, _ accounts: [Address: DescribedAccount],
        among fields: [InstructionField]
    ) -> [TextTree] {
        let name = escape(field.name)
        switch field.value {
        case .address(let address): return [TextTree(name, text(address, accounts))]
        case .accounts(let list): return list.map { TextTree(name, text($0.address, accounts)) }
        // The children stand below as instructions of their own.
        case .instructions(let children): return [TextTree(name, "\(children.count)")]
        default: return [TextTree(name, text(field, among: fields))]
        }
    }

    /// An address, what this instruction may do with it, and what is known about it.
    private func text(_ address: Address, _ accounts: [Address: DescribedAccount]) -> String {
        guard let account = accounts[address] else { return description.label(address) }
        var facts: [String] = []
        if account.role.isSigner { facts.append("signer") }
        if account.role.isWritable { facts.append("writable") }
        if let known = description.known(address) { facts.append(known) }
        return TransactionDescription.join(account.name.text, facts)
    }

    /// A value that is not an account.
    private func text(_ field: InstructionField, among fields: [InstructionField]) -> String {
        switch field.value {
        case .amount(let amount): self.amount(amount, among: fields)
        case .number(let number): self.number(number, named: field.name)
        case .integer(let number): "\(number)"
        case .text(let text): PrintableText.quote(Array(text.utf8), limit: Self.textLimit)
        case .bytes(let bytes): hex(bytes)
        case .address(let address): description.label(address)
        case .accounts(let accounts): "\(accounts.count)"
        case .instructions(let children): "\(children.count)"
        }
    }

    private func amount(_ amount: UInt64, among fields: [InstructionField]) -> String {
        guard let token = description.tokens.token(of: fields) else {
            return "\(amount) base units"
        }
        let decimal = DecimalAmount.format(amount, decimals: token.decimals, least: 0)
        return token.symbol.map { "\(decimal) \(escape($0)) (\(amount))" }
            ?? "\(decimal) (\(amount) base units)"
    }

    private func number(_ number: UInt64, named name: String) -> String {
        switch name {
        case "lamports": TransactionDescription.sol(number)
        case "microLamports": "\(number) micro-lamports a compute unit"
        case "units": "\(number) compute units"
        case "bytes", "space": "\(number) bytes"
        default: "\(number)"
        }
    }

    // MARK: Events

    /// What programs recorded, as far as a decoder knows it.
    var events: [TextTree] {
        description.context.events.compactMap { record in
            for decoder in description.context.decoders {
                guard let event = decoder.event(record.data, of: record.program) else { continue }
                let program = description.programName(record.program) ?? "\(record.program)"
                let values = event.fields.map { field in
                    TextTree(escape(field.name), text(field, among: event.fields))
                }
                return TextTree("\(program): \(escape(event.name))", children: values)
            }
            return nil
        }
    }

    // MARK: Foreign content

    private func hex(_ bytes: [UInt8]) -> String {
        guard !bytes.isEmpty else { return "none" }
        let cut = bytes.count > Self.shownBytes ? "..." : ""
        return "0x\(Hexadecimal.encode(bytes.prefix(Self.shownBytes)))\(cut) (\(bytes.count) bytes)"
    }

    private func escape(_ text: String) -> String {
        PrintableText.escape(Array(text.utf8), limit: Self.textLimit)
    }
}
