import DepositVerifier
import SolanaCodec
import Testing

@Suite struct `Entry row` {
    static let first = EntryRow(
        account: .init(agent: 1, asset: 1), sequence: 1, amount: 5_000_000,
        balanceAfter: 5_000_000, kind: 1, contra: 1,
        idem: "sol:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d:"
            + "2AXDGYSE4f2sz7tvMMzyHvUfcoJmxudvdhBcmiUSo6ijwfYmfZYsKRxboQMPh3R4kUhXRVdtSXFXMheka4Rc4P2"
            + ":3",
        meta: "{}", createdAt: 1_700_000_000_000_000, hash: [])

    /// The digests were computed with Python's hashlib, the base58 texts with solders.
    @Test func `hashes the documented text after the previous head`() {
        let text =
            "v1|1|1|1|5000000|5000000|1|1|1700000000000000|"
            + "sol:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d:"
            + "2AXDGYSE4f2sz7tvMMzyHvUfcoJmxudvdhBcmiUSo6ijwfYmfZYsKRxboQMPh3R4kUhXRVdtSXFXMheka4Rc4P2"
            + ":3|{}"
        #expect(Self.first.canonicalText == text)
        let head = EntryRow.head(after: EntryRow.birth, text: Array(text.utf8))
        #expect(
            Hexadecimal.encode(head)
                == "592b60856290a68357964ada560f23de7096cf8ebcb10782f033408bbedfa722")
    }

    @Test func `names a deposit by cluster, transaction and path`() throws {
        let genesis = try Blockhash(parsing: "5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d")
        let deposit = DepositID(
            genesis: genesis, signature: Signature(FixedBytes(repeating: 1)),
            path: EventPath(outer: 3))
        #expect(LedgerRules.idempotencyKey(deposit) == Self.first.idem)
    }
}
