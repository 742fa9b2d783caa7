internal import DepositProgram
internal import SolanaCodec
import Synchronization

/// What a verifier asks of the ledger about one transaction, and all that it was told. Without a
/// ledger the codes that the caller knows take its place.
final class Books: Sendable {
    private let ledger: (any Ledger)?
    private let known: KnownCodes
    private let told = Mutex(LedgerFacts())

    init(_ ledger: (any Ledger)?, _ known: KnownCodes) {
        self.ledger = ledger
        self.known = known
    }

    /// All that was told so far, of each thing the latest: what a decision rests on.
    var facts: LedgerFacts { told.withLock { $0 } }

    /// Asks, and gives all that was told so far.
    func ask(_ query: LedgerQuery) async throws(LedgerError) -> LedgerFacts {
        let answer: LedgerFacts
        if let ledger {
            answer = try await ledger.facts(for: query)
        } else {
            answer = known.facts(for: query)
        }
        return told.withLock { facts in
            facts.merge(answer)
            return facts
        }
    }
}

/// Codes that a caller knows, with everything under which deposits may carry them.
struct KnownCodes: Sendable {
    let codes: [DepositCode]
    private let references: [CodeReference.Key: DepositCode]

    init(_ codes: [DepositCode], _ policy: DepositPolicy) {
        self.codes = codes
        let all = CodeReference.all(of: codes, under: policy)
        references = Dictionary(all.map { ($0.key, $0.code) }) { first, _ in first }
    }

    /// Every code counts as active, whoever names it.
    func facts(for query: LedgerQuery) -> LedgerFacts {
        var facts = LedgerFacts()
        for key in query.references { facts.references[key] = references[key] }
        for code in query.codes.union(codes) {
            facts.codes[code] = CodeRecord(code: code, agent: "", isActive: true)
        }
        return facts
    }
}

extension LedgerFacts {
    /// Adds what the ledger answered to another query about the same transaction.
    fileprivate mutating func merge(_ other: LedgerFacts) {
        codes.merge(other.codes) { $1 }
        references.merge(other.references) { $1 }
        agents.merge(other.agents) { $1 }
        credited.merge(other.credited) { $1 }
        creditedAmounts.merge(other.creditedAmounts) { $1 }
        frozenEventSet = other.frozenEventSet
        singleOperator = SingleOperatorCredits(
            total: other.singleOperator.total,
            byCode: singleOperator.byCode.merging(other.singleOperator.byCode) { $1 })
    }
}
