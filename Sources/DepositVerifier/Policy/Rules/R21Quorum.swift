/// R21: above a threshold one operator's word is not enough.
enum R21Quorum {
    static func objection(to amount: UInt64, operators: Int, _ policy: DepositPolicy) -> Finding? {
        guard let quorum = policy.quorum, amount > quorum.above,
            operators < Int(quorum.operators)
        else { return nil }
        return Finding(.quorumRequired, .quorum)
    }
}
