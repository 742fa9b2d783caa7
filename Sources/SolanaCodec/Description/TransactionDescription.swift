/// Everything that a transaction says, in words: for people, in a tree of lines.
///
/// All of it comes from the transaction and from what the caller adds; nothing is fetched. Foreign
/// text is escaped, so that one value is one line and nothing moves the cursor.
public struct TransactionDescription: Sendable {
    /// What is described.
    public let transaction: Transaction
    /// What the caller knows besides.
    public let context: Context
    /// How each signature stands against the message.
    public let signatureStatuses: [Transaction.SignatureStatus]
    /// All accounts, in the order of the indices.
    public let accounts: [DescribedAccount]
    /// All instructions, those of programs and batches included, in the order of execution.
    public let instructions: [DescribedInstruction]
    let tokens: TokenNames

    /// Explains a transaction.
    public init(_ transaction: Transaction, context: Context = Context()) {
        self.transaction = transaction
        self.context = context
        signatureStatuses = transaction.signatureStatuses
        accounts = DescribedAccount.all(of: transaction.message, loaded: context.loaded)
        instructions = DescribedInstruction.all(
            of: transaction.message, called: context.called, accounts: accounts,
            decoders: context.decoders)
        tokens = TokenNames(context, instructions)
    }

    /// What is known about a transaction besides its bytes.
    public struct Context: Sendable {
        /// Addresses from lookup tables; `nil` if nobody has told.
        public var loaded: LoadedAddresses?
        /// The instructions that programs called, by the index of the top-level one.
        public var called: [Int: [CalledInstruction]] = [:]
        /// How the execution ended.
        public var outcome = Outcome.unknown
        /// The fee that was paid; `nil` if nobody has told.
        public var fee: Lamports?
        /// Compute units that were used; `nil` if nobody has told.
        public var unitsConsumed: UInt64?
        /// What programs wrote to the log.
        public var events: [LoggedData] = []
        /// Tokens by their mints.
        public var tokens: [Address: Token] = [:]
        /// The mints of token accounts, where an instruction does not name them.
        public var mints: [Address: Address] = [:]
        /// Names of other accounts.
        public var names: [Address: String] = [:]
        /// Programs that the caller knows besides those of this library.
        public var decoders: [any ProgramDecoder] = []

        /// Nothing; the caller fills in what it knows.
        public init() {}
    }

    /// How an execution ended.
    public enum Outcome: Hashable, Sendable {
        /// Nobody has told.
        case unknown
        /// Without an error.
        case succeeded
        /// With an error.
        case failed(TransactionFailure)
    }

    /// How amounts of a token are shown.
    public struct Token: Hashable, Sendable {
        /// What people call it; `nil` if it has no name that can be trusted.
        public var symbol: String?
        /// Digits after the decimal point.
        public var decimals: UInt8

        /// A token.
        public init(symbol: String?, decimals: UInt8) {
            self.symbol = symbol
            self.decimals = decimals
        }
    }

    /// The tree as lines, each with a line break at its end.
    ///
    /// - Parameter width: the most columns of a line; `nil` for no limit.
    public func text(_ style: TextTree.Style = .unicode, width: Int? = nil) -> String {
        tree.text(style, width: width)
    }

    /// The lookup table entries whose addresses nobody has told, by the addresses that stand for them
    /// in decoded instructions.
    public var unresolved: [Address: DescribedAccount.Name] {
        let accounts = accounts.filter(\.isUnresolved)
        return Dictionary(accounts.map { ($0.standIn, $0.name) }) { first, _ in first }
    }

    /// What people call the program at `address`; `nil` if nobody knows.
    func programName(_ address: Address) -> String? {
        if let name = Programs.name(of: address) { return name }
        for decoder in context.decoders {
            if let name = decoder.name(of: address) { return name }
        }
        return nil
    }
}

/// Which tokens a transaction is about: those that the caller knows, and what instructions say of
/// mints. An instruction that says something wrong fails, and then moves nothing. An account of which
/// two mints are said was closed and made again in between: it has none here.
struct TokenNames: Sendable {
    private var tokens: [Address: TransactionDescription.Token]
    private var mints: [Address: Address]
    private var ambiguous: Set<Address> = []

    init(_ context: TransactionDescription.Context, _ instructions: [DescribedInstruction]) {
        tokens = context.tokens
        tokens[Programs.wrappedSOL] = .init(symbol: "wSOL", decimals: 9)
        mints = context.mints
        for instruction in instructions { learn(from: instruction) }
        for account in ambiguous { mints[account] = nil }
    }

    private mutating func learn(from instruction: DescribedInstruction) {
        switch instruction.known {
        case .token, .associatedToken: break
        default: return
        }
        let fields = instruction.call?.fields ?? []
        guard let mint = Self.address("mint", in: fields) else { return }
        for name in ["source", "destination", "account"] {
            // The source of an account's creation is the wallet that pays for it.
            if name == "source", case .associatedToken = instruction.known { continue }
            guard let account = Self.address(name, in: fields) else { continue }
            if let known = mints[account], known != mint { ambiguous.insert(account) }
            mints[account] = mint
        }
        if tokens[mint] == nil, let decimals = Self.decimals(in: fields) {
            tokens[mint] = .init(symbol: nil, decimals: decimals)
        }
    }

    /// The symbol of a mint, or `USDC account` for a token account; `nil` if nobody knows.
    func name(of address: Address) -> String? {
        if let symbol = tokens[address]?.symbol { return symbol }
        return mints[address].flatMap { tokens[$0]?.symbol }.map { "\($0) account" }
    }

    /// The token whose amounts an instruction with these fields states.
    func token(of fields: [InstructionField]) -> TransactionDescription.Token? {
        if let mint = Self.address("mint", in: fields) { return tokens[mint] }
        for name in ["source", "destination", "account"] {
            if let account = Self.address(name, in: fields), let mint = mints[account] {
                return tokens[mint]
            }
        }
        return nil
    }

    private static func address(_ name: String, in fields: [InstructionField]) -> Address? {
        for field in fields where field.name == name {
            if case .address(let address) = field.value { return address }
        }
        return nil
    }

    private static func decimals(in fields: [InstructionField]) -> UInt8? {
        for field in fields where field.name == "decimals" {
            if case .number(let decimals) = field.value { return UInt8(exactly: decimals) }
        }
        return nil
    }
}
