import SolanaCodec
import Testing

@testable import DepositVerifier

@Suite struct `Account history` {
    private static func signature(_ number: UInt8) -> Signature {
        Signature(FixedBytes(repeating: number))
    }

    /// A list from `signature, slot`, the newest first; a negative slot failed.
    private static func listing(
        _ rows: [(UInt8, Int)], name: String = "a", at slot: UInt64 = 100, holds amount: UInt64 = 0,
        whole: Bool = true
    ) -> AccountListing {
        AccountListing(
            operatorName: name, balance: BalanceAnchor(slot: slot, amount: amount),
            entries: rows.map { row in
                SignatureEntry(
                    signature: signature(row.0), slot: UInt64(row.1.magnitude),
                    errJSON: row.1 < 0 ? "{}" : nil)
            }, reachesBeginning: whole)
    }

    private static func numbers(_ history: AccountHistory) -> [UInt8] {
        history.signatures.map { $0.bytes[0] }
    }

    @Test func `entries that are repeated count once, those that failed not at all`() throws {
        let history = try AccountHistory(
            [Self.listing([(4, 9), (3, 8), (3, 8), (2, -8), (1, 7), (4, 9)])], from: 0, to: nil)
        #expect(Self.numbers(history) == [1, 3, 4])
        #expect(history.slots == 0...100 && history.startsAtZero && !history.isPartial)
    }

    @Test func `one list makes up for what another lacks`() throws {
        let history = try AccountHistory(
            [
                Self.listing([(4, 9), (1, 7)], holds: 5),
                Self.listing(
                    [(4, 9), (2, 8), (1, -7)], name: "b", at: 104, holds: 5, whole: false),
            ], from: 0, to: nil)
        #expect(Self.numbers(history) == [1, 2, 4])
        // Only what all have; later what one has seen still holds where nothing came between.
        #expect(history.slots == 0...100)
        #expect(
            history.anchors == [
                BalanceAnchor(slot: 100, amount: 5), BalanceAnchor(slot: 104, amount: 5),
            ])
    }

    @Test func `a range comes with the nearest slots on either side, whole`() throws {
        let rows: [(UInt8, Int)] = [
            (9, 60), (8, 50), (7, 50), (6, 40), (5, 30), (4, 20), (3, 20), (2, 10), (1, 5),
        ]
        let history = try AccountHistory([Self.listing(rows)], from: 25, to: 45)
        #expect(Self.numbers(history) == [3, 4, 5, 6, 7, 8])
        #expect(!history.startsAtZero && history.anchors.isEmpty && history.slots == 25...45)
        let open = try AccountHistory([Self.listing(rows)], from: 45, to: 70)
        #expect(Self.numbers(open) == [6, 7, 8, 9])
        #expect(open.anchors == [BalanceAnchor(slot: 100, amount: 0)])
    }

    @Test func `more than a run can take is left for the next, at the end of a slot`() throws {
        let rows: [(UInt8, Int)] = [(5, 40), (4, 30), (3, 30), (2, 20), (1, 10)]
        let history = try AccountHistory([Self.listing(rows)], from: 0, to: nil, limit: 3)
        #expect(history.slots == 0...29 && history.isPartial)
        #expect(Self.numbers(history) == [1, 2] && history.anchors.isEmpty)
        var cut = Self.listing(rows)
        cut.completeTo = 39
        let shorter = try AccountHistory([cut], from: 0, to: nil)
        #expect(shorter.slots == 0...39 && shorter.isPartial)
        #expect(Self.numbers(shorter) == [1, 2, 3, 4])
        #expect(throws: AccountHistory.Objection.tooMany(slot: 30)) {
            try AccountHistory([Self.listing(rows)], from: 30, to: 30, limit: 1)
        }
    }

    @Test func `what is not final cannot be answered for`() {
        #expect(throws: AccountHistory.Objection.notFinal(newest: 100)) {
            try AccountHistory(
                [Self.listing([]), Self.listing([], name: "b", at: 110)], from: 0, to: 101)
        }
        #expect(throws: AccountHistory.Objection.self) {
            try AccountHistory([Self.listing([])], from: 20, to: 10)
        }
    }
}
