extension IntegrityCheck {
    /// What holds for each deposit, as questions in SQL that both stores answer alike: every row
    /// (genesis, signature, path) names a deposit that breaks the rule.
    package static let depositRules: [(sql: String, broken: String)] = [
        (
            """
            SELECT genesis, signature, path FROM deposit
            LEFT JOIN deposit_code ON deposit_code.code = deposit.code
            WHERE deposit.state = 'credited'
              AND (deposit_code.code IS NULL OR deposit_code.agent_id <> deposit.agent_id)
            """, "its code is not of the agent who was credited"
        ),
        (
            """
            SELECT deposit.genesis, signature, path FROM deposit
            JOIN asset ON asset.id = deposit.asset_id WHERE asset.genesis <> deposit.genesis
            """, "its token is of another cluster"
        ),
        (
            """
            SELECT genesis, signature, path FROM deposit
            WHERE state = 'credited' AND amount > received
            """, "more was credited than the token account received"
        ),
        (
            """
            SELECT genesis, signature, path FROM deposit
            WHERE state IN ('refused', 'refunding', 'refunded') AND NOT EXISTS (
              SELECT 1 FROM decision WHERE decision.genesis = deposit.genesis
                AND decision.signature = deposit.signature AND decision.path = deposit.path
                AND decision.state = deposit.state)
            """, "nobody decided what became of it"
        ),
        (
            """
            SELECT deposit.genesis, deposit.signature, deposit.path FROM decision
            JOIN deposit ON deposit.genesis = decision.genesis
              AND deposit.signature = decision.signature AND deposit.path = decision.path
            WHERE decision.state <> deposit.state
              AND NOT (decision.state = 'refunding' AND deposit.state = 'refunded')
            """, "it is not where it was decided to be"
        ),
    ]

    /// Notes that a deposit breaks a rule.
    package mutating func note(_ broken: String, of deposit: DepositID) {
        note(.deposit, "transfer \(deposit.path) of \(deposit.signature): \(broken)")
    }
}
