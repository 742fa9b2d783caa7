#if CLI
import ArgumentParser

extension ReviewCommand {
    /// `review refund`.
    struct Refund: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send a deposit back: prepare the transaction for the treasury to sign.",
            discussion: """
                The ledger says `refunding` before there is anything to sign: from then on the deposit
                is neither assigned nor credited, and there is no way back. The transaction sends the
                amount to the token account that it came from; it has no signatures yet, and is
                written in base64.

                It can be paid once only, however often it is prepared and whoever signs: it opens an
                account, the receipt, whose address is the deposit's own, and a second one fails
                because the account is there. So run it again if the blockhash has become too old, or
                give a nonce account (--nonce-account) if the signers need more than a minute. Do not
                pay it in another way beside this one.

                Once it is paid and final, run it again, or verify the paying transaction: the ledger
                then says `refunded`.

                EXAMPLES:
                  l5-deposit review refund SIGNATURE 3 --by anna --why "sent by mistake" \\
                    --policy policy.json --ledger books.db --out refund.txt
                """)

        @OptionGroup var subject: Subject
        @OptionGroup var person: Person
        @Option(
            help: ArgumentHelp(
                "A nonce account that takes the place of a blockhash; its authority signs too.",
                valueName: "ADDRESS"))
        var nonceAccount: String?
        @Option(
            name: .customLong("with-compute-unit-price"), help: "Micro-lamports a compute unit.")
        var unitPrice: UInt64 = 0
        @Option(
            name: .customLong("out"),
            help: ArgumentHelp("Write the transaction to a new file.", valueName: "FILE"))
        var outfile: String?
        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Ending.run(schema, options) { console in
                let run = try RefundRun(self, console)
                return try await ledger.with { books in try await run.run(books) }
            }
        }
    }
}
#endif
