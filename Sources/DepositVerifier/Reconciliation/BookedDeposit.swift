public import SolanaCodec

/// A deposit as far as it is compared with the chain.
public struct BookedDeposit: Hashable, Sendable {
    /// Cluster, transaction and transfer.
    public var id: DepositID
    /// The slot it landed in, by the books.
    public var slot: UInt64
    /// The token account that received, by the books.
    public var destination: Address
    /// Base units; `nil` if unknown or beyond 2⁶³−1.
    public var amount: UInt64?
    /// Where it stands.
    public var state: DepositState
    /// How many operators have told of it.
    public var operators: Int

    /// A deposit from its parts.
    public init(
        id: DepositID, slot: UInt64, destination: Address, amount: UInt64?, state: DepositState,
        operators: Int
    ) {
        self.id = id
        self.slot = slot
        self.destination = destination
        self.amount = amount
        self.state = state
        self.operators = operators
    }
}

/// A token account and a range of slots that the books were found to equal the chain for.
public struct ReconciliationRecord: Hashable, Sendable {
    /// The cluster's genesis hash.
    public var genesis: Blockhash
    /// The token account.
    public var account: Address
    /// The slots, both ends included.
    public var slots: ClosedRange<UInt64>
    /// What it held before them, in base units.
    public var opening: UInt64
    /// What went in.
    public var received: UInt64
    /// What went out.
    public var sent: UInt64
    /// What it held after them.
    public var closing: UInt64
    /// How many operators told all of it.
    public var operators: Int

    /// A record from its parts.
    public init(
        genesis: Blockhash, account: Address, slots: ClosedRange<UInt64>, opening: UInt64,
        received: UInt64, sent: UInt64, closing: UInt64, operators: Int
    ) {
        self.genesis = genesis
        self.account = account
        self.slots = slots
        self.opening = opening
        self.received = received
        self.sent = sent
        self.closing = closing
        self.operators = operators
    }
}

/// The part of the books that is compared with the chain.
public protocol ReconciliationBooks: Sendable {
    /// The deposits at a token account within some slots, by slot, signature and path: those after
    /// `last`, at most `limit` of them.
    func deposits(
        at account: Address, genesis: Blockhash, slots: ClosedRange<UInt64>,
        after last: BookedDeposit?, limit: Int
    ) async throws(LedgerError) -> [BookedDeposit]

    /// The first token account after `last`, in the order of the bytes, that a deposit arrived at.
    func destination(
        after last: Address?, genesis: Blockhash
    ) async throws(LedgerError) -> Address?

    /// Takes note that so many operators have told of these deposits, at once for all. A number is
    /// only ever raised; credits that two have told of use up no cap on one operator's word.
    func confirm(_ deposits: [DepositID], operators: Int) async throws(LedgerError)

    /// The newest record about a token account.
    func lastReconciliation(
        of account: Address, genesis: Blockhash
    ) async throws(LedgerError) -> ReconciliationRecord?

    /// Keeps a record, for ever; one about the same account and last slot changes nothing.
    ///
    /// - Throws: `.inconsistent` for numbers beyond 2⁶³−1.
    func record(_ reconciliation: ReconciliationRecord) async throws(LedgerError)
}

extension ReconciliationRecord {
    /// The numbers as stores keep them: slots, opening, received, sent, closing, operators.
    ///
    /// - Throws: `.inconsistent` beyond 63 bits.
    package var stored: [Int64] {
        get throws(LedgerError) {
            let numbers = [
                slots.lowerBound, slots.upperBound, opening, received, sent, closing,
                UInt64(clamping: operators),
            ].compactMap(Int64.init(exactly:))
            guard numbers.count == 7 else {
                throw LedgerError(.inconsistent, "a reconciliation's numbers exceed 2^63-1")
            }
            return numbers
        }
    }

    /// A record from what `stored` gave; `nil` for other numbers.
    package init?(genesis: Blockhash, account: Address, stored: [Int64]) {
        let numbers = stored.compactMap(UInt64.init(exactly:))
        guard numbers.count == 7, numbers[0] <= numbers[1] else { return nil }
        self.init(
            genesis: genesis, account: account, slots: numbers[0]...numbers[1],
            opening: numbers[2], received: numbers[3], sent: numbers[4], closing: numbers[5],
            operators: Int(clamping: numbers[6]))
    }
}
