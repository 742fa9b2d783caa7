extension TransactionDescription {
    /// The tree, for a caller that adds to it before it prints it.
    public var tree: TextTree {
        let message = transaction.message
        var children = [
            TextTree("version", "\(message.version.text), \(transaction.encoded.count) bytes")
        ]
        children += outcome
        children.append(TextTree("signatures", "\(signatures.count)", children: signatures))
        if let payer = message.feePayer {
            children.append(TextTree("fee payer", label(payer)))
        }
        children.append(header(message.header))
        children.append(lifetime)
        children.append(
            TextTree("message hash", Base58.encode(transaction.messageHash.bytes)))
        if message.version == .v1 { children.append(config(message.config)) }
        children.append(
            TextTree(
                "accounts", "\(accounts.count)",
                children: accounts.indices.map { row(ofAccountAt: $0) }))
        if !message.lookups.isEmpty {
            children.append(
                TextTree("lookup tables", "\(message.lookups.count)", children: lookups))
        }
        let describer = InstructionDescriber(description: self)
        children.append(
            TextTree(
                "instructions", "\(message.instructions.count)",
                children: describer.instructions))
        let events = describer.events
        if !events.isEmpty {
            children.append(TextTree("events in the log", "\(events.count)", children: events))
        }
        return TextTree("Transaction \(transaction.signature)", children: children)
    }

    private var outcome: [TextTree] {
        var lines: [TextTree] = []
        switch context.outcome {
        case .unknown: break
        case .succeeded: lines.append(TextTree("status", "succeeded"))
        case .failed(let failure): lines.append(TextTree("status", text(of: failure)))
        }
        if let fee = context.fee { lines.append(TextTree("fee", Self.sol(fee.rawValue))) }
        if let units = context.unitsConsumed {
            lines.append(TextTree("compute units", "\(units)"))
        }
        return lines
    }

    private func text(of failure: TransactionFailure) -> String {
        switch failure {
        case .runtime(let name):
            let shown = PrintableText.escape(Array(name.utf8), limit: InstructionFailure.nameLimit)
            return "failed: " + shown
                + (RuntimeErrors.transactionError(name).map { ", \($0)" } ?? "")
        case .instruction(let index, let reason):
            return "failed at instruction \(index): \(text(of: reason, at: index))"
        }
    }

    /// Why the top-level instruction at `index` failed.
    func text(of failure: InstructionFailure, at index: Int) -> String {
        let top = instructions.first { $0.path == InstructionPath(outer: index) }
        let program = top?.program.standIn ?? Programs.system
        let decoders = context.decoders
        return failure.text(
            of: program,
            meaning: { code in
                decoders.lazy.compactMap { $0.error(code, of: program) }.first
            }, programName: programName(program))
    }

    private var signatures: [TextTree] {
        let pairs = zip(transaction.signatures, transaction.signerAddresses)
        return zip(pairs, signatureStatuses).enumerated().map { index, row in
            let ((signature, signer), status) = row
            return TextTree(
                "\(index)", Self.join("\(signer)", [status.text]),
                children: signature == .absent ? [] : [TextTree("\(signature)")])
        }
    }

    private func header(_ header: MessageHeader) -> TextTree {
        TextTree(
            "header",
            "signers \(header.requiredSignatures) (read-only \(header.readonlySigned)), "
                + "others read-only \(header.readonlyUnsigned)")
    }

    private var lifetime: TextTree {
        let hash = "\(transaction.message.recentBlockhash)"
        guard case .system(.advanceNonce(let account, let authority))? = instructions.first?.known
        else { return TextTree("blockhash", hash) }
        return TextTree(
            "durable nonce", hash,
            children: [
                TextTree("account", name(of: account)),
                TextTree("authority", name(of: authority)),
            ])
    }

    private func config(_ config: TransactionConfig) -> TextTree {
        func line(_ name: String, _ value: (some BinaryInteger)?, _ unit: String) -> TextTree {
            TextTree(name, value.map { "\($0) \(unit)" } ?? "not set")
        }
        return TextTree(
            "config",
            children: [
                TextTree("priority fee", config.priorityFee.map(Self.sol) ?? "not set"),
                line("compute unit limit", config.computeUnitLimit, "units"),
                line("loaded accounts' data", config.loadedAccountsDataSizeLimit, "bytes"),
                line("heap", config.heapSize, "bytes"),
            ])
    }

    private var lookups: [TextTree] {
        func list(_ indices: [UInt8]) -> String {
            indices.isEmpty ? "none" : indices.map { "\($0)" }.joined(separator: ", ")
        }
        return transaction.message.lookups.enumerated().map { index, lookup in
            TextTree(
                "\(index)",
                Self.join(
                    "\(lookup.table)",
                    [
                        "writable \(list(lookup.writableIndices)); "
                            + "read-only \(list(lookup.readonlyIndices))"
                    ]))
        }
    }

    // MARK: Accounts

    private func row(ofAccountAt index: Int) -> TextTree {
        let account = accounts[index]
        var facts: [String] = []
        if account.role.isSigner { facts.append("signer") }
        if account.role.isWritable { facts.append("writable") }
        if index == 0 { facts.append("fee payer") }
        let called = instructions.contains { $0.program == account }
        if called { facts.append("program") }
        if case .address(let address) = account.name, let label = known(address) {
            facts.append(label)
        }
        if let lookup = account.lookup, !account.isUnresolved {
            let tables = transaction.message.lookups
            let table = tables.firstIndex { $0.table == lookup.table }
            facts.append("entry \(lookup.index) of table \(table ?? 0)")
        }
        return TextTree("\(index)", Self.join(account.name.text, facts))
    }

    /// An account's address with what is known about it.
    func label(_ address: Address) -> String {
        Self.join("\(address)", known(address).map { [$0] } ?? [])
    }

    /// The name of an account of an instruction.
    func name(of address: Address) -> String {
        accounts.first { $0.standIn == address }?.name.text ?? "\(address)"
    }

    /// Names of accounts and tokens that are longer are cut.
    static let nameLimit = 64

    /// What is known about an address in one word; `nil` if nothing is.
    func known(_ address: Address) -> String? {
        let foreign = tokens.name(of: address) ?? context.names[address]
        return programName(address) ?? Programs.accountName(of: address)
            ?? foreign.map { PrintableText.escape(Array($0.utf8), limit: Self.nameLimit) }
    }

    /// An address and facts about it, in columns: no base58 of 32 bytes is longer than 44.
    static func join(_ address: String, _ facts: [String]) -> String {
        guard !facts.isEmpty else { return address }
        let blanks = String(repeating: " ", count: Swift.max(0, 44 - address.utf8.count) + 2)
        return address + blanks + facts.joined(separator: ", ")
    }

    /// Lamports as SOL.
    static func sol(_ lamports: UInt64) -> String {
        "\(DecimalAmount.format(lamports, decimals: 9, least: 0)) SOL (\(lamports) lamports)"
    }
}

extension Transaction.SignatureStatus {
    fileprivate var text: String {
        switch self {
        case .valid: "valid"
        case .validUnderZIP215Only: "INVALID (ZIP-215 accepts it)"
        case .absent: "absent"
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
