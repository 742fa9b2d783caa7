internal import SolanaCodec

/// Compares the movements of an account with the books: pure, deposit by deposit.
struct AccountComparison {
    private(set) var result: AccountReconciliation
    private var booked: [Signature: [BookedDeposit]]
    private let slots: ClosedRange<UInt64>

    /// - Parameter booked: what the books hold about the account in these slots, and what they hold
    ///   elsewhere about transfers into it.
    init(_ result: AccountReconciliation, booked: [BookedDeposit]) {
        self.result = result
        self.booked = Dictionary(grouping: booked, by: \.id.signature)
        slots = result.slots
    }

    /// Takes all movements; those out of range are neighbours, which only prove that it is whole.
    mutating func compare(_ movements: [AccountMovement]) {
        for movement in movements {
            if slots.contains(movement.slot) {
                take(movement)
            } else {
                // The books say another slot: a fork. It is compared with the slots that it is in.
                booked[movement.signature] = nil
            }
        }
        let rest = booked.values.joined().filter { $0.destination == result.account }
        for deposit in rest.sorted(by: { ($0.slot, $0.id.path) < ($1.slot, $1.id.path) }) {
            miss(deposit)
        }
    }

    private mutating func take(_ movement: AccountMovement) {
        var deposits = booked.removeValue(forKey: movement.signature) ?? []
        var received: UInt128 = 0
        for receipt in movement.receipts {
            let place = deposits.firstIndex { $0.id.path == receipt.path }
            let deposit = place.map { deposits.remove(at: $0) }
            received += UInt128(compare(receipt, with: deposit, of: movement))
        }
        if movement.unexplained > 0 {
            received += UInt128(movement.unexplained)
            // The books hold it under a call that names the account, and under its amount.
            let place = deposits.firstIndex { $0.amount == movement.unexplained }
            if let place {
                let deposit = deposits.remove(at: place)
                result.booked.add(movement.unexplained, in: deposit.state)
            } else {
                result.note(
                    ReconciliationDifference(
                        kind: .missingInBooks, signature: movement.signature, path: nil,
                        slot: movement.slot, onChain: movement.unexplained))
            }
        }
        for deposit in deposits where deposit.destination == result.account { miss(deposit) }
        for payment in movement.payments {
            result.note(
                OutgoingPayment(
                    signature: movement.signature, path: payment.path, slot: movement.slot,
                    amount: payment.amount, destination: payment.destination))
        }
        result.transactions += 1
        result.received += received
        result.sent += UInt128(clamping: Int128(received) - movement.change)
    }

    /// - Returns: what of the receipt went into the account.
    private mutating func compare(
        _ receipt: AccountMovement.Receipt, with deposit: BookedDeposit?,
        of movement: AccountMovement
    ) -> UInt64 {
        var difference = ReconciliationDifference(
            kind: .missingInBooks, signature: movement.signature, path: receipt.path,
            slot: movement.slot, onChain: receipt.amount, inBooks: deposit?.amount,
            state: deposit?.state)
        guard let deposit, deposit.destination == result.account else {
            if receipt.isOwn, deposit == nil {
                result.own += UInt128(receipt.kept)
            } else {
                difference.kind = deposit == nil ? .missingInBooks : .otherAccount
                result.note(difference)
            }
            return receipt.kept
        }
        // What came and went again in one transaction waits as what stayed; what 63 bits cannot hold,
        // without an amount.
        let isSame =
            deposit.amount == receipt.amount || deposit.amount == receipt.kept
            || deposit.amount == nil && LedgerRules.storable(receipt.amount) == nil
        guard isSame else {
            difference.kind = .otherAmount
            result.note(difference)
            result.booked.add(deposit.amount ?? 0, in: deposit.state)
            return receipt.kept
        }
        let isWhole = deposit.state == .credited
        let counted = isWhole ? deposit.amount ?? receipt.kept : receipt.kept
        result.booked.add(counted, in: deposit.state)
        return counted
    }

    /// A deposit of the books that nothing on the chain stands for.
    private mutating func miss(_ deposit: BookedDeposit) {
        result.booked.add(deposit.amount ?? 0, in: deposit.state)
        result.note(
            ReconciliationDifference(
                kind: .missingOnChain, signature: deposit.id.signature, path: deposit.id.path,
                slot: deposit.slot, inBooks: deposit.amount, state: deposit.state))
    }

    /// Transfers into the account that the books do not hold there: they are asked for each.
    static func unknown(
        in movements: [AccountMovement], booked: [BookedDeposit], over slots: ClosedRange<UInt64>
    ) -> [(signature: Signature, path: EventPath)] {
        let known = Set(booked.map { Key(signature: $0.id.signature, path: $0.id.path) })
        return movements.filter { slots.contains($0.slot) }.flatMap { movement in
            movement.receipts.map { (movement.signature, $0.path) }
        }.filter { !known.contains(Key(signature: $0.0, path: $0.1)) }
    }

    private struct Key: Hashable {
        var signature: Signature
        var path: EventPath
    }
}
