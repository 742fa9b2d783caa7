import SolanaCodec
import TestSupport
import Testing

@Suite struct ProgramErrorsTests {
    /// From the programs' sources, error.rs of each.
    static let rows: [(Address, UInt32, String?)] = [
        (Programs.system, 0, "AccountAlreadyInUse"),
        (Programs.system, 1, "ResultWithNegativeLamports"),
        (Programs.system, 8, "NonceUnexpectedBlockhashValue"), (Programs.system, 9, nil),
        (Programs.token, 0, "NotRentExempt"), (Programs.token, 1, "InsufficientFunds"),
        (Programs.token, 3, "MintMismatch"), (Programs.token, 4, "OwnerMismatch"),
        (Programs.token, 17, "AccountFrozen"), (Programs.token, 19, "NonNativeNotSupported"),
        (Programs.token, 20, nil), (Programs.token2022, 1, "InsufficientFunds"),
        (Programs.token2022, 20, "ExtensionTypeMismatch"),
        (Programs.token2022, 28, "MintHasSupply"),
        (Programs.token2022, 32, "FeeMismatch"), (Programs.token2022, 36, "NoMemo"),
        (Programs.token2022, 37, "NonTransferable"),
        (Programs.token2022, 42, "CpiGuardTransferBlocked"),
        (Programs.token2022, 48, "ExtensionNotFound"),
        (Programs.token2022, 60, "CiphertextArithmeticFailed"),
        (Programs.token2022, 67, "MintPaused"), (Programs.token2022, 68, "PendingBalanceNonZero"),
        (Programs.token2022, 69, nil), (Programs.token2022, 901_952_957, "IncorrectAccount"),
        (Programs.token2022, 901_952_962, "KeyNotFound"), (Programs.token2022, 901_952_963, nil),
        (Programs.token2022, 3_406_457_177, "SizeExceedsMaxSize"),
        (Programs.token2022, 3_406_457_181, "MemberAccountIsGroupAccount"),
        (Programs.token2022, .max, nil), (Programs.associatedToken, 0, "InvalidOwner"),
        (Programs.associatedToken, 1, nil), (Programs.memoV3, 0, nil),
    ]

    @Test(arguments: rows) func `names a program's error code`(
        program: Address, code: UInt32, name: String?
    ) {
        #expect(ProgramErrors.error(code, of: program)?.name == name)
    }

    @Test func `names every error of the runtime that solders names`() throws {
        let lines = try Oracle.run(["errors"])
        #expect(lines.count > 80)
        for line in lines {
            let parts = line.dropFirst().dropLast().split(separator: ",").map {
                String($0.filter { $0 != "\"" && $0 != " " })
            }
            try #require(parts.count == 2)
            let text =
                parts[0] == "instruction"
                ? RuntimeErrors.instructionError(parts[1])
                : RuntimeErrors.transactionError(parts[1])
            #expect(text != nil, "\(parts)")
        }
        #expect(RuntimeErrors.instructionError("Nothing") == nil)
    }

    @Test func `says a failure in one line`() {
        #expect(
            InstructionFailure.custom(1).text(of: Programs.token)
                == "Token: InsufficientFunds (0x1), the account holds too few tokens")
        #expect(
            InstructionFailure.custom(6001).text(of: key(9)) == "custom program error 0x1771")
        #expect(
            InstructionFailure.runtime("InvalidAccountData").text(of: Programs.system)
                == "System: InvalidAccountData, an account has other content than the program needs"
        )
        #expect(
            InstructionFailure.runtime("\u{1B}[2J").text(of: key(9)) == "\\u{1b}[2J")
    }

    @Test func `explains the log line of a failure`() {
        let token = "Program \(Programs.token) failed: custom program error:"
        #expect(
            InstructionFailure.explanation(ofLogLine: "\(token) 0x1")
                == "Token: InsufficientFunds (0x1), the account holds too few tokens")
        for line in [
            "\(token) 0x14", "\(token) 1", "\(token) 0x100000000", "\(token) 0x1 0x1",
            "Program \(Programs.token) success", "Program log: failed: custom program error: 0x1",
            "Program \(key(9)) failed: custom program error: 0x1", "",
        ] { #expect(InstructionFailure.explanation(ofLogLine: line) == nil) }
    }
}
