import DepositVerifier
import SolanaCodec
import Testing

/// What an audit says of deposits, whatever store they come from.
@Suite struct `Integrity check, deposits` {
    static func fate(
        _ state: String = "refunding", amount: Int64? = 60, received: Int64? = 100,
        decisions: Set<String> = ["refunding"], signature: UInt8 = 1,
        to destination: Address = Books.vault, token: Blockhash = Books.mainnet,
        isAssigned: Bool = false
    ) -> IntegrityCheck.Fate {
        IntegrityCheck.Fate(
            genesis: Books.mainnet, signature: Books.signature(signature), path: "3",
            tokenGenesis: token, destination: destination, state: state, amount: amount,
            received: received,
            isAssigned: isAssigned, decisions: decisions)
    }

    static func found(_ fates: [IntegrityCheck.Fate]) -> [LedgerDifference.Check] {
        var check = IntegrityCheck(accounts: [:])
        for fate in fates { check.take(fate) }
        return check.finish().map(\.check)
    }

    static let histories: [(state: String, decisions: Set<String>, isSound: Bool)] = [
        ("open", [], true), ("open", ["refused"], false), ("open", ["credited"], false),
        ("refused", ["refused"], true), ("refused", [], false),
        ("refused", ["refused", "refunding"], false),
        ("refunding", ["refunding"], true), ("refunding", [], false),
        ("refunding", ["refunding", "refunded"], false),
        ("refunded", ["refunding", "refunded"], true), ("refunded", ["refunded"], false),
        ("refunded", ["refunding"], false), ("gone", [], false), ("gone", ["gone"], false),
    ]

    @Test(arguments: histories.indices)
    func `a deposit stands where its decisions led`(_ row: Int) {
        let (state, decisions, isSound) = Self.histories[row]
        let found = Self.found([Self.fate(state, decisions: decisions)])
        #expect(found == (isSound ? [] : [.decision]))
    }

    static let credits: [(decisions: Set<String>, isAssigned: Bool, isSound: Bool)] = [
        ([], false, true), (["credited"], true, true), ([], true, false),
        (["credited"], false, false), (["refused"], false, false),
    ]

    /// Without its entry, each credit is a difference of its own.
    @Test(arguments: credits.indices)
    func `a credit needs no decision, or exactly one`(_ row: Int) {
        let (decisions, isAssigned, isSound) = Self.credits[row]
        let found = Self.found([
            Self.fate("credited", decisions: decisions, isAssigned: isAssigned)
        ])
        #expect(found == (isSound ? [.deposit] : [.decision, .deposit]))
    }

    @Test func `no more is given away than a token account received`() {
        #expect(Self.found([Self.fate(amount: 100)]) == [])
        #expect(Self.found([Self.fate(amount: 101)]) == [.received])
        #expect(Self.found([Self.fate(), Self.fate()]) == [.received])
        let back = Self.fate("refunded", decisions: ["refunding", "refunded"])
        #expect(Self.found([Self.fate(), back]) == [.received])
        #expect(Self.found([Self.fate(amount: .max), Self.fate(amount: .max)]) == [.received])
    }

    @Test func `accounts, transactions and what waits count by themselves`() {
        #expect(Self.found([Self.fate(), Self.fate(to: Books.otherVault)]) == [])
        #expect(Self.found([Self.fate(), Self.fate(signature: 2)]) == [])
        #expect(Self.found([Self.fate(), Self.fate("open", decisions: [])]) == [])
        #expect(Self.found([Self.fate(), Self.fate("refused", decisions: ["refused"])]) == [])
    }

    @Test func `a deposit's token is of the same cluster`() {
        #expect(Self.found([Self.fate(token: Books.devnet)]) == [.deposit])
    }

    @Test func `what is unknown exceeds nothing, and of two figures the least counts`() {
        #expect(Self.found([Self.fate(received: nil), Self.fate(received: nil)]) == [])
        #expect(Self.found([Self.fate(amount: nil), Self.fate()]) == [])
        #expect(Self.found([Self.fate(amount: 40), Self.fate(received: nil)]) == [])
        #expect(Self.found([Self.fate(), Self.fate(received: nil)]) == [.received])
        #expect(
            Self.found([Self.fate(amount: 1, received: 59), Self.fate(received: 100)]) == [
                .received
            ])
    }
}
