import DepositProgram
import DepositVerifier
import SolanaCodec
import Testing

/// Texts written by hand; hledger and beancount have read them.
@Suite struct `Ledger export` {
    /// 32 and 64 zero bytes in base58.
    private static let one32 = String(repeating: "1", count: 32)
    private static let one64 = String(repeating: "1", count: 64)
    private static let genesis = Blockhash(FixedBytes(repeating: 0))
    private static let code = DepositCode(FixedBytes(repeating: 0xA1))
    private static let mint = Address(FixedBytes(repeating: 0))
    /// A name that would be a formula, a field of its own, and several accounts.
    private static let agent = #"=x("a"),b:c-d"#

    /// One deposit of 1.5, of which 0.5 were withdrawn.
    private static func books(
        agent: String = agent, symbol: String = "USDC"
    ) async throws -> InMemoryLedger {
        // 2023-11-14T22:13:20Z.
        let books = InMemoryLedger { 1_700_000_000_000_000 }
        try await books.add(code, agent: agent, references: [])
        try await deposit(books, symbol: symbol)
        let account = LedgerAccount(agent: agent, genesis: genesis, mint: mint)
        _ = try await books.book(
            Movement(
                account: account, kind: .withdrawal, amount: 500_000, id: "w1",
                meta: #"{"why":"a, b"}"#))
        return books
    }

    private static func deposit(
        _ books: InMemoryLedger, mint: Address = mint, symbol: String, signature: UInt8 = 0
    ) async throws {
        let fact = DepositFact(
            path: EventPath(outer: 3), destination: Address(FixedBytes(repeating: 2)), mint: mint,
            symbol: symbol, decimals: 6, amount: 1_500_000,
            payer: Address(FixedBytes(repeating: 3)), source: Address(FixedBytes(repeating: 4)),
            code: code)
        _ = try await books.post(
            TransactionFindings(
                genesis: genesis, signature: Signature(FixedBytes(repeating: signature)), slot: 1,
                credits: [fact], reviews: [], netReceived: [fact.destination: 1_500_000],
                eventSet: Array(repeating: 0, count: 32), evidence: ""))
    }

    private static func export(
        _ books: InMemoryLedger, _ format: LedgerExport.Format, agent: String? = nil
    ) async throws -> String {
        var bytes: [UInt8] = []
        try await LedgerExport(format).write(books, agent: agent) { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `comma-separated values hold no formula of somebody else's`() async throws {
        let text = try await Self.export(try await Self.books(), .csv)
        let rows = [
            "time,agent,genesis,mint,symbol,decimals,sequence,kind,amount,balanceAfter,contra,"
                + "contraAmount,code,signature,event,key,meta",
            "2023-11-14T22:13:20.000000Z,\"'=x(\"\"a\"\"),b:c-d\",\(Self.one32),\(Self.one32),USDC,6,"
                + "1,deposit,1.500000,1.500000,vault,-1.500000,A1A1A1A1A1A1A1A1,\(Self.one64),3,"
                + "sol:\(Self.one32):\(Self.one64):3,{}",
            "2023-11-14T22:13:20.000000Z,\"'=x(\"\"a\"\"),b:c-d\",\(Self.one32),\(Self.one32),USDC,6,"
                + "2,withdrawal,-0.500000,1.000000,vault,0.500000,,,,adm:w1,"
                + "\"{\"\"why\"\":\"\"a, b\"\"}\"",
        ]
        // RFC 4180: each record ends with CR LF.
        #expect(text == rows.map { $0 + "\r\n" }.joined())
        for name in ["+1", "-1", "@x"] {
            let books = try await Self.books(agent: name)
            #expect(try await Self.export(books, .csv).contains(",'\(name),"))
        }
    }

    @Test func `JSON Lines hold base units and every text as it is`() async throws {
        let text = try await Self.export(try await Self.books(), .jsonl)
        let first =
            #"{"schema":"l5.entry/1","agent":"=x(\"a\"),b:c-d","genesis":"\#(Self.one32)","#
            + #""mint":"\#(Self.one32)","symbol":"USDC","decimals":6,"sequence":1,"#
            + #""kind":"deposit","amount":"1500000","balanceAfter":"1500000","contra":"vault","#
            + #""contraAmount":"-1500000","code":"A1A1A1A1A1A1A1A1","signature":"\#(Self.one64)","#
            + #""event":"3","key":"sol:\#(Self.one32):\#(Self.one64):3","meta":"{}","#
            + #""createdAt":1700000000000000,"time":"2023-11-14T22:13:20.000000Z"}"#
        let lines = text.split(separator: "\n")
        #expect(lines.count == 2 && lines.first.map(String.init) == first)
        #expect(lines.last?.contains(#""contraAmount":"500000""#) ?? false)
    }

    @Test func `a journal for hledger has both sides of each entry`() async throws {
        let text = try await Self.export(try await Self.books(), .hledger)
        let account = "Liabilities:Agents:A--3Dx-28-22a-22-29-2Cb-3Ac--d:USDC"
        #expect(
            text == """
                ; l5-deposit, journal
                decimal-mark .

                ; USDC is mint \(Self.one32) on \(Self.one32)
                commodity 1000.000000 USDC
                account Assets:Treasury:USDC
                account Income:Revenue:USDC
                account Liabilities:Suspense:USDC
                account Assets:Clearing:USDC
                account Expenses:BadDebt:USDC

                account \(account)

                2023-11-14 (sol:\(Self.one32):\(Self.one64):3) deposit
                    ; time:2023-11-14T22:13:20.000000Z, sequence:1
                    Assets:Treasury:USDC  1.500000 USDC
                    \(account)  -1.500000 USDC

                2023-11-14 (adm:w1) withdrawal
                    ; time:2023-11-14T22:13:20.000000Z, sequence:2
                    Assets:Treasury:USDC  -0.500000 USDC
                    \(account)  0.500000 USDC

                """)
    }

    @Test func `a journal for beancount opens every account`() async throws {
        let text = try await Self.export(try await Self.books(), .beancount)
        let account = "Liabilities:Agents:A--3Dx-28-22a-22-29-2Cb-3Ac--d:USDC"
        #expect(
            text == """
                ; l5-deposit, journal
                option "title" "l5-deposit"

                1970-01-01 commodity USDC
                  mint: "\(Self.one32)"
                  genesis: "\(Self.one32)"
                1970-01-01 open Assets:Treasury:USDC USDC
                1970-01-01 open Income:Revenue:USDC USDC
                1970-01-01 open Liabilities:Suspense:USDC USDC
                1970-01-01 open Assets:Clearing:USDC USDC
                1970-01-01 open Expenses:BadDebt:USDC USDC

                1970-01-01 open \(account) USDC
                  agent: "=x(\\"a\\"),b:c-d"

                2023-11-14 * "deposit"
                  key: "sol:\(Self.one32):\(Self.one64):3"
                  time: "2023-11-14T22:13:20.000000Z"
                  sequence: 1
                  Assets:Treasury:USDC  1.500000 USDC
                  \(account)  -1.500000 USDC

                2023-11-14 * "withdrawal"
                  key: "adm:w1"
                  time: "2023-11-14T22:13:20.000000Z"
                  sequence: 2
                  Assets:Treasury:USDC  -0.500000 USDC
                  \(account)  0.500000 USDC

                """)
    }

    @Test func `two tokens of one symbol, and symbols that are none, have names of their own`()
        async throws
    {
        let books = try await Self.books(agent: "a")
        for (number, symbol) in ["USDC", "US DC; x", "usdc"].enumerated() {
            let byte = UInt8(number + 1)
            try await Self.deposit(
                books, mint: Address(FixedBytes(repeating: byte)), symbol: symbol, signature: byte)
        }
        let text = try await Self.export(books, .hledger)
        for name in ["USDC", "\"USDC-2\"", "TOKEN", "\"TOKEN-2\""] {
            #expect(text.contains("commodity 1000.000000 \(name)\n"), "\(name)")
        }
        #expect(text.contains("Assets:Treasury:USDC-2  1.500000 \"USDC-2\"\n"))
        #expect(!text.contains("US DC"))
    }

    @Test func `one agent's entries are written alone, more than a page of them whole`()
        async throws
    {
        let books = try await Self.books(agent: "a")
        let account = LedgerAccount(agent: "a", genesis: Self.genesis, mint: Self.mint)
        for number in 0..<1_100 {
            _ = try await books.book(
                Movement(account: account, kind: .refund, amount: 1, id: "r\(number)"))
        }
        let other = DepositCode(FixedBytes(repeating: 0xB2))
        try await books.add(other, agent: "b", references: [])
        let lines = try await Self.export(books, .jsonl, agent: "a").split(separator: "\n")
        #expect(lines.count == 1_102)
        #expect(lines.last?.contains(#""sequence":1102,"#) ?? false)
        #expect(try await Self.export(books, .jsonl, agent: "b").isEmpty)
    }

    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000000Z"), (-1, "1970-01-01T00:00:00.000000Z"),
            (951_782_399_999_999, "2000-02-28T23:59:59.999999Z"),
            (951_782_400_000_000, "2000-02-29T00:00:00.000000Z"),
            (4_107_542_400_000_000, "2100-03-01T00:00:00.000000Z"),
            (.max, "9999-12-31T23:59:59.999999Z"),
        ] as [(Int64, String)])
    func `times are those of the calendar`(_ microseconds: Int64, _ text: String) async throws {
        let books = InMemoryLedger { microseconds }
        try await books.add(Self.code, agent: "a", references: [])
        try await Self.deposit(books, symbol: "USDC")
        #expect(try await Self.export(books, .csv).contains("\r\n\(text),a,"))
    }
}
