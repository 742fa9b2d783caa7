import DepositVerifier
import SolanaCodec

/// The JSON document `l5.transaction/1`.
///
/// Amounts of tokens are strings, lamports and sizes are numbers of up to 64 bits. An account whose
/// lookup table is not resolved is an object `{"table", "index"}` where an address stands otherwise,
/// and has a null `address` in the list of accounts. Children of a Token batch stand as instructions
/// of their own behind it, with a path such as `3.b0`; so do the instructions that programs called,
/// as `3.0`, if the input lists them.
extension DecodeReport {
    /// The document.
    var json: JSONOutput {
        var members: [(String, JSONOutput)] = [
            ("schema", .string(Self.schema)),
            ("version", message.version.json),
            ("signatures", .array(signatures)),
            ("header", message.header.json),
            ("accounts", .array(accounts.map(Self.json))),
            ("recentBlockhash", .string(message.recentBlockhash.description)),
            ("instructions", .array(instructions.map(json))),
            ("addressTableLookups", .array(message.lookups.map(\.json))),
            ("messageHash", .string(messageHash)),
        ]
        if message.version == .v1 { members.append(("config", message.config.json)) }
        members += [
            ("encoding", .string(input.encoding.rawValue)),
            ("size", .integer(Int64(transaction.encoded.count))),
        ]
        return .object(members)
    }

    private var signatures: [JSONOutput] {
        var rows: [JSONOutput] = []
        let pairs = zip(transaction.signatures, transaction.signerAddresses)
        for ((signature, signer), status) in zip(pairs, signatureStatuses) {
            rows.append(
                .object([
                    ("signature", .string(signature.description)),
                    ("signer", .string(signer.description)),
                    ("valid", .bool(status == .valid)),
                    ("status", .string(status.name)),
                ]))
        }
        return rows
    }

    private static func json(_ account: DescribedAccount) -> JSONOutput {
        var address = JSONOutput.null
        if case .address(let known) = account.name { address = .string(known.description) }
        var members: [(String, JSONOutput)] = [
            ("address", address),
            ("signer", .bool(account.role.isSigner)),
            ("writable", .bool(account.role.isWritable)),
            ("source", .string(account.lookup == nil ? "static" : "lookup")),
        ]
        if let lookup = account.lookup {
            members += [
                ("table", .string(lookup.table.description)),
                ("index", .integer(Int64(lookup.index))),
            ]
        }
        return .object(members)
    }

    // MARK: Instructions

    private func json(_ instruction: DescribedInstruction) -> JSONOutput {
        var members: [(String, JSONOutput)] = [
            ("path", .string(instruction.path.description)),
            ("program", programName(instruction).map { .string($0) } ?? .null),
            ("programId", instruction.program.name.json),
            ("type", instruction.type.map { .string($0) } ?? .null),
            ("accounts", .array(instruction.accounts.map(\.name.json))),
            ("accountIndexes", .array(instruction.accountIndices.map(\.json))),
            ("data", .string(Base58.encode(instruction.data))),
            ("info", info(instruction)),
        ]
        if instruction.call == nil, let error = instruction.error {
            members.append(("error", .string(error)))
        }
        let ignored = instruction.ignoredData
        if !ignored.isEmpty {
            members.append(("ignoredData", .string(Hexadecimal.encode(ignored))))
        }
        return .object(members)
    }

    private func info(_ instruction: DescribedInstruction) -> JSONOutput {
        if let custom = instruction.custom {
            return .object(custom.fields.map { ($0.name, json($0.value, of: instruction.path)) })
        }
        guard let known = instruction.known, known.call != nil else { return .object([]) }
        var members = known.fields.map { ($0.name, json($0.value, of: instruction.path)) }
        if let (amount, decimals) = known.decimalAmount {
            let text = DecimalAmount.format(amount, decimals: decimals, least: 0)
            members.append(("uiAmount", .string(text)))
        }
        return .object(members)
    }

    /// The program's name; `nil` if it has none here.
    private func programName(_ instruction: DescribedInstruction) -> String? {
        guard case .address(let address) = instruction.program.name else { return nil }
        return Programs.name(of: address)
            ?? description.context.decoders.lazy.compactMap { $0.name(of: address) }.first
    }

    private func json(_ value: InstructionField.Value, of path: InstructionPath) -> JSONOutput {
        switch value {
        case .address(let address): name(of: address).json
        case .amount(let amount): .string(String(amount))
        case .number(let number): .unsigned(number)
        case .integer(let number): .integer(number)
        case .text(let text): .string(text)
        case .bytes(let bytes): .object([("hex", .string(Hexadecimal.encode(bytes)))])
        case .accounts(let accounts): .array(accounts.map { name(of: $0.address).json })
        case .instructions(let children):
            .array(
                children.indices.map { index in
                    var child = path
                    child.batchChild = index
                    return .string(child.description)
                })
        }
    }
}

extension DescribedInstruction {
    /// The instruction's name; `nil` if unknown or not decoded.
    fileprivate var type: String? { call?.name }
}

extension KnownInstruction {
    /// The amount and the decimals of an instruction that states both.
    var decimalAmount: (amount: UInt64, decimals: UInt8)? {
        var found: (amount: UInt64?, decimals: UInt8?)
        for field in fields {
            if field.name == "amount", case .amount(let amount) = field.value {
                found.amount = amount
            }
            if field.name == "decimals", case .number(let decimals) = field.value {
                found.decimals = UInt8(exactly: decimals)
            }
        }
        guard let amount = found.amount, let decimals = found.decimals else { return nil }
        return (amount, decimals)
    }
}

extension Transaction.SignatureStatus {
    /// The word for it in the document.
    var name: String {
        switch self {
        case .valid: "valid"
        case .validUnderZIP215Only: "validUnderZIP215Only"
        case .absent: "absent"
        case .invalid: "invalid"
        }
    }
}

extension DescribedAccount.Name {
    fileprivate var json: JSONOutput {
        switch self {
        case .address(let address): .string(address.description)
        case .entry(let table, let index):
            .object([("table", .string(table.description)), ("index", index.json)])
        }
    }
}

extension Message.Version {
    fileprivate var json: JSONOutput {
        switch self {
        case .legacy: .string("legacy")
        case .v0: .integer(0)
        case .v1: .integer(1)
        }
    }
}

extension MessageHeader {
    fileprivate var json: JSONOutput {
        .object([
            ("numRequiredSignatures", requiredSignatures.json),
            ("numReadonlySignedAccounts", readonlySigned.json),
            ("numReadonlyUnsignedAccounts", readonlyUnsigned.json),
        ])
    }
}

extension AddressTableLookup {
    fileprivate var json: JSONOutput {
        .object([
            ("accountKey", .string(table.description)),
            ("writableIndexes", .array(writableIndices.map(\.json))),
            ("readonlyIndexes", .array(readonlyIndices.map(\.json))),
        ])
    }
}

extension TransactionConfig {
    /// Unset values are null.
    fileprivate var json: JSONOutput {
        func number(_ value: UInt32?) -> JSONOutput { value.map { .unsigned(UInt64($0)) } ?? .null }
        return .object([
            ("priorityFee", priorityFee.map { .unsigned($0) } ?? .null),
            ("computeUnitLimit", number(computeUnitLimit)),
            ("loadedAccountsDataSizeLimit", number(loadedAccountsDataSizeLimit)),
            ("heapSize", number(heapSize)),
        ])
    }
}

extension UInt8 {
    fileprivate var json: JSONOutput { .integer(Int64(self)) }
}
