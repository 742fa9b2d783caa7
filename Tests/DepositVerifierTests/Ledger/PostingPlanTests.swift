import DepositProgram
import DepositVerifier
import SolanaCodec
import Testing

@Suite struct `Posting plan` {
    static let code = DepositCode(FixedBytes(repeating: 0xA1))
    static let fact = DepositFact(
        path: EventPath(outer: 0), destination: Address(FixedBytes(repeating: 2)),
        mint: Address(FixedBytes(repeating: 3)), symbol: "USDC", decimals: 6, amount: 5,
        payer: Address(FixedBytes(repeating: 4)), source: Address(FixedBytes(repeating: 5)),
        code: code)
    static let eventSet = [UInt8](repeating: 7, count: 32)

    static func findings(
        slot: UInt64 = 1, eventSet: [UInt8] = eventSet
    ) -> TransactionFindings {
        TransactionFindings(
            genesis: Blockhash(FixedBytes(repeating: 0)), signature: .absent, slot: slot,
            credits: [fact], reviews: [], netReceived: [fact.destination: 5], eventSet: eventSet,
            evidence: "")
    }

    static func prior(
        _ state: DepositState?, amount: Int64? = 5, isActive: Bool = true,
        code owner: DepositCode = code
    ) -> PriorPostings {
        var prior = PriorPostings(
            frozenEventSet: nil, deposits: [:],
            codes: [code: CodeRecord(code: code, agent: "alice", isActive: isActive)],
            decimals: [:])
        if let state {
            prior.deposits[fact.path] = .init(
                state: state, destination: fact.destination, mint: fact.mint, amount: amount,
                code: owner)
        }
        return prior
    }

    static let outcomes: [(DepositState?, CreditOutcome, writes: Bool)] = [
        (nil, .new, true), (.open, .new, true), (.credited, .duplicate, false),
        (.refused, .withheld, false), (.refunding, .withheld, false),
        (.refunded, .withheld, false),
    ]

    @Test(arguments: outcomes)
    func `credits what is new or waited, and nothing that was settled`(
        _ state: DepositState?, _ outcome: CreditOutcome, _ writes: Bool
    ) throws {
        let plan = try PostingPlan(Self.findings(), prior: Self.prior(state))
        #expect(plan.outcomes == [outcome])
        #expect(plan.credits.map(\.agent) == (writes ? ["alice"] : []))
        #expect(plan.credits.map(\.wasOpen) == (writes ? [state == .open] : []))
        #expect(plan.freezesEventSet)
    }

    @Test func `what was credited to another code is taken, not a duplicate`() throws {
        let other = DepositCode(FixedBytes(repeating: 0xB2))
        let plan = try PostingPlan(
            Self.findings(), prior: Self.prior(.credited, code: other))
        #expect(plan.outcomes == [.taken])
        #expect(plan.credits.isEmpty)
        let open = try PostingPlan(Self.findings(), prior: Self.prior(.open, code: other))
        #expect(open.outcomes == [.new])
    }

    @Test func `a closed code still answers for what was settled`() throws {
        let plan = try PostingPlan(
            Self.findings(), prior: Self.prior(.credited, isActive: false))
        #expect(plan.outcomes == [.duplicate])
        #expect(throws: LedgerError(.inconsistent, "")) {
            try PostingPlan(Self.findings(), prior: Self.prior(.open, isActive: false))
        }
    }

    @Test func `a waiting deposit of unknown amount is left to a person`() {
        #expect(throws: LedgerError(.inconsistent, "")) {
            try PostingPlan(Self.findings(), prior: Self.prior(.open, amount: nil))
        }
    }

    @Test(arguments: [0, 31, 33])
    func `refuses a digest of another length`(_ count: Int) {
        let findings = Self.findings(eventSet: [UInt8](repeating: 7, count: count))
        #expect(throws: LedgerError(.inconsistent, "")) {
            try PostingPlan(findings, prior: Self.prior(nil))
        }
    }

    @Test func `refuses a slot beyond 63 bits`() {
        #expect(throws: LedgerError(.inconsistent, "")) {
            try PostingPlan(Self.findings(slot: 1 << 63), prior: Self.prior(nil))
        }
    }
}
