public import SolanaCodec

/// A transaction as an endpoint tells it: the signed bytes, and the endpoint's word about the rest.
///
/// Fields that a node may leave out stay `nil`; nothing is filled in. Equality is that of the
/// content, so answers of two operators can be compared.
public struct TransactionAnswer: Hashable, Sendable {
    /// The slot it landed in.
    public var slot: UInt64
    /// Seconds since 1970 by the cluster's estimate.
    public var blockTime: Int64?
    /// The version that the node reports; the bytes decide.
    public var version: ReportedVersion
    /// The transaction's wire bytes as received.
    public var transaction: [UInt8]
    /// What its execution did; `nil` if the node does not know.
    public var meta: TransactionMeta?

    /// The `version` field of an answer.
    public enum ReportedVersion: Hashable, Sendable {
        /// `"legacy"`.
        case legacy
        /// A number.
        case number(UInt64)
        /// `null`, or no such field.
        case absent
    }

    /// An answer from its parts.
    public init(
        slot: UInt64, blockTime: Int64?, version: ReportedVersion, transaction: [UInt8],
        meta: TransactionMeta?
    ) {
        self.slot = slot
        self.blockTime = blockTime
        self.version = version
        self.transaction = transaction
        self.meta = meta
    }
}

/// What the execution of a transaction did. No signature covers it: it is the endpoint's word.
public struct TransactionMeta: Hashable, Sendable {
    /// The transaction error as JSON text in one line; `nil` if it succeeded.
    public var errJSON: String?
    /// What the fee payer paid, in lamports.
    public var fee: UInt64
    /// Lamports of each account before.
    public var preBalances: [UInt64]
    /// Lamports of each account after.
    public var postBalances: [UInt64]
    /// Token balances before; `nil` if the node did not record them.
    public var preTokenBalances: [TokenBalance]?
    /// Token balances after; `nil` if the node did not record them.
    public var postTokenBalances: [TokenBalance]?
    /// Instructions that programs called; `nil` if the node did not record them.
    public var innerInstructions: [InnerGroup]?
    /// Program logs; foreign text, `nil` if the node did not record them.
    public var logMessages: [String]?
    /// Addresses from lookup tables; `nil` if the node does not say.
    public var loadedAddresses: LoadedAddresses?
    /// Compute units that were used.
    public var computeUnitsConsumed: UInt64?

    /// Effects from their parts.
    public init(
        errJSON: String? = nil, fee: UInt64, preBalances: [UInt64], postBalances: [UInt64],
        preTokenBalances: [TokenBalance]? = [], postTokenBalances: [TokenBalance]? = [],
        innerInstructions: [InnerGroup]? = [], logMessages: [String]? = nil,
        loadedAddresses: LoadedAddresses? = nil, computeUnitsConsumed: UInt64? = nil
    ) {
        self.errJSON = errJSON
        self.fee = fee
        self.preBalances = preBalances
        self.postBalances = postBalances
        self.preTokenBalances = preTokenBalances
        self.postTokenBalances = postTokenBalances
        self.innerInstructions = innerInstructions
        self.logMessages = logMessages
        self.loadedAddresses = loadedAddresses
        self.computeUnitsConsumed = computeUnitsConsumed
    }
}

/// The balance of one token account before or after a transaction.
public struct TokenBalance: Hashable, Sendable {
    /// Index into the transaction's accounts, loaded ones included.
    public var accountIndex: UInt8
    /// The token.
    public var mint: Address
    /// Who owns the token account, if the node says it.
    public var owner: Address?
    /// The token program, if the node says it.
    public var programID: Address?
    /// Base units, from the answer's string of digits.
    public var amount: UInt64
    /// The mint's decimal places.
    public var decimals: UInt8

    /// A balance from its parts.
    public init(
        accountIndex: UInt8, mint: Address, owner: Address?, programID: Address?, amount: UInt64,
        decimals: UInt8
    ) {
        self.accountIndex = accountIndex
        self.mint = mint
        self.owner = owner
        self.programID = programID
        self.amount = amount
        self.decimals = decimals
    }
}

/// The instructions that programs called while one top-level instruction ran.
public struct InnerGroup: Hashable, Sendable {
    /// Index of the top-level instruction.
    public var index: UInt8
    /// In the order of the calls, at all depths.
    public var instructions: [InnerInstruction]

    /// A group from its parts.
    public init(index: UInt8, instructions: [InnerInstruction]) {
        self.index = index
        self.instructions = instructions
    }
}

/// An instruction that a program called. Indices count the transaction's accounts, loaded ones
/// included; nothing guarantees that they are in range.
public struct InnerInstruction: Hashable, Sendable {
    /// Index of the program.
    public var programIDIndex: UInt8
    /// Indices of the accounts.
    public var accounts: [UInt8]
    /// The program's data.
    public var data: [UInt8]
    /// Depth of the call, 1 being the top level; `nil` if the node did not record it.
    public var stackHeight: Int?

    /// An instruction from its parts.
    public init(programIDIndex: UInt8, accounts: [UInt8], data: [UInt8], stackHeight: Int?) {
        self.programIDIndex = programIDIndex
        self.accounts = accounts
        self.data = data
        self.stackHeight = stackHeight
    }
}
