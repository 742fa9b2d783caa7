import DepositVerifier

/// Errors of the ledger and of verification, for people.
extension Failure {
    /// Runs `body`; errors of the books become failures with the right exit code.
    static func translating<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as LedgerError {
            throw Failure(ledger: error)
        } catch let error as EvidenceError {
            throw Failure(
                .ledger, "the evidence cannot be written",
                why: SystemError(number: error.errno).text,
                next: "check the folder (--evidence); nothing was credited")
        } catch let error as VerifierError {
            guard case .wrongCluster(let found, let expected, let operatorName) = error else {
                throw error
            }
            throw Failure(
                .network, "the endpoint serves another cluster",
                why: "\(Failure.quote(operatorName)): its genesis is \(found), "
                    + "the policy says \(expected)",
                next: "check -u and --policy; nothing was credited", code: "wrongCluster")
        }
    }

    init(ledger error: LedgerError) {
        let (exit, next): (ExitCode, String) =
            switch error.code {
            case .locked: (.ledger, "stop the other process, or wait for it, and run it again")
            case .readOnly:
                (.ledger, "make the file and its folder writable, or give the role its rights")
            case .diskFull: (.ledger, "free some space and run it again; nothing was credited")
            case .incompatible:
                (.ledger, "check --ledger, or use a newer l5-deposit; `code new` makes new books")
            case .cannotOpen: (.ledger, "check --ledger; `code new` creates a ledger")
            case .codeTaken, .codeClosed: (.rejected, "issue another code: l5-deposit code new")
            case .unknownCode: (.rejected, "list the codes: l5-deposit code list")
            case .unknownDeposit:
                (.rejected, "list what waits: l5-deposit review list")
            case .invalidAgent: (.usage, "use 1 to 64 printable ASCII characters")
            case .outcomeUnknown:
                (.ledger, "run it again: what was credited is found and not credited twice")
            default: (.ledger, "run `l5-deposit ledger audit` and keep a copy of the books")
            }
        self.init(
            exit, "the ledger did not take part", why: Failure.quote(error.reason), next: next)
    }
}
