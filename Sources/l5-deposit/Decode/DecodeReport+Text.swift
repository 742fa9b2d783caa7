import DepositProgram
import DepositVerifier
import SolanaCodec

/// The tree for people. Foreign text is escaped, so that one value is always one line.
extension DecodeReport {
    /// Characters of a text that are shown; no transaction holds a longer one.
    private static let textLimit = PacketLimits.v1Bytes

    /// The tree, with a line break at its end.
    var text: String {
        var lines = ["Transaction \(transaction.signature)"]
        lines.append(
            "  Version       \(message.version.text), \(transaction.encoded.count) bytes, "
                + "given as \(input.encoding.rawValue)")
        lines += signatureLines
        lines.append(
            "  Header        signers \(message.header.requiredSignatures) "
                + "(read-only \(message.header.readonlySigned)), "
                + "others read-only \(message.header.readonlyUnsigned)")
        lines.append("  Blockhash     \(message.recentBlockhash)")
        lines.append("  Message hash  \(messageHash)")
        if message.version == .v1 { lines += configLines }
        lines.append("  Accounts      \(accounts.count)")
        for (index, account) in accounts.enumerated() { lines.append(line(account, at: index)) }
        for lookup in message.lookups {
            lines.append(
                "  Lookup table  \(lookup.table): "
                    + "\(lookup.writableIndices.count) writable, "
                    + "\(lookup.readonlyIndices.count) read-only")
        }
        lines.append("  Instructions  \(message.instructions.count)")
        for instruction in instructions { lines += self.lines(instruction) }
        return lines.joined(separator: "\n") + "\n"
    }

    private var signatureLines: [String] {
        var lines = ["  Signatures    \(transaction.signatures.count)"]
        let pairs = zip(transaction.signatures, transaction.signerAddresses)
        for (index, ((signature, signer), status)) in zip(pairs, signatureStatuses).enumerated() {
            lines.append("    \(index)  \(status.text)  \(signature)  by \(signer)")
        }
        return lines
    }

    private var configLines: [String] {
        let config = message.config
        func line(_ name: String, _ value: (some BinaryInteger)?, _ unit: String) -> String {
            "    \(name.padded(to: 22))\(value.map { "\($0) \(unit)" } ?? "not set")"
        }
        return [
            "  Config",
            line("priority fee", config.priorityFee, "lamports"),
            line("compute unit limit", config.computeUnitLimit, "units"),
            line("loaded accounts' data", config.loadedAccountsDataSizeLimit, "bytes"),
            line("heap", config.heapSize, "bytes"),
        ]
    }

    private func line(_ account: DecodedAccount, at index: Int) -> String {
        let signer = account.role.isSigner ? "signer" : ""
        let writable = account.role.isWritable ? "writable" : "read-only"
        var line = "    \(String(index).padded(to: 4))\(signer.padded(to: 8))"
        line += "\(writable.padded(to: 11))\(account.name.text)"
        if index == 0 { line += "  pays the fee" }
        if case .address(let address) = account.name, let name = Programs.name(of: address) {
            line += "  \(name)"
        }
        if let lookup = account.lookup, !account.isUnresolved {
            line += "  lookup \(lookup.table)[\(lookup.index)]"
        }
        return line
    }

    // MARK: Instructions

    private func lines(_ instruction: DecodedInstruction) -> [String] {
        let indentation = String(repeating: " ", count: 4 + 2 * instruction.depth)
        let program = instruction.programName ?? "program \(instruction.program.name.text)"
        let type = instruction.type ?? (instruction.error == nil ? "unknown" : "cannot be decoded")
        var lines = ["\(indentation)\(instruction.path)  \(program): \(type)"]
        func add(_ name: String, _ value: String) {
            lines.append("\(indentation)    \(name.padded(to: 20))\(value)")
        }
        if let error = instruction.error { add("error", error) }
        if let known = instruction.known, known.call != nil {
            for field in known.fields { show(field, of: known, add) }
        } else {
            for (index, account) in instruction.accounts.enumerated() {
                add("account \(index)", account.name.text)
            }
            add("data", hex(instruction.data))
        }
        let ignored = instruction.ignoredData
        if !ignored.isEmpty { add("ignored data", hex(ignored)) }
        return lines
    }

    private func show(
        _ field: InstructionField, of known: KnownInstruction, _ add: (String, String) -> Void
    ) {
        switch field.value {
        case .address(let address): add(field.name, name(of: address).text)
        case .amount(let amount):
            guard field.name == "amount", let decimals = known.decimalAmount?.decimals else {
                return add(field.name, "\(amount) base units")
            }
            add(
                field.name,
                "\(DecimalAmount.format(amount, decimals: decimals)) (\(amount) base units)")
        case .number(let number):
            add(
                field.name,
                field.name == "lamports"
                    ? "\(number) (\(DecimalAmount.format(number, decimals: 9)) SOL)" : "\(number)")
        case .text(let text):
            add(
                field.name,
                "\"\(PrintableText.escape(Array(text.utf8), limit: Self.textLimit))\"")
        case .bytes(let bytes): add(field.name, hex(bytes))
        case .accounts(let accounts):
            for account in accounts {
                let role = account.role.isSigner ? "  signer" : ""
                add(field.name, name(of: account.address).text + role)
            }
        case .instructions(let children): add(field.name, "\(children.count)")
        }
    }

    private func hex(_ bytes: [UInt8]) -> String {
        bytes.isEmpty ? "none" : "0x\(Hexadecimal.encode(bytes)) (\(bytes.count) bytes)"
    }
}

extension AccountName {
    /// The address, or table and entry.
    var text: String {
        switch self {
        case .address(let address): address.description
        case .entry(let table, let index): "entry \(index) of table \(table), not resolved"
        }
    }
}

extension Transaction.SignatureStatus {
    fileprivate var text: String {
        switch self {
        case .valid: "valid  "
        case .validUnderZIP215Only: "INVALID (ZIP-215 accepts it)"
        case .absent: "absent "
        case .invalid: "INVALID"
        }
    }
}

extension Message.Version {
    fileprivate var text: String {
        switch self {
        case .legacy: "legacy"
        case .v0: "0"
        case .v1: "1"
        }
    }
}

extension String {
    /// The text and blanks up to `width`, at least one.
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(1, width - count))
    }
}
