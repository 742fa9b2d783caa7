import DepositVerifier
import Testing

@Suite struct CommitmentTests {
    @Test func `orders by certainty`() {
        #expect(Commitment.processed < .confirmed)
        #expect(Commitment.confirmed < .finalized)
        #expect(Commitment.processed < .finalized)
        #expect(Commitment.allCases.shuffled().sorted() == [.processed, .confirmed, .finalized])
        #expect(!(Commitment.finalized < .finalized))
    }
}
