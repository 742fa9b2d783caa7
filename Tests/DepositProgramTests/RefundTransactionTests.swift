import DepositProgram
import SolanaCodec
import TestSupport
import Testing

@Suite struct RefundTransactionTests {
    static let signature = Signature(FixedBytes(repeating: 0x5A))
    static let nonce = DurableNonce(
        account: Address(FixedBytes(repeating: 0x4E)), authority: World.hot.address,
        value: Blockhash(FixedBytes(repeating: 0x4F)))

    static func request(
        path: InstructionPath = InstructionPath(outer: 3), feePayer: Address? = nil
    ) -> RefundRequest {
        RefundRequest(
            genesis: Cluster.mainnet.genesis,
            deposit: RefundMemo.Subject(signature: signature, path: path),
            treasury: World.treasury.address, source: World.treasuryUSDC,
            destination: World.payerUSDC, mint: World.usdc, tokenProgram: Programs.token,
            decimals: 6, amount: 5_000_000, feePayer: feePayer ?? World.treasury.address,
            rent: Lamports(655_320))
    }

    static let rows: [(RefundRequest, RefundTransaction.Lifetime)] = [
        (request(), .blockhash(Blockhash(FixedBytes(repeating: 9)))),
        (
            request(
                path: InstructionPath(outer: 2, inner: 1, batchChild: 0),
                feePayer: World.relayer.address), .blockhash(Blockhash(FixedBytes(repeating: 9)))
        ),
        (request(), .nonce(nonce)),
        (request(feePayer: World.hot.address), .nonce(nonce)),
    ]

    /// The Rust SDK's own instructions and compiler give the same bytes.
    @Test(arguments: rows)
    func `builds what the SDK builds, byte for byte`(
        _ request: RefundRequest, _ lifetime: RefundTransaction.Lifetime
    ) throws {
        let transaction = try RefundTransaction.build(
            request, lifetime: lifetime, budget: ComputeBudget(unitLimit: 20_000, unitPrice: 7))
        var members = [
            "genesis": request.genesis.description, "signature": Self.signature.description,
            "path": request.deposit.path.description, "treasury": request.treasury.description,
            "source": request.source.description,
            "destination": request.destination.description, "mint": request.mint.description,
            "program": request.tokenProgram.description,
            "feePayer": request.feePayer.description, "memo": Programs.memoV3.description,
        ]
        switch lifetime {
        case .blockhash(let blockhash): members["blockhash"] = blockhash.description
        case .nonce(let nonce):
            members["blockhash"] = nonce.value.description
            members["nonceAccount"] = nonce.account.description
            members["nonceAuthority"] = nonce.authority.description
        }
        let texts = members.map { #""\#($0)":"\#($1)""# }.joined(separator: ",")
        let numbers = #""decimals":6,"amount":5000000,"rent":655320,"units":20000,"price":7"#
        let lines = try Oracle.run(["build", "{\(texts),\(numbers)}"], script: "refunds")
        #expect(Base64.encode(transaction.messageBytes) == lines.first)
        #expect(transaction.signatures.allSatisfy { $0 == .absent })
    }

    /// Of each deposit and wallet its own; computed once with Python's hashlib.
    @Test func `the receipt is the deposit's and the wallet's own`() {
        let receipt = Self.request().receipt
        let path = Self.request(path: InstructionPath(outer: 4)).receipt
        var other = Self.request()
        other.deposit.signature = Signature(FixedBytes(repeating: 0x5B))
        var cluster = Self.request()
        cluster.genesis = Cluster.devnet.genesis
        var wallet = Self.request()
        wallet.treasury = World.hot.address
        let addresses = [receipt, path, other.receipt, cluster.receipt, wallet.receipt]
        #expect(Set(addresses.map(\.address)).count == addresses.count)
        #expect(receipt.address == "286tgwvUmcaGoYGVZjExn9mMBCsixHknwNU8cF3HgEkk")
    }

    @Test(arguments: ["3", "2.1", "2.b0", "2.1.b0"])
    func `a memo names a deposit and is read again`(_ text: String) throws {
        let path = try #require(InstructionPath(text))
        let subject = RefundMemo.Subject(signature: Self.signature, path: path)
        let memo = "refund:\(Self.signature):\(text)"
        #expect(RefundMemo.text(for: subject) == memo)
        #expect(RefundMemo.subject(in: Array(memo.utf8)) == subject)
        #expect(RefundMemo.subject(in: Array(" \t\(memo)\r\n".utf8)) == subject)
    }

    @Test(arguments: [
        "", "refund:", "refund:x:3", "refund:\(signature)", "refund:\(signature):",
        "refund:\(signature):03", "refund:\(signature):3:", "refund:\(signature):3 x",
        "refund: \(signature):3", "REFUND:\(signature):3", "xrefund:\(signature):3",
        "refund:1\(signature):3", "refund:\(signature):3\u{0301}", "\u{200B}refund:\(signature):3",
        "refund:\(signature):3" + String(repeating: " ", count: 80),
    ])
    func `other memos name none`(_ memo: String) {
        #expect(RefundMemo.subject(in: Array(memo.utf8)) == nil)
    }
}
