/// An Anchor program as data: the names and layouts of its instructions and events.
///
/// Shape of an instruction: discriminator 8 | values, little-endian; bytes after the values are
/// ignored, as Anchor does. Of an event: discriminator 8 | values, nothing after them.
public struct AnchorProgram: Sendable {
    /// What people call it.
    public var name: String
    /// Where it is deployed.
    public var addresses: Set<Address>
    /// Its instructions.
    public var instructions: [Layout]
    /// Its events.
    public var events: [Layout]
    /// Its error codes; Anchor's begin at 6000.
    public var errors: [UInt32: ProgramErrorName]

    /// A program from its parts.
    public init(
        name: String, addresses: Set<Address>, instructions: [Layout], events: [Layout] = [],
        errors: [UInt32: ProgramErrorName] = [:]
    ) {
        self.name = name
        self.addresses = addresses
        self.instructions = instructions
        self.events = events
        self.errors = errors
    }

    /// An instruction or an event.
    public struct Layout: Hashable, Sendable {
        /// The name in the program's source: `deposit_token`, `DepositEvent`.
        public var name: String
        /// The accounts of an instruction, in order.
        public var accounts: [Account]
        /// The values, in order.
        public var values: [Value]

        /// A layout from its parts.
        public init(_ name: String, accounts: [Account] = [], values: [Value] = []) {
            self.name = name
            self.accounts = accounts
            self.values = values
        }
    }

    /// An account that an instruction names by position.
    public struct Account: Hashable, Sendable {
        /// Its name.
        public var name: String
        /// Its usual role.
        public var role: AccountRole

        /// An account's name and role.
        public init(_ name: String, _ role: AccountRole = .readonly) {
            self.name = name
            self.role = role
        }
    }

    /// A named value in the data.
    public struct Value: Hashable, Sendable {
        /// Its name.
        public var name: String
        /// Its form.
        public var kind: Kind

        /// A value's name and form.
        public init(_ name: String, _ kind: Kind) {
            self.name = name
            self.kind = kind
        }

        /// The forms of values.
        public enum Kind: Hashable, Sendable {
            /// 32 bytes.
            case address
            /// `u64` base units of a token.
            case amount
            /// `u64` lamports, or another number.
            case number
            /// `u8`.
            case byte
            /// That many bytes.
            case bytes(Int)
        }
    }
}

/// A decoded call of an Anchor program.
public struct AnchorCall: ProgramCall, Hashable {
    /// The name in lowerCamelCase.
    public var name: String
    /// The accounts that the program reads by position.
    public var namedAccounts: [NamedAccount]
    /// The accounts after the named ones, in order.
    public var additionalAccounts: [AccountMeta]
    /// The values in the data, by name.
    public var parameters: [InstructionField]
    /// The data without the bytes that the program ignores.
    public var data: [UInt8]
}

extension AnchorProgram: ProgramDecoder {
    /// The program's name, if it is deployed at `address`.
    public func name(of address: Address) -> String? { addresses.contains(address) ? name : nil }

    /// What `instruction` means; `nil` for another program or a discriminator that is not known.
    ///
    /// - Throws: `InstructionError` for missing bytes or accounts.
    public func call(
        _ instruction: Instruction
    ) throws(InstructionError) -> (any ProgramCall)? {
        guard addresses.contains(instruction.program) else { return nil }
        if let event = emitted(instruction) { return event }
        let discriminator = Array(instruction.data.prefix(Anchor.discriminatorSize))
        let layout = instructions.first {
            Anchor.discriminator(.instruction, $0.name) == discriminator
        }
        guard let layout else { return nil }
        var input = try CallReader(instruction, of: instruction.program)
        _ = try input.bytes(Anchor.discriminatorSize)
        let accounts = try input.accounts(layout.accounts.count)
        let parameters = try layout.read(&input)
        return AnchorCall(
            name: Self.camelCase(layout.name),
            namedAccounts: zip(layout.accounts, accounts).map {
                NamedAccount($0.name, $1.address, $0.role)
            }, additionalAccounts: input.remainingAccounts(), parameters: parameters,
            data: Array(instruction.data.dropLast(input.remainingBytes)))
    }

    /// What the program recorded with `data`; `nil` for another program or anything but an event.
    public func event(_ data: [UInt8], of program: Address) -> DescribedEvent? {
        guard addresses.contains(program) else { return nil }
        let discriminator = Array(data.prefix(Anchor.discriminatorSize))
        let layout = events.first { Anchor.discriminator(.event, $0.name) == discriminator }
        guard let layout else { return nil }
        var input = CallReader(data: data, accounts: [])
        guard (try? input.bytes(Anchor.discriminatorSize)) != nil,
            let fields = try? layout.read(&input), input.remainingBytes == 0
        else { return nil }
        return DescribedEvent(layout.name, fields: fields)
    }

    /// What the program means by an error code.
    public func error(_ code: UInt32, of program: Address) -> ProgramErrorName? {
        addresses.contains(program) ? errors[code] : nil
    }

    /// An event that the program sent to itself as an instruction.
    private func emitted(_ instruction: Instruction) -> AnchorCall? {
        guard instruction.data.starts(with: Anchor.eventInstructionTag),
            let event = event(
                Array(instruction.data.dropFirst(Anchor.eventInstructionTag.count)),
                of: instruction.program)
        else { return nil }
        return AnchorCall(
            name: "emit\(event.name)", namedAccounts: [], additionalAccounts: instruction.accounts,
            parameters: event.fields, data: instruction.data)
    }

    /// `deposit_token` as `depositToken`.
    private static func camelCase(_ name: String) -> String {
        let words = name.split(separator: "_")
        return (words.first.map { String($0) } ?? "")
            + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}

extension AnchorProgram.Layout {
    fileprivate func read(
        _ input: inout CallReader
    ) throws(InstructionError) -> [InstructionField] {
        var fields: [InstructionField] = []
        for value in values {
            let read: InstructionField.Value =
                switch value.kind {
                case .address: .address(try input.address())
                case .amount: .amount(try input.integer())
                case .number: .number(try input.integer())
                case .byte: .number(UInt64(try input.byte()))
                case .bytes(let count): .bytes(try input.bytes(count))
                }
            fields.append(InstructionField(value.name, read))
        }
        return fields
    }
}
