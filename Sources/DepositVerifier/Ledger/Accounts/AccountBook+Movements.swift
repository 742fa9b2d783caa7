extension AccountBook {
    /// Books a movement, unless its key stands for one already.
    ///
    /// - Parameter existing: the account's entry with the movement's key.
    /// - Throws: `.inconsistent`.
    package mutating func book(
        _ movement: Movement, existing: EntryRow?, createdAt: Int64
    ) throws(LedgerError) -> MovementOutcome {
        let amount = try LedgerRules.amount(movement.amount)
        let line = Line(
            amount: amount, kind: movement.kind.entryKind, contra: movement.kind.contra,
            idem: movement.idem, meta: movement.meta, createdAt: createdAt)
        let signed = movement.kind.isIncrease ? amount : -amount
        if let existing {
            guard existing.amount == signed, existing.kind == line.kind.rawValue,
                existing.contra == line.contra.rawValue
            else {
                throw LedgerError(
                    .inconsistent, "movement \(movement.id) is in the books with other contents")
            }
            return .duplicate
        }
        if movement.kind.isIncrease {
            try receive(line)
            return .booked
        }
        guard amount <= state.available else {
            return .insufficient(available: UInt64(clamping: state.available))
        }
        _ = try charge(line)
        return .booked
    }
}

extension Movement {
    /// The key that makes the entry unique within its account.
    package var idem: String { "adm:\(id)" }
}

extension Movement.Kind {
    var entryKind: EntryKind {
        switch self {
        case .refund: .refund
        case .withdrawal: .withdrawal
        case .increase, .decrease: .adjustment
        }
    }

    var contra: SystemAccount {
        switch self {
        case .refund: .revenue
        case .withdrawal: .vault
        case .increase(let account), .decrease(let account): account
        }
    }

    var isIncrease: Bool {
        switch self {
        case .refund, .increase: true
        case .withdrawal, .decrease: false
        }
    }
}
