#if CLI
import ArgumentParser
import DepositProgram
import DepositVerifier
import SolanaCodec

extension LedgerCommand {
    /// `ledger reconcile`.
    struct Reconcile: AsyncParsableCommand {
        static let schema = "l5.reconcile/1"

        static let configuration = CommandConfiguration(
            abstract: "Prove that the books are what the chain shows, to the base unit.",
            discussion: """
                Credited, in review, refused, refunding and refunded together must be what went into
                each token account of the treasury, and into the vaults of codes. Every transaction \
                is heard from two operators where there are two, and the balances prove that none is
                missing. Where all is equal the ledger takes note of it: the next run goes on from
                there, and credits that two operators told of use up no cap any more.

                Exit code: 0 equal, 3 equal so far (run it again), 4 the chain could not be read as a
                whole, 13 a difference. Nothing is noted in the ledger on 4 and 13.

                EXAMPLES:
                  l5-deposit ledger reconcile --ledger books.db --policy policy.json
                  l5-deposit ledger reconcile --from 0 --ledger books.db --output json
                """)

        @Option(
            help: ArgumentHelp(
                "The first slot; where the last run ended by default.", valueName: "SLOT"))
        var from: UInt64?
        @Option(
            help: ArgumentHelp(
                "The last slot; the newest that is final by default.", valueName: "SLOT"))
        var to: UInt64?
        @Option(
            help: ArgumentHelp(
                "The longest time for one transaction, and for one page of a list.",
                valueName: "SECONDS"))
        var deadline: UInt32 = 30
        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Ending.run(Self.schema, options) { console in
                let settings = try Settings(options)
                guard (1...Settings.longestTimeout).contains(deadline) else {
                    throw Failure(
                        .usage, "--deadline is out of range", why: "\(deadline) seconds",
                        next: "use 1 to \(Settings.longestTimeout)")
                }
                guard let policy = settings.policy else {
                    throw Failure(
                        .usage, "there is no policy",
                        why: "reconcile needs a treasury and its tokens",
                        next: "add --policy FILE; fixtures/policy/ has an example")
                }
                let endpoints = try Connection.transports(
                    settings, console: console, batching: true)
                let found = try await ledger.with { books in
                    do {
                        let reconciler = try await Reconciler(
                            policy: policy, endpoints: endpoints, books: books,
                            deadline: .seconds(deadline))
                        return try await reconciler.reconcile(from: from, to: to)
                    } catch let error as ReconciliationError {
                        throw Failure(error)
                    }
                }
                let view = ReconciliationView(reconciliation: found)
                for line in view.lines { console.line(line) }
                console.document(view.json)
                return view.exitCode
            }
        }
    }
}

extension Failure {
    /// Why nothing could be compared.
    fileprivate init(_ error: ReconciliationError) {
        switch error {
        case .notFinal(let newest):
            self.init(
                .pending, "the last slot is not final yet",
                why: "the newest that all operators have is \(newest)", next: "run it again later")
        case .emptyRange:
            self.init(
                .usage, "there are no slots between --from and --to", why: "the range is empty",
                next: "check both")
        case .tooMany:
            self.init(
                .unknown, "there is more to compare than one run can take",
                why: "the books, or one slot, hold too much",
                next: "give a shorter range: --from, --to")
        }
    }
}
#endif
