#if PostgreSQL
import DepositVerifier

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

extension PostgreSQLLedger {
    /// How often a transaction is run anew before its failure is reported.
    static let attemptLimit = 20
    /// How long a transaction is run anew after conflicts, each of which may have waited for a lock.
    static let conflictWait: Duration = .seconds(15)
    /// The longest pause after a first conflict, in microseconds: a transaction takes about as long.
    static let conflictPause: UInt32 = 1_000
    /// How long is asked whether a transaction took effect: a server lets go of a transaction whose
    /// client is gone within half a minute.
    static let resolutionWait: Duration = .seconds(120)

    /// Runs `body` in one transaction, acknowledged only once it is known to have taken effect: COMMIT
    /// was answered, or its mark is there.
    ///
    /// `body` may run several times. No `await` happens within, so that calls never interleave.
    ///
    /// - Parameter body: reads and decides; gives its result and the statements that write it, which
    ///   are sent with COMMIT as one pipeline.
    /// - Throws: what `body` throws; `.locked` after too many conflicts, or too long; `.outcomeUnknown` if COMMIT
    ///   was sent and what became of it could not be found out.
    func transaction<Result>(
        _ body: (Connection) throws(LedgerError) -> (Result, [Query])
    ) throws(LedgerError) -> Result {
        let deadline = ContinuousClock.now + Self.conflictWait
        for attempt in 1... {
            let connection = try connected()
            var sent: (result: Result, mark: CommitMark)?
            do throws(LedgerError) {
                connection.begin()
                let (result, writing) = try body(connection)
                guard !writing.isEmpty else {
                    try connection.run("COMMIT")
                    return result
                }
                let mark = CommitMark()
                sent = (result, mark)
                _ = try connection.run(
                    mark.setting(insteadOf: lastMark) + writing + [Query("COMMIT")])
                lastMark = mark
                return result
            } catch {
                let trouble = connection.trouble
                abandonIfBroken(connection)
                if trouble == .lost, let sent {
                    let isThere = try isThere(sent.mark, despite: error)
                    if isThere {
                        lastMark = sent.mark
                        return sent.result
                    }
                }
                guard trouble == .conflict || trouble == .lost else { throw error }
                guard attempt < Self.attemptLimit,
                    trouble == .lost || ContinuousClock.now < deadline
                else {
                    throw trouble == .lost ? error : LedgerError(.locked, error.reason)
                }
                // Those who met go on at different moments.
                if trouble == .conflict {
                    usleep(.random(in: 0...Self.conflictPause) * UInt32(attempt))
                }
            }
        }
        throw LedgerError(.other, "a transaction was never tried")
    }

    /// Whether a transaction took effect whose COMMIT was sent and not answered. If not, it never
    /// will.
    private func isThere(
        _ mark: CommitMark, despite failure: LedgerError
    ) throws(LedgerError) -> Bool {
        let deadline = ContinuousClock.now + Self.resolutionWait
        var last = failure
        while ContinuousClock.now < deadline {
            let connection: Connection
            do throws(LedgerError) {
                connection = try connected()
            } catch {
                last = error
                break
            }
            do throws(LedgerError) {
                return try mark.isSet(on: connection)
            } catch {
                last = error
                let trouble = connection.trouble
                abandonIfBroken(connection)
                guard trouble == .conflict || trouble == .lost else { break }
            }
        }
        throw LedgerError(
            .outcomeUnknown,
            "\(failure.reason); whether it took effect is unknown: \(last.reason)")
    }

    /// Runs `body` on one state of the books, without changing it.
    ///
    /// - Parameter isOne: whether it is one statement, which needs no transaction around it.
    func reading<Result>(
        isOne: Bool = false, _ body: (Connection) throws(LedgerError) -> Result
    ) throws(LedgerError) -> Result {
        for attempt in 1... {
            let connection = try connected()
            do throws(LedgerError) {
                if isOne { connection.beginOne() } else { connection.begin(reading: true) }
                let result = try body(connection)
                abandonIfBroken(connection)
                return result
            } catch {
                let trouble = connection.trouble
                abandonIfBroken(connection)
                guard trouble == .lost, attempt < Self.attemptLimit else { throw error }
            }
        }
        throw LedgerError(.other, "a reading was never tried")
    }
}
#endif
