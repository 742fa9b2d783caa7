import DepositProgram
import DepositVerifier
import SolanaCodec

/// Deposits made from their numbers, the same in Swift and in C (Ledger/ledger.c): whatever posts
/// them, the books hold the same bytes.
enum MadeDeposits {
    /// What is made from a number, so that no two things are alike.
    enum Domain: UInt64 {
        case signature = 1, payer, source, eventSet, genesis, mint, destination
    }

    /// Shape: 64-bit words of splitmix64's finaliser, little-endian.
    static func bytes(_ domain: Domain, _ number: Int, count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        for word in 0..<(count / 8) {
            var value = domain.rawValue << 56 | UInt64(number) << 8 | UInt64(word)
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            value ^= value >> 31
            withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
        }
        return bytes
    }

    static func address(_ domain: Domain, _ number: Int) throws -> Address {
        guard let address = Address(bytes: bytes(domain, number, count: 32)) else { throw Oddity() }
        return address
    }

    /// The agent's number, from 1, big-endian: SQL can make it, too.
    static func code(_ agent: Int) throws -> DepositCode {
        let bytes = withUnsafeBytes(of: UInt64(agent + 1).bigEndian) { Array($0) }
        guard let code = DepositCode(bytes: bytes) else { throw Oddity() }
        return code
    }

    static func genesis() throws -> Blockhash {
        guard let genesis = Blockhash(bytes: bytes(.genesis, 0, count: 32)) else { throw Oddity() }
        return genesis
    }

    /// Whose deposit it is: neighbours in time are no neighbours in the books.
    static func agent(_ number: Int, of agents: Int) -> Int { number * 7_919 % agents }

    /// The findings of transaction `number`, with one deposit.
    static func findings(_ number: Int, agents: Int) throws -> TransactionFindings {
        guard let signature = Signature(bytes: bytes(.signature, number, count: 64)) else {
            throw Oddity()
        }
        let destination = try address(.destination, 0)
        let eventSet = bytes(.eventSet, number, count: 32)
        let amount = UInt64(1_000_000 + number % 1_000)
        guard let path = EventPath("2") else { throw Oddity() }
        let fact = DepositFact(
            path: path, destination: destination, mint: try address(.mint, 0), symbol: "USDC",
            decimals: 6, amount: amount, payer: try address(.payer, number % 4_096),
            source: try address(.source, number % 4_096), code: try code(agent(number, of: agents)))
        let digits = eventSet.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
        return TransactionFindings(
            genesis: try genesis(), signature: signature, slot: UInt64(300_000_000 + number / 4),
            credits: [fact], reviews: [], netReceived: [destination: amount], eventSet: eventSet,
            evidence: digits.joined())
    }

    /// A value that cannot be made, or an outcome that cannot be.
    struct Oddity: Error {}
}
