/// An instruction of the token-metadata or token-group interface, which Token-2022 implements.
///
/// Shape: discriminator 8 (SHA-256 of a name) | values: for metadata borsh (a text is a `u32` length
/// and UTF-8, an optional `u64` a flag and 8 bytes), for groups fixed. No bytes may follow. An
/// authority of 32 zero bytes is none.
///
/// Source: solana-program/token-metadata and token-group, interface/src/instruction.rs.
public enum TokenInterfaceInstruction: Hashable, Sendable {
    /// `210, 225, 30, 162, …`: writes name, symbol, and URI.
    case initializeMetadata(
        metadata: Address, updateAuthority: Address, mint: Address, mintAuthority: Address,
        name: String, symbol: String, uri: String)
    /// Changes or adds a field.
    case updateField(
        metadata: Address, updateAuthority: Address, field: MetadataField, value: String)
    /// Removes an additional field.
    case removeKey(metadata: Address, updateAuthority: Address, key: String, idempotent: Bool)
    /// Changes or removes the metadata's authority.
    case updateMetadataAuthority(
        metadata: Address, updateAuthority: Address, newAuthority: Address?)
    /// Returns a range of the metadata as return data.
    case emit(metadata: Address, start: UInt64?, end: UInt64?)
    /// Makes a mint a group.
    case initializeGroup(
        group: Address, mint: Address, mintAuthority: Address, updateAuthority: Address?,
        maxSize: UInt64)
    /// Changes how many members a group may have.
    case updateGroupMaxSize(group: Address, updateAuthority: Address, maxSize: UInt64)
    /// Changes or removes the group's authority.
    case updateGroupAuthority(group: Address, updateAuthority: Address, newAuthority: Address?)
    /// Makes a mint a member of a group.
    case initializeMember(
        member: Address, memberMint: Address, memberMintAuthority: Address, group: Address,
        groupUpdateAuthority: Address)

    /// Which field of the metadata: `u8` 0, 1, 2, or 3 and a text.
    public enum MetadataField: Hashable, Sendable {
        /// The name.
        case name
        /// The symbol.
        case symbol
        /// The URI.
        case uri
        /// An additional field.
        case key(String)

        /// The word for it.
        public var text: String {
            switch self {
            case .name: "name"
            case .symbol: "symbol"
            case .uri: "uri"
            case .key(let key): key
            }
        }
    }
}

extension TokenInterfaceInstruction {
    /// The interfaces' names for the instructions; the discriminator is the start of their SHA-256.
    enum Kind: String, CaseIterable {
        case initializeMetadata = "spl_token_metadata_interface:initialize_account"
        case updateField = "spl_token_metadata_interface:updating_field"
        case removeKey = "spl_token_metadata_interface:remove_key_ix"
        case updateMetadataAuthority = "spl_token_metadata_interface:update_the_authority"
        case emit = "spl_token_metadata_interface:emitter"
        case initializeGroup = "spl_token_group_interface:initialize_token_group"
        case updateGroupMaxSize = "spl_token_group_interface:update_group_max_size"
        case updateGroupAuthority = "spl_token_group_interface:update_authority"
        case initializeMember = "spl_token_group_interface:initialize_member"

        static let discriminators = Dictionary(
            uniqueKeysWithValues: allCases.map { kind in
                (Array(SHA256.hash(Array(kind.rawValue.utf8)).bytes.prefix(8)), kind)
            })

        var discriminator: [UInt8] { Array(SHA256.hash(Array(rawValue.utf8)).bytes.prefix(8)) }
    }

    /// Whether `instruction` calls Token-2022 with one of the discriminators.
    static func names(_ instruction: Instruction) -> Bool {
        instruction.program == Programs.token2022
            && Kind.discriminators[Array(instruction.data.prefix(8))] != nil
    }

    /// Decodes a call of an interface; any program may implement one.
    ///
    /// - Throws: `InstructionError` for another discriminator, missing bytes or accounts, bytes after
    ///   the values, flags that do not exist, or a text that is not UTF-8.
    public init(decoding instruction: Instruction) throws(InstructionError) {
        var input = CallReader(data: instruction.data, accounts: instruction.accounts)
        let discriminator = try input.bytes(8)
        guard let kind = Kind.discriminators[discriminator] else {
            throw .unknownTag(discriminator.prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) })
        }
        switch kind {
        case .initializeMetadata, .updateField, .removeKey, .updateMetadataAuthority, .emit:
            self = try .metadata(kind, &input)
        default: self = try .group(kind, &input)
        }
        guard input.remainingBytes == 0 else {
            throw .data(.trailingBytes(count: input.remainingBytes))
        }
    }

    private static func metadata(
        _ kind: Kind, _ input: inout CallReader
    ) throws(InstructionError) -> TokenInterfaceInstruction {
        switch kind {
        case .initializeMetadata:
            try input.require(accounts: 4)
            return .initializeMetadata(
                metadata: try input.account(), updateAuthority: try input.account(),
                mint: try input.account(), mintAuthority: try input.account(),
                name: try input.borshText(), symbol: try input.borshText(),
                uri: try input.borshText())
        case .updateField:
            try input.require(accounts: 2)
            return .updateField(
                metadata: try input.account(), updateAuthority: try input.account(),
                field: try field(&input), value: try input.borshText())
        case .removeKey:
            try input.require(accounts: 2)
            let idempotent = try input.flag()
            return .removeKey(
                metadata: try input.account(), updateAuthority: try input.account(),
                key: try input.borshText(), idempotent: idempotent)
        case .updateMetadataAuthority:
            try input.require(accounts: 2)
            return .updateMetadataAuthority(
                metadata: try input.account(), updateAuthority: try input.account(),
                newAuthority: Address(nonzero: try input.address()))
        default:
            return .emit(
                metadata: try input.account(), start: try optional(&input),
                end: try optional(&input))
        }
    }

    private static func group(
        _ kind: Kind, _ input: inout CallReader
    ) throws(InstructionError) -> TokenInterfaceInstruction {
        switch kind {
        case .initializeGroup:
            try input.require(accounts: 3)
            return .initializeGroup(
                group: try input.account(), mint: try input.account(),
                mintAuthority: try input.account(),
                updateAuthority: Address(nonzero: try input.address()),
                maxSize: try input.integer())
        case .updateGroupMaxSize:
            try input.require(accounts: 2)
            return .updateGroupMaxSize(
                group: try input.account(), updateAuthority: try input.account(),
                maxSize: try input.integer())
        case .updateGroupAuthority:
            try input.require(accounts: 2)
            return .updateGroupAuthority(
                group: try input.account(), updateAuthority: try input.account(),
                newAuthority: Address(nonzero: try input.address()))
        default:
            try input.require(accounts: 5)
            return .initializeMember(
                member: try input.account(), memberMint: try input.account(),
                memberMintAuthority: try input.account(), group: try input.account(),
                groupUpdateAuthority: try input.account())
        }
    }

    private static func field(
        _ input: inout CallReader
    ) throws(InstructionError) -> MetadataField {
        switch try input.byte() {
        case 0: .name
        case 1: .symbol
        case 2: .uri
        case 3: .key(try input.borshText())
        case let flag: throw .invalidOptionFlag(flag)
        }
    }

    private static func optional(_ input: inout CallReader) throws(InstructionError) -> UInt64? {
        try input.flag() ? try input.integer() : nil
    }
}

extension CallReader {
    /// A `u32` length and that many bytes of UTF-8, as borsh writes a text.
    mutating func borshText() throws(InstructionError) -> String {
        let length = try integer(UInt32.self)
        return try Self.text(try bytes(Int(clamping: length)))
    }

    /// A byte 0 or 1.
    mutating func flag() throws(InstructionError) -> Bool {
        switch try byte() {
        case 0: false
        case 1: true
        case let flag: throw .invalidOptionFlag(flag)
        }
    }
}
