/// R21: above a threshold one operator's word is not enough.
enum R21Quorum {
    static func objection(
        toSum amounts: [UInt64], operators: Int, _ policy: DepositPolicy
    ) -> Finding? {
        let sum = amounts.reduce(UInt128(0)) { $0 + UInt128($1) }
        guard let quorum = policy.quorum, sum > UInt128(quorum.above),
            operators < Int(quorum.operators)
        else { return nil }
        return Finding(.quorumRequired, .quorum)
    }
}
