extension TokenInterfaceInstruction: ProgramCall {
    /// The name in `jsonParsed` answers.
    public var name: String {
        switch self {
        case .initializeMetadata: "initializeTokenMetadata"
        case .updateField: "updateTokenMetadataField"
        case .removeKey: "removeTokenMetadataKey"
        case .updateMetadataAuthority: "updateTokenMetadataAuthority"
        case .emit: "emitTokenMetadata"
        case .initializeGroup: "initializeTokenGroup"
        case .updateGroupMaxSize: "updateTokenGroupMaxSize"
        case .updateGroupAuthority: "updateTokenGroupAuthority"
        case .initializeMember: "initializeTokenGroupMember"
        }
    }

    /// The accounts that the program reads by position.
    public var namedAccounts: [NamedAccount] {
        switch self {
        case .initializeMetadata(
            let metadata, let updateAuthority, let mint, let mintAuthority, _, _, _):
            [
                NamedAccount("metadata", metadata, .writable),
                NamedAccount("updateAuthority", updateAuthority), NamedAccount("mint", mint),
                NamedAccount("mintAuthority", mintAuthority, .readonlySigner),
            ]
        case .updateField(let metadata, let updateAuthority, _, _),
            .removeKey(let metadata, let updateAuthority, _, _),
            .updateMetadataAuthority(let metadata, let updateAuthority, _):
            [
                NamedAccount("metadata", metadata, .writable),
                NamedAccount("updateAuthority", updateAuthority, .readonlySigner),
            ]
        case .emit(let metadata, _, _): [NamedAccount("metadata", metadata)]
        case .initializeGroup(let group, let mint, let mintAuthority, _, _):
            [
                NamedAccount("group", group, .writable), NamedAccount("mint", mint),
                NamedAccount("mintAuthority", mintAuthority, .readonlySigner),
            ]
        case .updateGroupMaxSize(let group, let updateAuthority, _),
            .updateGroupAuthority(let group, let updateAuthority, _):
            [
                NamedAccount("group", group, .writable),
                NamedAccount("updateAuthority", updateAuthority, .readonlySigner),
            ]
        case .initializeMember(
            let member, let mint, let mintAuthority, let group, let groupAuthority):
            [
                NamedAccount("member", member, .writable), NamedAccount("memberMint", mint),
                NamedAccount("memberMintAuthority", mintAuthority, .readonlySigner),
                NamedAccount("group", group, .writable),
                NamedAccount("groupUpdateAuthority", groupAuthority, .readonlySigner),
            ]
        }
    }

    /// The values in the data, by name.
    public var parameters: [InstructionField] {
        switch self {
        case .initializeMetadata(_, _, _, _, let name, let symbol, let uri):
            [
                InstructionField("name", .text(name)), InstructionField("symbol", .text(symbol)),
                InstructionField("uri", .text(uri)),
            ]
        case .updateField(_, _, let field, let value):
            [
                InstructionField("field", .text(field.text)),
                InstructionField("value", .text(value)),
            ]
        case .removeKey(_, _, let key, let idempotent):
            [
                InstructionField("key", .text(key)),
                InstructionField("idempotent", .text("\(idempotent)")),
            ]
        case .updateMetadataAuthority(_, _, let authority),
            .updateGroupAuthority(_, _, let authority):
            authority.map { [InstructionField("newAuthority", .address($0))] } ?? []
        case .emit(_, let start, let end):
            (start.map { [InstructionField("start", .number($0))] } ?? [])
                + (end.map { [InstructionField("end", .number($0))] } ?? [])
        case .initializeGroup(_, _, _, let authority, let maxSize):
            [InstructionField("maxSize", .number(maxSize))]
                + (authority.map { [InstructionField("updateAuthority", .address($0))] } ?? [])
        case .updateGroupMaxSize(_, _, let maxSize): [InstructionField("maxSize", .number(maxSize))]
        case .initializeMember: []
        }
    }

    /// The data in its canonical form.
    public var data: [UInt8] {
        var output = kind.discriminator
        switch self {
        case .initializeMetadata(_, _, _, _, let name, let symbol, let uri):
            for text in [name, symbol, uri] { output.append(borsh: text) }
        case .updateField(_, _, let field, let value):
            switch field {
            case .name: output.append(0)
            case .symbol: output.append(1)
            case .uri: output.append(2)
            case .key(let key):
                output.append(3)
                output.append(borsh: key)
            }
            output.append(borsh: value)
        case .removeKey(_, _, let key, let idempotent):
            output.append(idempotent ? 1 : 0)
            output.append(borsh: key)
        case .updateMetadataAuthority(_, _, let authority),
            .updateGroupAuthority(_, _, let authority):
            output.append(fixed: (authority ?? Programs.system).fixedBytes)
        case .emit(_, let start, let end):
            for bound in [start, end] {
                output.append(bound == nil ? 0 : 1)
                if let bound { output.append(integer: bound) }
            }
        case .initializeGroup(_, _, _, let authority, let maxSize):
            output.append(fixed: (authority ?? Programs.system).fixedBytes)
            output.append(integer: maxSize)
        case .updateGroupMaxSize(_, _, let maxSize): output.append(integer: maxSize)
        case .initializeMember: break
        }
        return output
    }

    private var kind: Kind {
        switch self {
        case .initializeMetadata: .initializeMetadata
        case .updateField: .updateField
        case .removeKey: .removeKey
        case .updateMetadataAuthority: .updateMetadataAuthority
        case .emit: .emit
        case .initializeGroup: .initializeGroup
        case .updateGroupMaxSize: .updateGroupMaxSize
        case .updateGroupAuthority: .updateGroupAuthority
        case .initializeMember: .initializeMember
        }
    }
}

extension [UInt8] {
    /// Appends a text as borsh writes it: a `u32` length, then UTF-8.
    fileprivate mutating func append(borsh text: String) {
        append(integer: UInt32(clamping: text.utf8.count))
        append(contentsOf: text.utf8)
    }
}
