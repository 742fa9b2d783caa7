#if CLI
import DepositProgram
import DepositVerifier

/// A file of codes and their agents, a line each.
struct CodeList: Sendable {
    struct Line: Sendable {
        /// Counted from 1.
        var number: Int
        var code: DepositCode
        var agent: String
    }

    private(set) var lines: [Line] = []

    /// Reads all of it. Codes are added side by side, so none may be there for two agents.
    ///
    /// - Throws: `Failure`, which names the line.
    init(_ path: String, _ settings: Settings) throws {
        var first: [DepositCode: Line] = [:]
        for (number, text) in try ListFile.lines(of: path) {
            let words = text.split(maxSplits: 1, whereSeparator: \.isWhitespace)
            guard words.count == 2 else {
                throw Failure(
                    .usage, "line \(number) names no code and agent", why: Failure.argument(text),
                    next: "write a code, a blank and its agent on each line")
            }
            do {
                let line = Line(
                    number: number,
                    code: try Parsing.code(
                        String(words[0]), allowingLegacy: settings.acceptsLegacyCodes),
                    agent: Parsing.trimmed(String(words[1])))
                let known = first[line.code, default: line]
                guard known.agent.utf8.elementsEqual(line.agent.utf8) else {
                    throw Failure(
                        .usage, "the code has another agent than before",
                        why: "line \(known.number) has it, too",
                        next: "leave one of the two lines")
                }
                first[line.code] = known
                lines.append(line)
            } catch var failure as Failure {
                failure.what = "line \(number): \(failure.what)"
                throw failure
            }
        }
    }
}

extension CodeList.Line {
    /// Registers the code with everything that deposits may carry it by.
    ///
    /// - Throws: `LedgerError`, which names the line.
    func add(to books: any StoredLedger, _ policy: DepositPolicy?) async throws {
        let references = policy.map { CodeReference.all(of: [code], under: $0) } ?? []
        do throws(LedgerError) {
            try await books.add(code, agent: agent, references: references)
        } catch {
            throw LedgerError(error.code, "line \(number): \(error.reason)")
        }
    }
}
#endif
