import SolanaCodec

/// A transaction's bytes to a model that owns its parts.
enum TransactionRows {
    static let all = [decode]

    /// 1,024 v0 deposits, made by solders from random values: 418 bytes, one signature, eight
    /// addresses, four instructions.
    private static let decode = Row(
        name: "transaction decode 418 B", anchor: "solders", target: 1.5
    ) {
        let solders = try SoldersProcess()
        let answers = try solders.ask(
            "transactions \(RandomPool.count) 1", lines: RandomPool.count)
        let wires = answers.compactMap { Hexadecimal.decode($0[0]) }
        try expectEqual(
            wires.map { (try? Transaction(decoding: $0)).map(describe) }, answers.map { $0[1] },
            row: "transaction decode 418 B")
        return Contest(
            operations: wires.count,
            ours: {
                var sum: UInt64 = 0
                for wire in wires {
                    if let transaction = try? Transaction(decoding: wire) {
                        sum &+= UInt64(transaction.message.instructions.count)
                    }
                }
                return sum
            },
            anchor: .elsewhere { try solders.time(passes: $0) })
    }

    /// Every part of a decoded transaction, as the anchor describes it.
    private static func describe(_ transaction: Transaction) -> String {
        let message = transaction.message
        var parts = transaction.signatures.map { Hexadecimal.encode($0.bytes) }
        parts += [
            "\(message.header.requiredSignatures)", "\(message.header.readonlySigned)",
            "\(message.header.readonlyUnsigned)",
        ]
        parts += message.addresses.map { Hexadecimal.encode($0.bytes) }
        parts.append(Hexadecimal.encode(message.recentBlockhash.bytes))
        for call in message.instructions {
            parts += [
                "\(call.programIndex)", Hexadecimal.encode(call.accountIndices),
                Hexadecimal.encode(call.data),
            ]
        }
        parts.append("\(message.lookups.count)")
        return parts.joined(separator: ",")
    }
}
