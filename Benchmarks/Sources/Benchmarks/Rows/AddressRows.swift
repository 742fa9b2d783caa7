import CAnchors
import SolanaCodec

/// Points of the curve, and the addresses that are none.
enum AddressRows {
    static let all = [onCurve, associated]

    private static let onCurve = Row(
        name: "on curve", anchor: "mpz_jacobi (GMP)", target: 0.5
    ) {
        let values = RandomPool.bytes(size: 32, seed: 25_519)
        let addresses = values.compactMap { Address(bytes: $0) }
        let flat = values.flatMap(\.self)
        var answers = [UInt8](repeating: 0, count: values.count)
        let anchor = { UInt64(anchor_gmp_on_curve(flat, values.count, &answers)) }
        _ = anchor()
        try expectEqual(
            addresses.map { Ed25519.isOnCurve($0) }, answers.map { $0 == 1 }, row: "on curve")
        return Contest(
            operations: addresses.count,
            ours: {
                var count: UInt64 = 0
                for address in addresses where Ed25519.isOnCurve(address) { count += 1 }
                return count
            },
            anchor: .here(anchor))
    }

    private static let associated = Row(
        name: "find associated token address", anchor: "solders", target: 0.27
    ) {
        let solders = try SoldersProcess()
        let answers = try solders.ask("associated \(RandomPool.count) 1", lines: RandomPool.count)
            .map { $0.compactMap { Hexadecimal.decode($0).flatMap { Address(bytes: $0) } } }
        let pairs = answers.map { (owner: $0[0], mint: $0[1]) }
        try expectEqual(
            pairs.map { AssociatedTokenAccount.find(owner: $0.owner, mint: $0.mint).address },
            answers.map { $0[2] }, row: "find associated token address")
        return Contest(
            operations: pairs.count,
            ours: {
                var sum: UInt64 = 0
                for (owner, mint) in pairs {
                    sum &+= UInt64(AssociatedTokenAccount.find(owner: owner, mint: mint).bump)
                }
                return sum
            },
            anchor: .elsewhere { try solders.time(passes: $0) })
    }
}
