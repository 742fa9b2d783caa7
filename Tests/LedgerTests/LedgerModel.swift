import DepositProgram
import DepositVerifier
import SolanaCodec

/// The simplest account that obeys the rules: sums only, no keys, no store.
struct ModelAccount: Hashable {
    struct ModelHold: Hashable {
        var amount: UInt64
        var state = HoldState.open
        var progress: UInt64 = 0
        var cost: UInt64 = 0
    }

    var balance: UInt64 = 0
    var owed: UInt64 = 0
    var holds: [String: ModelHold] = [:]
    /// Amounts of deposits that wait for a person.
    var waiting: [UInt8: UInt64] = [:]

    var held: UInt64 { holds.values.filter { $0.state == .open }.map(\.amount).reduce(0, +) }

    /// Whatever is free pays what is owed.
    private mutating func pay() {
        let payment = min(owed, balance - held)
        balance -= payment
        owed -= payment
    }

    mutating func apply(_ step: Step) {
        switch step {
        case .deposit(_, let amount), .refund(_, let amount):
            balance += amount
            pay()
        case .review(let number, let amount):
            waiting[number] = amount
        case .assign(let number):
            balance += waiting.removeValue(forKey: number) ?? 0
            pay()
        case .refuse(let number), .beginRefund(let number):
            waiting[number] = nil
        case .withdraw(_, let amount):
            if amount <= balance - held { balance -= amount }
        case .authorise(let id, let amount):
            if holds[id] == nil && amount <= balance - held {
                holds[id] = ModelHold(amount: amount)
            }
        case .report(let id, let progress):
            guard let hold = holds[id], hold.state == .open else { return }
            holds[id]?.progress = max(hold.progress, progress)
        case .release(let id):
            if holds[id]?.state == .open { end(id, as: .released, cost: 0) }
        case .capture(let id, let cost):
            guard let hold = holds[id], hold.state == .open || hold.state == .expired else {
                return
            }
            if hold.state == .open || cost > hold.cost { end(id, as: .captured, cost: cost) }
        case .expire:
            for (id, hold) in holds where hold.state == .open {
                end(id, as: .expired, cost: hold.progress)
            }
        }
    }

    private mutating func end(_ id: String, as state: HoldState, cost: UInt64) {
        owed += cost - (holds[id]?.cost ?? 0)
        holds[id]?.state = state
        holds[id]?.cost = cost
        pay()
    }
}

/// One step in the life of an account.
enum Step: Hashable {
    case deposit(UInt8, UInt64)
    case review(UInt8, UInt64)
    case assign(UInt8)
    case refuse(UInt8)
    case beginRefund(UInt8)
    case refund(String, UInt64)
    case withdraw(String, UInt64)
    case authorise(String, UInt64)
    case report(String, UInt64)
    case capture(String, UInt64)
    case release(String)
    case expire

    /// A random step; small numbers, so that keys repeat and funds run out.
    static func random(
        _ number: Int, of agent: UInt8, using generator: inout some RandomNumberGenerator
    ) -> Step {
        let amount = UInt64.random(in: 1...40, using: &generator)
        let hold = "h\(Int.random(in: max(0, number / 3 - 3)...number / 3, using: &generator))"
        let earlier = UInt8(Int.random(in: max(0, number - 6)...number, using: &generator) & 0xFF)
        return switch Int.random(in: 0..<21, using: &generator) {
        case 0, 1: .deposit(UInt8(truncatingIfNeeded: number), amount * 2)
        case 2: .refund("m\(number)", amount)
        case 3: .withdraw("m\(number)", amount)
        case 4...7: .authorise(hold, amount)
        case 8, 9: .report(hold, amount)
        case 10...12: .capture(hold, amount)
        case 13, 14: .release(hold)
        case 15, 16: .review(UInt8(truncatingIfNeeded: number), amount)
        case 17, 18: .assign(earlier)
        case 19: Bool.random(using: &generator) ? .refuse(earlier) : .beginRefund(earlier)
        default: .expire
        }
    }

    /// Takes the step in real books. What they refuse, the model does not do either.
    func take(
        in books: Backend.AnyBooks, _ account: LedgerAccount, code: DepositCode, cluster: Blockhash,
        expiresAt: Int64 = 1
    ) async throws {
        let agent = account.agent
        switch self {
        case .deposit(let number, let amount):
            let findings = Books.findings(
                number, credits: [Books.fact(amount: amount, code: code)], genesis: cluster)
            _ = try await books.post(findings)
        case .review(let number, let amount):
            let fact = Books.fact(amount: amount, code: nil)
            _ = try await books.post(
                Books.findings(
                    number, reviews: [ReviewItem(fact: fact, reason: "unattributed")],
                    net: [Books.vault: amount], genesis: cluster))
        case .assign(let number):
            try await Self.decide(.assign(code), number, in: books, cluster)
        case .refuse(let number):
            try await Self.decide(.refuse, number, in: books, cluster)
        case .beginRefund(let number):
            try await Self.decide(Books.goesBack, number, in: books, cluster)
        case .refund(let id, let amount):
            _ = try await books.book(
                Movement(account: account, kind: .refund, amount: amount, id: id))
        case .withdraw(let id, let amount):
            _ = try await books.book(
                Movement(account: account, kind: .withdrawal, amount: amount, id: id))
        case .authorise(let id, let amount):
            try await Self.tolerating {
                _ = try await books.authorise(
                    HoldRequest(
                        account: account, id: id, amount: amount, owner: "test",
                        expiresAt: expiresAt))
            }
        case .report(let id, let cost):
            try await Self.tolerating {
                _ = try await books.report(progress: cost, of: HoldKey(agent: agent, id: id))
            }
        case .capture(let id, let cost):
            try await Self.tolerating {
                _ = try await books.settle(
                    HoldKey(agent: agent, id: id), as: .capture(cost: cost))
            }
        case .release(let id):
            try await Self.tolerating {
                _ = try await books.settle(HoldKey(agent: agent, id: id), as: .release)
            }
        case .expire:
            _ = try await books.expireHolds(until: 1, limit: 99)
        }
    }

    private static func decide(
        _ action: ReviewDecision.Action, _ number: UInt8, in books: Backend.AnyBooks,
        _ cluster: Blockhash
    ) async throws {
        try await tolerating {
            _ = try await books.decide(
                ReviewDecision(
                    deposit: Books.deposit(number, on: cluster), action: action, person: "test",
                    reason: "as it came"))
        }
    }

    /// Runs a step of which the books may say that it contradicts an earlier one.
    private static func tolerating(_ step: () async throws -> Void) async throws {
        do { try await step() } catch let error as LedgerError {
            guard [.inconsistent, .unknownHold, .unknownDeposit].contains(error.code) else {
                throw error
            }
        }
    }
}
