/// Takes lamports (never tokens) out of an account of the token program.
///
/// Shape: tag 38; tag 45 | `u8` 0, or `u8` 1 and `u64` amount. Accounts: source, destination,
/// authority, further accounts.
///
/// Source: solana-program/token, p-token/src/processor, unwrap_lamports.rs and
/// withdraw_excess_lamports.rs.
public struct TokenLamportsWithdrawal: Hashable, Sendable {
    /// Which lamports.
    public enum Kind: Hashable, Sendable {
        /// Tag 38, `withdrawExcessLamports`: all above the rent minimum.
        case excess
        /// Tag 45, `unwrapLamports`: wrapped SOL, this amount or (`nil`) all of it.
        case unwrap(Lamports?)
    }

    /// Which lamports.
    public var kind: Kind
    /// The account that pays.
    public var source: Address
    /// The account that receives.
    public var destination: Address
    /// The source's owner, mint authority, or the source itself.
    public var authority: Address
    /// Accounts after the authority, in order.
    public var additionalAccounts: [AccountMeta]

    /// A withdrawal.
    public init(
        _ kind: Kind, source: Address, destination: Address, authority: Address,
        additionalAccounts: [AccountMeta] = []
    ) {
        self.kind = kind
        self.source = source
        self.destination = destination
        self.authority = authority
        self.additionalAccounts = additionalAccounts
    }

    init(_ input: inout CallReader, unwraps: Bool) throws(InstructionError) {
        try input.require(accounts: 3)
        source = try input.account()
        destination = try input.account()
        authority = try input.account()
        kind = unwraps ? .unwrap(try Self.optionalLamports(&input)) : .excess
        additionalAccounts = input.remainingAccounts()
    }

    private static func optionalLamports(
        _ input: inout CallReader
    ) throws(InstructionError) -> Lamports? {
        switch try input.byte() {
        case 0: nil
        case 1: Lamports(try input.integer())
        case let flag: throw .invalidOptionFlag(flag)
        }
    }
}

extension TokenLamportsWithdrawal: ProgramCall {
    private var tag: TokenInstructionTag {
        if case .excess = kind { .withdrawExcessLamports } else { .unwrapLamports }
    }

    /// The name in `jsonParsed` answers.
    public var name: String { tag.name }

    /// The accounts that the program reads by position.
    public var namedAccounts: [NamedAccount] {
        [
            NamedAccount("source", source, .writable),
            NamedAccount("destination", destination, .writable),
            .authority("authority", authority, members: additionalAccounts),
        ]
    }

    /// The values in the data, by name.
    public var parameters: [InstructionField] {
        guard case .unwrap(let lamports?) = kind else { return [] }
        return [InstructionField("amount", .amount(lamports.rawValue))]
    }

    /// The data in its canonical form.
    public var data: [UInt8] {
        var output = [tag.rawValue]
        if case .unwrap(let lamports) = kind {
            output.append(lamports == nil ? 0 : 1)
            if let lamports { output.append(integer: lamports.rawValue) }
        }
        return output
    }
}
