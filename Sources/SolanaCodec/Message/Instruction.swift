/// What an instruction may do with one of its accounts.
public enum AccountRole: Hashable, Sendable, CaseIterable {
    /// Neither signs nor changes.
    case readonly
    /// May change.
    case writable
    /// Signs.
    case readonlySigner
    /// Signs and may change.
    case writableSigner

    /// The role with these two permissions.
    public init(signer: Bool, writable: Bool) {
        self =
            switch (signer, writable) {
            case (false, false): .readonly
            case (false, true): .writable
            case (true, false): .readonlySigner
            case (true, true): .writableSigner
            }
    }

    /// Whether the account's key signs the transaction.
    public var isSigner: Bool { self == .readonlySigner || self == .writableSigner }
    /// Whether the instruction may change the account.
    public var isWritable: Bool { self == .writable || self == .writableSigner }

    /// Both roles' permissions together.
    public func union(_ other: AccountRole) -> AccountRole {
        AccountRole(
            signer: isSigner || other.isSigner, writable: isWritable || other.isWritable)
    }
}

/// One account of an instruction.
public struct AccountMeta: Hashable, Sendable {
    /// The account's address.
    public var address: Address
    /// What the instruction may do with it.
    public var role: AccountRole

    /// An account and its role.
    public init(_ address: Address, _ role: AccountRole = .readonly) {
        self.address = address
        self.role = role
    }
}

/// A call of a program: its address, its accounts in the program's order, and its data.
public struct Instruction: Hashable, Sendable {
    /// The program that is called.
    public var program: Address
    /// The accounts, in the order that the program defines.
    public var accounts: [AccountMeta]
    /// The program's own encoding of what to do.
    public var data: [UInt8]

    /// A call of `program`.
    public init(program: Address, accounts: [AccountMeta], data: [UInt8]) {
        self.program = program
        self.accounts = accounts
        self.data = data
    }
}
