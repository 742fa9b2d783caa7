import DepositCases
import DepositProgram
import DepositVerifier
import TestSupport
import Testing

@testable import l5_deposit

/// What counts when somebody else's gateway is judged.
struct GatewayJudgeTests {
    private static let (c1, c2) = (
        DepositCode(parsing: World.code1), DepositCode(parsing: World.code2)
    )

    private static func expected(
        _ verdict: Verdict, _ reason: Reason? = nil, credits: [CaseAnswer.Credit] = []
    ) -> CaseAnswer {
        .decision(
            CaseAnswer.Decided(verdict: verdict, reason: reason, credits: credits))
    }

    private static func credit(_ code: DepositCode?, _ amount: UInt64) -> CaseAnswer.Credit {
        CaseAnswer.Credit(event: "0", code: code, amount: amount)
    }

    private static func judge(
        _ expected: CaseAnswer, _ verdict: Verdict?, reason: String? = nil,
        _ credits: (DepositCode?, UInt64?)...
    ) -> [CaseResult.Severity] {
        let answer = GatewayAnswer(
            status: 200, verdict: verdict, reason: reason,
            credits: credits.map { GatewayAnswer.Credit(code: $0.0, amount: $0.1) })
        return GatewayJudge.findings(expected, answer, tellsDuplicates: true).map(\.severity)
    }

    private static let five = expected(.accept, credits: [credit(c1, 5)])

    @Test func `has nothing to say about the right credit`() {
        #expect(Self.judge(Self.five, .accept) == [])
        #expect(Self.judge(Self.five, .accept, (Self.c1, 5)) == [])
        #expect(Self.judge(Self.five, .accept, (Self.c1, 2), (Self.c1, 3)) == [])
        #expect(Self.judge(Self.five, .accept, (Self.c1, nil)) == [])
        #expect(Self.judge(Self.five, .accept, (nil, 5)) == [])
        #expect(Self.judge(Self.five, .duplicate, (Self.c1, 5)) == [.warning])
    }

    @Test func `finds money that is not there`() {
        #expect(Self.judge(Self.five, .accept, (Self.c1, 6)) == [.overCredit])
        #expect(Self.judge(Self.five, .accept, (nil, 6)) == [.overCredit])
        for reason in [Reason.transactionFailed, .notFound, .unattributed, .missingMeta] {
            #expect(
                Self.judge(Self.expected(reason.verdict, reason), .accept) == [.overCredit])
        }
        #expect(Self.judge(.noAnswer, .accept) == [.overCredit])
        let again = Self.expected(.duplicate, credits: [Self.credit(Self.c1, 5)])
        #expect(Self.judge(again, .accept, (Self.c1, 5)) == [.overCredit])
        #expect(Self.judge(again, .duplicate, (Self.c1, 5)) == [])
    }

    @Test func `finds money that goes to somebody else`() {
        #expect(Self.judge(Self.five, .accept, (Self.c2, 5)) == [.wrongCode])
        #expect(Self.judge(Self.five, .accept, (Self.c1, 5), (Self.c2, 1)) == [.wrongCode])
    }

    @Test func `finds deposits that are lost`() {
        #expect(Self.judge(Self.five, .accept, (Self.c1, 4)) == [.lost])
        for verdict in [Verdict.pending, .review, .reject, .unknown] {
            #expect(Self.judge(Self.five, verdict) == [.lost])
        }
        #expect(Self.judge(Self.five, nil) == [.lost])
        for reason in [Reason.notFound, .unattributed, .missingMeta] {
            #expect(Self.judge(Self.expected(reason.verdict, reason), .reject) == [.lost])
        }
        #expect(Self.judge(.noAnswer, .reject) == [.lost])
    }

    @Test func `names the worst first`() {
        let two = Self.expected(
            .accept, credits: [Self.credit(Self.c1, 2), Self.credit(Self.c2, 3)])
        #expect(Self.judge(two, .accept, (Self.c1, 5)) == [.overCredit, .lost])
        #expect(Self.judge(two, .accept, (Self.c2, 5)) == [.overCredit, .lost])
        #expect(Self.judge(two, .accept, (nil, 5)) == [])
    }

    @Test func `warns of other reasons`() {
        let failed = Self.expected(.reject, .transactionFailed)
        #expect(Self.judge(failed, .reject) == [])
        #expect(Self.judge(failed, .reject, reason: "tx_failed") == [])
        #expect(Self.judge(failed, .reject, reason: "no_money") == [.warning])
        #expect(Self.judge(failed, .pending) == [.warning])
        #expect(Self.judge(failed, nil) == [.warning])
        #expect(Self.judge(.noAnswer, .pending) == [])
    }
}
