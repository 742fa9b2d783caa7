import DepositVerifier
import Foundation

extension Workload {
    /// What is wrong with books that were opened after a stop: each agent stands where his
    /// acknowledged steps lead, or one step further, which was on its way; nowhere else.
    func complaints(
        about books: Backend.AnyBooks, after progress: Progress
    ) async throws -> [String] {
        var complaints = try await books.verifyIntegrity().map(\.detail)
        let founded = try await books.codes().count + books.balances().count
        if founded != progress.founding && founded != progress.founding + 1 {
            complaints.append("\(progress.founding) first steps of \(founded) were acknowledged")
        }
        guard progress.founding == 2 * Self.agents.count else { return complaints }
        var next = progress
        for lane in lanes.indices { next.lanes[lane] = min(next.lanes[lane] + 1, Self.length) }
        let acknowledged = try await standings(after: progress)
        let underway = try await standings(after: next)
        let found = try await standings(in: books)
        for lane in lanes.indices
        where found[lane] != acknowledged[lane] && found[lane] != underway[lane] {
            complaints.append(
                "agent \(Self.agents[lane]) is not where \(progress.lanes[lane]) steps lead: "
                    + "\(lanes[lane])")
        }
        return complaints
    }

    /// Does what is left to do, and says what is wrong with the end of it.
    func complaints(
        finishing books: Backend.AnyBooks, from progress: Progress
    ) async throws -> [String] {
        let failures = await run(in: books, from: progress) { _ in }
        var complaints = failures.map { "lane \($0): \($1)" }
        complaints += try await books.verifyIntegrity().map(\.detail)
        var end = progress
        end.founding = 2 * Self.agents.count
        end.lanes = end.lanes.map { _ in Self.length }
        if try await standings(in: books) != standings(after: end) {
            complaints.append("the end is another than without a stop")
        }
        return complaints
    }
}

/// How often a loop runs that is short by default.
enum Effort {
    /// The number in an environment variable, or another.
    static func count(_ variable: String, otherwise number: Int) -> Int {
        ProcessInfo.processInfo.environment[variable].flatMap(Int.init) ?? number
    }
}
