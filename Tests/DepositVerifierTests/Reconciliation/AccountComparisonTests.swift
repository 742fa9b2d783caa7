import DepositProgram
import SolanaCodec
import Testing

@testable import DepositVerifier

@Suite struct `Account comparison` {
    private static let account = Address(FixedBytes(repeating: 1))
    private static let genesis = Blockhash(FixedBytes(repeating: 2))
    private static let slots: ClosedRange<UInt64> = 10...20

    private static func signature(_ number: UInt8) -> Signature {
        Signature(FixedBytes(repeating: number))
    }

    private static func deposit(
        _ number: UInt8, _ amount: UInt64?, _ state: DepositState = .credited, path: Int = 3,
        at slot: UInt64 = 15, to destination: Address = account
    ) -> BookedDeposit {
        BookedDeposit(
            id: DepositID(
                genesis: genesis, signature: signature(number), path: EventPath(outer: path)),
            slot: slot, destination: destination, amount: amount, state: state, operators: 1)
    }

    private static func movement(
        _ number: UInt8, _ change: (UInt64, UInt64), in receipts: [UInt64] = [],
        kept: UInt64? = nil, own: Bool = false, out payments: [UInt64] = [],
        unexplained: UInt64 = 0, at slot: UInt64 = 15
    ) -> AccountMovement {
        AccountMovement(
            signature: signature(number), slot: slot, before: change.0, after: change.1,
            receipts: receipts.enumerated().map { index, amount in
                .init(
                    path: EventPath(outer: 3 + index), amount: amount, kept: kept ?? amount,
                    source: Address(FixedBytes(repeating: 9)), isOwn: own)
            },
            payments: payments.map { .init(path: EventPath(outer: 8), amount: $0) },
            unexplained: unexplained)
    }

    private static func compare(
        _ movements: [AccountMovement], _ booked: [BookedDeposit]
    ) -> AccountReconciliation {
        var comparison = AccountComparison(
            AccountReconciliation(
                account: account,
                asset: Asset(symbol: "USDC", mint: Address(FixedBytes(repeating: 3)), decimals: 6),
                slots: slots), booked: booked)
        comparison.compare(movements)
        return comparison.result
    }

    @Test func `every state of a deposit accounts for what went in`() {
        let result = Self.compare(
            [
                Self.movement(1, (0, 100), in: [60, 40]), Self.movement(2, (100, 107), in: [7]),
                Self.movement(3, (107, 110), in: [3]), Self.movement(4, (110, 115), in: [5]),
                Self.movement(5, (115, 95), out: [20]),
                Self.movement(6, (95, 97), in: [2], own: true), Self.movement(7, (97, 97)),
            ],
            [
                Self.deposit(1, 60), Self.deposit(1, 40, .open, path: 4),
                Self.deposit(2, 7, .refused), Self.deposit(3, 3, .refunding),
                Self.deposit(4, 5, .refunded),
            ])
        #expect(result.outcome == .equal && result.difference == 0)
        #expect(result.received == 117 && result.sent == 20 && result.own == 2)
        #expect(result.booked.credited == 60 && result.booked.inReview == 40)
        #expect(result.booked.refused == 7 && result.booked.refunding == 3)
        #expect(result.booked.refunded == 5 && result.booked.total == 115)
        #expect(result.payments.map(\.amount) == [20] && result.transactions == 7)
    }

    @Test func `what nobody verified, and what the chain does not have, are differences`() {
        let unverified = Self.compare([Self.movement(1, (0, 7), in: [7])], [])
        #expect(unverified.differences.map(\.kind) == [.missingInBooks])
        #expect(unverified.differences.first?.onChain == 7 && unverified.difference == 7)
        let injected = Self.compare(
            [Self.movement(1, (0, 7), in: [7])], [Self.deposit(1, 7), Self.deposit(2, 1)])
        #expect(injected.differences.map(\.kind) == [.missingOnChain])
        #expect(injected.differences.first?.inBooks == 1 && injected.difference == -1)
        // Of a transaction that is there, too.
        let second = Self.compare(
            [Self.movement(1, (0, 7), in: [7])],
            [Self.deposit(1, 7), Self.deposit(1, 7, path: 4)])
        #expect(second.differences.map(\.kind) == [.missingOnChain])
        // Two that cancel out are still two.
        let both = Self.compare([Self.movement(1, (0, 7), in: [7])], [Self.deposit(2, 7)])
        #expect(both.outcome == .different && both.difference == 0 && both.differenceCount == 2)
    }

    @Test func `another amount and another account are differences`() {
        let amount = Self.compare([Self.movement(1, (0, 7), in: [7])], [Self.deposit(1, 8)])
        #expect(amount.differences.map(\.kind) == [.otherAmount] && amount.difference == -1)
        let elsewhere = Self.deposit(1, 7, to: Address(FixedBytes(repeating: 5)))
        let account = Self.compare([Self.movement(1, (0, 7), in: [7])], [elsewhere])
        #expect(account.differences.map(\.kind) == [.otherAccount] && account.difference == 7)
    }

    @Test func `a gain without a transfer waits under its amount`() {
        let minted = Self.movement(1, (0, 9), unexplained: 9)
        let filed = Self.compare([minted], [Self.deposit(1, 9, .open, path: 6)])
        #expect(filed.outcome == .equal && filed.booked.inReview == 9 && filed.received == 9)
        let unfiled = Self.compare([minted], [])
        #expect(unfiled.differences.map(\.kind) == [.missingInBooks])
        #expect(unfiled.differences.first?.path == nil)
    }

    @Test func `what came and went again waits as what stayed`() {
        let result = Self.compare(
            [Self.movement(1, (0, 6), in: [10], kept: 6, out: [4])],
            [Self.deposit(1, 6, .open)])
        #expect(result.outcome == .equal && result.received == 6 && result.sent == 0)
        // An amount that no books can hold waits without one.
        let large = UInt64(Int64.max) + 1
        let unknown = Self.compare(
            [Self.movement(1, (0, large), in: [large])], [Self.deposit(1, nil, .open)])
        #expect(unknown.outcome == .equal && unknown.booked.inReview == UInt128(large))
    }

    @Test func `neighbours and other slots are not counted`() {
        let result = Self.compare(
            [
                Self.movement(1, (0, 7), in: [7], at: 9), Self.movement(2, (7, 8), in: [1]),
                Self.movement(3, (8, 9), in: [1], at: 21),
            ], [Self.deposit(2, 1), Self.deposit(3, 1, at: 20)])
        #expect(result.outcome == .equal && result.received == 1 && result.transactions == 1)
    }

    @Test func `transfers that the books lack are asked for one by one`() {
        let movements = [
            Self.movement(1, (0, 7), in: [3, 4]), Self.movement(2, (7, 8), in: [1], at: 30),
        ]
        let unknown = AccountComparison.unknown(
            in: movements, booked: [Self.deposit(1, 3)], over: Self.slots)
        #expect(unknown.map(\.path) == [EventPath(outer: 4)])
    }
}
