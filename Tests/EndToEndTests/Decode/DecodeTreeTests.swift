import TestSupport
import Testing

@testable import l5_deposit

/// The tree for what nodes answer; the expected texts in `fixtures/decode` were read line by line.
@Suite struct DecodeTreeTests {
    static let rows = [
        ("level5-deposit.answer.json", "level5-deposit.txt"), ("batch.base64.txt", "batch.txt"),
    ]

    private func read(_ name: String) throws -> String {
        String(decoding: try Repository.read("decode/\(name)"), as: UTF8.self)
    }

    private func tree(_ text: String) -> String {
        String(decoding: DecodeSupport.decode(text, .text()).output, as: UTF8.self)
    }

    @Test(arguments: rows)
    func `shows lookups, called instructions, batches, and events`(
        input: String, expected: String
    ) throws {
        #expect(tree(try read(input)) == (try read(expected)))
    }

    /// The deposit's answer with another outcome.
    private func answer(_ error: String) throws -> String {
        let text = try read("level5-deposit.answer.json")
        return text.replacing(#""err": null"#, with: #""err": \#(error)"#)
    }

    @Test func `shows why a transaction failed, and where`() throws {
        let custom = tree(try answer(#"{"InstructionError":[3,{"Custom":19}]}"#))
        #expect(
            custom.contains(
                "failed at instruction 3: Token: NonNativeNotSupported (0x13), "
                    + "only possible with wrapped SOL\n"))
        #expect(custom.contains("   └─ FAILED   Token: NonNativeNotSupported (0x13)"))
        let runtime = tree(try answer(#"{"InstructionError":[1,"InvalidAccountData"]}"#))
        #expect(runtime.contains("failed at instruction 1: Level5: InvalidAccountData, an account"))
        let whole = tree(try answer(#"{"InsufficientFundsForRent":{"account_index":2}}"#))
        #expect(whole.contains("failed: InsufficientFundsForRent, an account would hold less"))
        #expect(tree(try answer(#""AccountInUse""#)).contains("failed: AccountInUse, an account"))
    }

    @Test(arguments: ["7", "{}", #"{"InstructionError":[1]}"#, #"{"InstructionError":[1,{}]}"#])
    func `refuses an outcome of another form`(error: String) throws {
        #expect(DecodeSupport.failure(try answer(error)) != nil)
    }
}
