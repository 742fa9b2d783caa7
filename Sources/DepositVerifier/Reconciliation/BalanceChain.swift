internal import SolanaCodec

/// What an account held at the end of a slot, from a source of its own.
struct BalanceAnchor: Hashable, Sendable {
    var slot: UInt64
    var amount: UInt64
}

/// The proof that no transaction of an account is missing: each begins with the balance that the one
/// before it left. Lists of a node prove nothing; they repeat, reorder and omit entries.
///
/// A set of missing transactions that together changed nothing would not show.
enum BalanceChain {
    /// Where balances do not fit together.
    struct Gap: Error, Hashable, Sendable {
        var slot: UInt64
        /// What the account should hold there, where that is known.
        var expected: UInt64?
        /// What the transactions of the slot begin with, or the account holds.
        var found: UInt64
    }

    /// What the account held before and after some slots.
    struct Ends: Hashable, Sendable {
        var opening: UInt64
        var closing: UInt64
    }

    /// Links all movements.
    ///
    /// - Parameters:
    ///   - movements: in the order of their slots; within a slot in any order.
    ///   - start: what the account held before the first of them; `nil` if that is not known.
    ///   - anchors: what it is known to have held, in the order of their slots.
    ///   - slots: what the answer is about; movements outside are neighbours.
    static func link(
        _ movements: [AccountMovement], from start: UInt64?, anchors: [BalanceAnchor],
        over slots: ClosedRange<UInt64>
    ) throws(Gap) -> Ends {
        var (balance, opening, closing) = (start, UInt64?.none, UInt64?.none)
        var anchors = anchors[...]
        var rest = movements[...]
        while let slot = rest.first?.slot {
            let group = rest.prefix { $0.slot == slot }
            rest = rest.dropFirst(group.count)
            balance = try pass(&anchors, before: slot, holding: balance)
            let begin = balance ?? beginning(of: group)
            if slot >= slots.lowerBound { opening = opening ?? begin }
            if slot > slots.upperBound { closing = closing ?? begin }
            guard let end = end(of: group, from: begin) else {
                throw Gap(slot: slot, expected: balance, found: beginning(of: group))
            }
            balance = end
        }
        balance = try pass(&anchors, before: .max, holding: balance)
        let last = closing ?? balance ?? 0
        return Ends(opening: opening ?? last, closing: last)
    }

    /// Compares with what is known from elsewhere.
    private static func pass(
        _ anchors: inout ArraySlice<BalanceAnchor>, before slot: UInt64, holding balance: UInt64?
    ) throws(Gap) -> UInt64? {
        var balance = balance
        while let anchor = anchors.first, anchor.slot < slot {
            guard balance ?? anchor.amount == anchor.amount else {
                throw Gap(slot: anchor.slot, expected: balance, found: anchor.amount)
            }
            balance = anchor.amount
            anchors.removeFirst()
        }
        return balance
    }

    /// What a slot's movements begin with, if they can be put in an order at all.
    private static func beginning(of group: ArraySlice<AccountMovement>) -> UInt64 {
        let surplus = excess(of: group).filter { $0.value > 0 }.keys.min()
        return surplus ?? group.first?.before ?? 0
    }

    /// How often a balance is a beginning, less how often it is an end.
    private static func excess(of group: ArraySlice<AccountMovement>) -> [UInt64: Int] {
        var excess: [UInt64: Int] = [:]
        for movement in group {
            excess[movement.before, default: 0] += 1
            excess[movement.after, default: 0] -= 1
        }
        return excess
    }

    /// What the account holds after a slot's movements, if there is an order in which each begins
    /// with what the one before it left: a path over all edges of a graph of balances (Euler).
    static func end(of group: ArraySlice<AccountMovement>, from start: UInt64) -> UInt64? {
        // By far the most usual case.
        if let only = group.first, group.count == 1 {
            return only.before == start ? only.after : nil
        }
        let change = group.reduce(Int128(start)) { $0 + $1.change }
        guard let end = UInt64(exactly: change) else { return nil }
        var excess = excess(of: group)
        excess[start, default: 0] -= 1
        excess[end, default: 0] += 1
        guard excess.values.allSatisfy({ $0 == 0 }) else { return nil }
        // All of them must hang together, too.
        let next = Dictionary(grouping: group, by: \.before)
        var seen: Set<UInt64> = [start]
        var open = [start]
        while let balance = open.popLast() {
            for movement in next[balance] ?? [] where seen.insert(movement.after).inserted {
                open.append(movement.after)
            }
        }
        return group.allSatisfy { seen.contains($0.before) } ? end : nil
    }
}
