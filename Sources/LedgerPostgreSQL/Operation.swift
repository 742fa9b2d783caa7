#if PostgreSQL
import DepositProgram
import DepositVerifier
import SolanaCodec

/// What may be committed together with others: everything that moves money.
enum Operation {
    case post(TransactionFindings)
    case authorise(HoldRequest)
    case report(UInt64, HoldKey)
    case settle(HoldKey, HoldSettlement)
    case expire([HoldKey], time: Int64)
    case book(Movement)
    case decide(ReviewDecision)

    /// What became of an operation.
    enum Outcome {
        case credits([CreditOutcome])
        case authorised(HoldOutcome)
        case holds([Hold])
        case booked(MovementOutcome)
        case decided(ReviewOutcome)
    }
}

/// An operation that waits, and when it came.
struct Ticket: Sendable {
    var operation: Operation
    var createdAt: Int64
}

/// What names a transaction in the books.
struct TransactionKey: Hashable {
    var genesis: Blockhash
    var signature: Signature
}

/// What names a token in the books.
struct AssetKey: Hashable {
    var genesis: Blockhash
    var mint: Address
}

/// What names a hold in the books.
struct HoldID: Hashable {
    var agent: Int64
    var id: String
}

/// Every key that a group of operations names.
struct GroupKeys {
    var agents: Set<String> = []
    var assets: Set<AssetKey> = []
    var codes: Set<DepositCode> = []
    var transactions: Set<TransactionKey> = []
    var holds: Set<HoldKey> = []
    /// Accounts by names, and codes with the tokens that come with them.
    var accounts: Set<LedgerAccount> = []
    var credits: Set<Credit> = []
    var movements: Set<MovementKey> = []
    /// Deposits that a person decides about.
    var reviews: Set<DepositID> = []
    var assignments: Set<Assignment> = []
    /// Whether a cap on one operator's word counts.
    var isCapped = false
    /// Whether one does over all codes.
    var isCappedInTotal = false

    struct Credit: Hashable {
        var code: DepositCode
        var asset: AssetKey
    }

    struct Assignment: Hashable {
        var deposit: DepositID
        var code: DepositCode
    }

    struct MovementKey: Hashable {
        var account: LedgerAccount
        var idem: String
    }

    init(_ operations: [Operation]) {
        for operation in operations { add(operation) }
    }

    private mutating func add(_ operation: Operation) {
        switch operation {
        case .post(let findings):
            transactions.insert(
                TransactionKey(genesis: findings.genesis, signature: findings.signature))
            isCapped = isCapped || findings.effectiveCap != nil
            isCappedInTotal = isCappedInTotal || findings.effectiveCap?.total != nil
            for fact in findings.credits + findings.reviews.map(\.fact) {
                assets.insert(AssetKey(genesis: findings.genesis, mint: fact.mint))
            }
            for fact in findings.credits {
                guard let code = fact.code else { continue }
                codes.insert(code)
                credits.insert(
                    Credit(
                        code: code, asset: AssetKey(genesis: findings.genesis, mint: fact.mint)))
            }
        case .authorise(let request):
            add(request.account)
            holds.insert(request.key)
        case .report(_, let key), .settle(let key, _):
            holds.insert(key)
        case .expire(let keys, _):
            holds.formUnion(keys)
        case .book(let movement):
            add(movement.account)
            movements.insert(MovementKey(account: movement.account, idem: movement.idem))
        case .decide(let decision):
            let id = decision.deposit
            transactions.insert(TransactionKey(genesis: id.genesis, signature: id.signature))
            reviews.insert(id)
            guard let code = decision.action.code else { break }
            codes.insert(code)
            assignments.insert(Assignment(deposit: id, code: code))
        }
    }

    private mutating func add(_ account: LedgerAccount) {
        accounts.insert(account)
        agents.insert(account.agent)
        assets.insert(AssetKey(genesis: account.genesis, mint: account.mint))
    }
}
#endif
