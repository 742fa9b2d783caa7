internal import SolanaCodec

/// What one operator says of an account: what it holds, and which transactions named it.
struct AccountListing: Sendable {
    var operatorName: String
    /// What the account held, and at which slot.
    var balance: BalanceAnchor
    /// As it came: the newest first.
    var entries: [SignatureEntry]
    /// Whether the list goes on to the account's first transaction.
    var reachesBeginning: Bool
    /// Newer entries than these were left out, which some slot is the last to have all of.
    var completeTo: UInt64?
}

/// The transactions of an account within some slots, from all lists together: entries that one of
/// them repeats count once, and one that lacks some is made up for by another.
struct AccountHistory: Sendable {
    /// The slots, both ends included.
    private(set) var slots: ClosedRange<UInt64>
    /// All that succeeded there, the oldest first, within a slot as they were listed; and the nearest
    /// on either side.
    private(set) var signatures: [Signature]
    /// What the account held, as operators say, where that can be compared.
    private(set) var anchors: [BalanceAnchor]
    /// Whether nothing happened before the first of `signatures`.
    private(set) var startsAtZero: Bool
    /// Whether there is more in the slots that were asked for.
    private(set) var isPartial: Bool

    /// The most transactions of one run: some minutes for a node, some dozens of megabytes here.
    static let mostTransactions = 50_000

    /// A range that nobody can answer for yet.
    enum Objection: Error, Hashable, Sendable {
        /// It ends above what is final.
        case notFinal(newest: UInt64)
        /// It ends before it begins.
        case empty(ClosedRange<UInt64>)
        /// One slot holds more than a run can take.
        case tooMany(slot: UInt64)
    }

    /// - Parameters:
    ///   - first: the first slot.
    ///   - last: the last one; `nil` for the newest that all operators have.
    init(
        _ listings: [AccountListing], from first: UInt64, to last: UInt64?,
        limit: Int = mostTransactions
    ) throws(Objection) {
        let newest = listings.map(\.balance.slot).min() ?? 0
        guard last ?? newest <= newest else { throw .notFinal(newest: newest) }
        var end = last ?? newest
        isPartial = false
        for limit in listings.compactMap(\.completeTo) where limit < end {
            (end, isPartial) = (limit, true)
        }
        guard first <= end else { throw .empty(end...first) }
        let entries = Self.union(of: listings)
        var within = entries.filter { (first...end).contains($0.slot) }
        if within.count > limit {
            let cut = within[limit].slot
            guard within[0].slot < cut else { throw .tooMany(slot: cut) }
            (end, isPartial) = (cut - 1, true)
            within = within.filter { $0.slot <= end }
        }
        slots = first...end
        let below = entries.last { $0.slot < first }?.slot
        let above = entries.first { $0.slot > end }?.slot
        let before = entries.filter { $0.slot == below }
        // The slot that a limit cuts through is not complete.
        let after = isPartial ? [] : entries.filter { $0.slot == above }
        signatures = (before + within + after).map(\.signature)
        startsAtZero = before.isEmpty && listings.contains { $0.reachesBeginning }
        // Between the range and what is known of a later slot nothing may have happened.
        let (last, next) = (end, isPartial ? end : above ?? .max)
        anchors = Set(listings.map(\.balance)).filter { (last..<next).contains($0.slot) }
            .sorted { ($0.slot, $0.amount) < ($1.slot, $1.amount) }
    }

    private struct Entry {
        var signature: Signature
        var slot: UInt64
        var position: Int
        var hasFailed: Bool
    }

    /// Every transaction once, the oldest first. One that failed moved nothing; somebody's word that
    /// it succeeded is enough to look.
    private static func union(of listings: [AccountListing]) -> [Entry] {
        var known: [Signature: Entry] = [:]
        for listing in listings {
            for (position, entry) in listing.entries.enumerated() {
                let hasFailed = entry.errJSON != nil
                guard let other = known[entry.signature] else {
                    known[entry.signature] = Entry(
                        signature: entry.signature, slot: entry.slot, position: position,
                        hasFailed: hasFailed)
                    continue
                }
                known[entry.signature]?.hasFailed = other.hasFailed && hasFailed
            }
        }
        return known.values.filter { !$0.hasFailed }.sorted {
            ($0.slot, $1.position, $0.signature.fixedBytes)
                < ($1.slot, $0.position, $1.signature.fixedBytes)
        }
    }
}
