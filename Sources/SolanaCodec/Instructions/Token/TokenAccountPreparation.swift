/// A token instruction that names one account and states nothing: `syncNative` (tag 17) and
/// `initializeImmutableOwner` (tag 22).
public struct TokenAccountPreparation: Hashable, Sendable {
    /// Which of the two.
    public enum Kind: Hashable, Sendable {
        /// Makes a wrapped-SOL account's amount follow its lamports.
        case syncNative
        /// Fixes the owner for good; comes before the account's initialisation.
        case initializeImmutableOwner
    }

    /// Which of the two.
    public var kind: Kind
    /// The token account.
    public var account: Address
    /// Further accounts.
    public var additionalAccounts: [AccountMeta]

    /// The instruction for `account`.
    public init(_ kind: Kind, account: Address) {
        self.kind = kind
        self.account = account
        additionalAccounts = []
    }

    init(_ input: inout CallReader, _ kind: Kind) throws(InstructionError) {
        self.kind = kind
        account = try input.account()
        additionalAccounts = input.remainingAccounts()
    }
}

extension TokenAccountPreparation: ProgramCall {
    private var tag: TokenInstructionTag {
        switch kind {
        case .syncNative: .syncNative
        case .initializeImmutableOwner: .initializeImmutableOwner
        }
    }

    /// The name in `jsonParsed` answers.
    public var name: String { tag.name }
    /// The accounts that the program reads by position.
    public var namedAccounts: [NamedAccount] { [NamedAccount("account", account, .writable)] }
    /// The data in its canonical form.
    public var data: [UInt8] { [tag.rawValue] }
}
