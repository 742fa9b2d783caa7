package import SolanaCodec

extension IntegrityCheck {
    /// What became of a deposit, as its own row and the decisions about it say.
    package struct Fate: Sendable {
        /// The cluster's genesis hash.
        package var genesis: Blockhash
        /// The transaction.
        package var signature: Signature
        /// The transfer's place in it.
        package var path: String
        /// The cluster of its token.
        package var tokenGenesis: Blockhash
        /// The token account that received.
        package var destination: Address
        /// Raw `DepositState`.
        package var state: String
        /// Base units; `nil` if unknown.
        package var amount: Int64?
        /// Net change of the token account; `nil` if the books were not told.
        package var received: Int64?
        /// Whether a person credited it.
        package var isAssigned: Bool
        /// Raw states of the decisions about it.
        package var decisions: Set<String>

        /// A fate from its parts.
        package init(
            genesis: Blockhash, signature: Signature, path: String, tokenGenesis: Blockhash,
            destination: Address, state: String, amount: Int64?, received: Int64?,
            isAssigned: Bool, decisions: Set<String>
        ) {
            self.genesis = genesis
            self.signature = signature
            self.path = path
            self.tokenGenesis = tokenGenesis
            self.destination = destination
            self.state = state
            self.amount = amount
            self.received = received
            self.isAssigned = isAssigned
            self.decisions = decisions
        }
    }

    /// The deposits of one transaction, while they are fed.
    struct Transaction {
        var genesis: Blockhash
        var signature: Signature
        /// By token account.
        var flows: [Address: Flow] = [:]
    }

    /// What a token account received, and what of it was given away.
    struct Flow {
        var received: Int64?
        var given: Int128 = 0
    }

    /// Takes the next deposit; those of one transaction come one after the other.
    package mutating func take(_ fate: Fate) {
        if transaction?.genesis != fate.genesis || transaction?.signature != fate.signature {
            finishTransaction()
            transaction = Transaction(genesis: fate.genesis, signature: fate.signature)
        }
        let name = "transfer \(fate.path) of transaction \(fate.signature)"
        let state = DepositState(rawValue: fate.state)
        if state == .credited { creditedDeposits += 1 }
        if fate.tokenGenesis != fate.genesis {
            note(.deposit, "\(name): its token is another cluster's")
        }
        let wasCredited = fate.decisions.contains(DepositState.credited.rawValue)
        if !(state?.isExplained(by: fate.decisions) ?? false) || fate.isAssigned != wasCredited {
            let decisions = fate.decisions.sorted().joined(separator: ", ")
            note(
                .decision,
                "\(name): it is \(fate.state), decided was \(decisions.isEmpty ? "nothing" : decisions)"
            )
        }
        var flow = transaction?.flows[fate.destination] ?? Flow()
        // One account and one transaction have one net change: of several, the least counts.
        flow.received = [flow.received, fate.received].compactMap { $0 }.min()
        if state?.takesFunds ?? false { flow.given += Int128(fate.amount ?? 0) }
        transaction?.flows[fate.destination] = flow
    }

    /// Compares what was given away of a transaction with what it brought.
    mutating func finishTransaction() {
        guard let transaction else { return }
        for (account, flow) in transaction.flows {
            guard let received = flow.received, flow.given > Int128(received) else { continue }
            note(
                .received,
                "transaction \(transaction.signature): token account \(account) received "
                    + "\(received), \(flow.given) were credited or paid back")
        }
        self.transaction = nil
    }
}

extension DepositState {
    /// Whether these decisions, and no others, lead here. Only a credit needs none.
    fileprivate func isExplained(by decisions: Set<String>) -> Bool {
        switch self {
        case .open: decisions.isEmpty
        case .credited: decisions.isEmpty || decisions == [rawValue]
        case .refused, .refunding: decisions == [rawValue]
        case .refunded: decisions == [rawValue, DepositState.refunding.rawValue]
        }
    }
}
