import SolanaCodec
import Testing

@testable import DepositVerifier

@Suite struct `Balance chain` {
    /// Movements from `slot, before, after`.
    private static func movements(_ rows: [(UInt64, UInt64, UInt64)]) -> [AccountMovement] {
        rows.enumerated().map { index, row in
            AccountMovement(
                signature: Signature(FixedBytes(repeating: UInt8(index + 1))), slot: row.0,
                before: row.1, after: row.2)
        }
    }

    private static func link(
        _ rows: [(UInt64, UInt64, UInt64)], from start: UInt64? = 0,
        anchors: [(UInt64, UInt64)] = [], over slots: ClosedRange<UInt64> = 0...1_000
    ) throws(BalanceChain.Gap) -> BalanceChain.Ends {
        try BalanceChain.link(
            movements(rows), from: start,
            anchors: anchors.map { BalanceAnchor(slot: $0.0, amount: $0.1) }, over: slots)
    }

    @Test func `each transaction begins with what the one before it left`() throws {
        let ends = try Self.link([(10, 0, 5), (11, 5, 12), (15, 12, 2)], anchors: [(20, 2)])
        #expect(ends == BalanceChain.Ends(opening: 0, closing: 2))
        #expect(try Self.link([]) == BalanceChain.Ends(opening: 0, closing: 0))
        #expect(
            try Self.link([], from: nil, anchors: [(9, 4)])
                == BalanceChain.Ends(opening: 4, closing: 4))
    }

    @Test func `a transaction that is missing leaves a gap`() {
        #expect(throws: BalanceChain.Gap(slot: 15, expected: 5, found: 12)) {
            try Self.link([(10, 0, 5), (15, 12, 2)])
        }
        // The first, the last.
        #expect(throws: BalanceChain.Gap(slot: 11, expected: 0, found: 5)) {
            try Self.link([(11, 5, 12)])
        }
        #expect(throws: BalanceChain.Gap(slot: 20, expected: 5, found: 12)) {
            try Self.link([(10, 0, 5)], anchors: [(20, 12)])
        }
        // What an earlier run has read at a slot between two transactions.
        #expect(throws: BalanceChain.Gap(slot: 12, expected: 5, found: 6)) {
            try Self.link([(10, 0, 5), (15, 5, 7)], anchors: [(12, 6)])
        }
    }

    @Test(
        arguments: [
            [(10, 5, 7), (10, 0, 5)], [(10, 7, 0), (10, 0, 5), (10, 5, 7)],
            // Round trips, repeated balances, and transactions that changed nothing.
            [(10, 5, 0), (10, 0, 5), (10, 5, 8), (10, 0, 5), (10, 5, 5)],
            [(10, 0, 0), (10, 0, 9)],
        ] as [[(UInt64, UInt64, UInt64)]])
    func `within a slot any order that fits will do`(_ rows: [(UInt64, UInt64, UInt64)]) throws {
        let change = rows.reduce(0) { $0 + Int($1.2) - Int($1.1) }
        #expect(try Self.link(rows).closing == UInt64(change))
    }

    @Test(
        arguments: [
            // Two chains that do not meet; one that cannot begin; a loss below zero.
            [(10, 0, 5), (10, 7, 7)], [(10, 3, 5), (10, 0, 1)], [(10, 5, 0), (10, 3, 0)],
        ] as [[(UInt64, UInt64, UInt64)]])
    func `what no order fits is a gap`(_ rows: [(UInt64, UInt64, UInt64)]) {
        #expect(throws: BalanceChain.Gap.self) { try Self.link(rows) }
    }

    @Test func `neighbours show what the account held at both ends`() throws {
        let rows: [(UInt64, UInt64, UInt64)] = [(5, 1, 4), (10, 4, 9), (15, 9, 2)]
        let ends = try Self.link(rows, from: nil, over: 6...14)
        #expect(ends == BalanceChain.Ends(opening: 4, closing: 9))
        #expect(
            try Self.link(rows, from: nil, over: 11...14)
                == BalanceChain.Ends(opening: 9, closing: 9))
        #expect(
            try Self.link(rows, from: nil, over: 16...20)
                == BalanceChain.Ends(opening: 2, closing: 2))
        #expect(
            try Self.link(rows, from: nil, over: 2...4)
                == BalanceChain.Ends(opening: 1, closing: 1))
    }
}
