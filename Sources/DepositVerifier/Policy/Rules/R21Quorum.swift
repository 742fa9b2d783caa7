internal import DepositProgram
internal import SolanaCodec

/// R21: above a threshold one operator's word is not enough, and below it only up to a cap on what
/// has been credited on one operator's word.
struct R21Quorum {
    private let quorum: DepositPolicy.Quorum?
    private let operators: Int
    /// What has been credited on one operator's word, with what this transaction adds.
    private var credits: SingleOperatorCredits

    /// How many operators refuse, or leave to a person, what arrived: one must not do so alone.
    static let operatorsForObjections = 2
    /// How many operators make up for a cap that is used up, or for keys from a lookup table.
    static let operatorsForDoubt = 2

    init(_ policy: DepositPolicy, operators: Int, _ credits: SingleOperatorCredits) {
        quorum = policy.quorum
        self.operators = operators
        self.credits = credits
    }

    /// What is to be said against crediting a code with these amounts; if nothing, they count.
    mutating func objection(toSum amounts: [UInt64], of code: DepositCode) -> Finding? {
        guard let quorum else { return nil }
        let sum = amounts.reduce(UInt128(0)) { $0 + UInt128($1) }
        guard sum <= UInt128(quorum.above) || operators >= Int(quorum.operators) else {
            return Finding(.quorumRequired, .quorum)
        }
        guard operators < 2 else { return nil }
        var after = credits
        after.add(sum, to: code)
        guard quorum.cap?.holds(after, for: [code]) ?? true else {
            return Finding(.singleOperatorCap, .quorum)
        }
        credits = after
        return nil
    }

    /// How many operators must say the same before a judgement is acted upon.
    static func operatorsNeeded(
        for judgement: Judgement, in view: TransactionView, _ judge: Judge
    ) -> Int {
        var needed = 1
        if !judgement.isPlainCredit { needed = max(needed, operatorsForObjections) }
        let isNew = judgement.credits.contains { $0.attribution != .ledger }
        if isNew, judge.restsOnLoadedKeys(view) { needed = max(needed, operatorsForDoubt) }
        for (_, finding) in judgement.reviews where finding.rule == .quorum {
            let enough =
                finding.reason == .quorumRequired
                ? judge.policy.quorum.map { Int($0.operators) } ?? 1 : operatorsForDoubt
            needed = max(needed, enough)
        }
        return needed
    }
}
