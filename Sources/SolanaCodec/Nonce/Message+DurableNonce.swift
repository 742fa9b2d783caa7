/// A nonce to use in place of a recent blockhash.
public struct DurableNonce: Hashable, Sendable {
    /// The nonce account.
    public var account: Address
    /// Who signs to use it.
    public var authority: Address
    /// Its present value.
    public var value: Blockhash

    /// A nonce whose parts are known.
    public init(account: Address, authority: Address, value: Blockhash) {
        self.account = account
        self.authority = authority
        self.value = value
    }

    /// The nonce that an account holds; `nil` if the runtime takes none of it.
    public init?(account: Address, state: NonceState) {
        guard let value = state.usableNonce, let content = state.content else { return nil }
        self.init(account: account, authority: content.authority, value: value)
    }

    /// The instruction that uses the nonce up; the first of its message.
    public var advance: Instruction {
        SystemInstruction.advanceNonce(nonceAccount: account, nonceAuthority: authority).instruction
    }
}

extension Message {
    /// Compiles instructions into a message that stays valid until its nonce is advanced, which the
    /// message itself does before anything else, whether the rest succeeds or not.
    ///
    /// The nonce account must stand in the message itself (SIMD-0242): a table that lists it is not
    /// used.
    ///
    /// - Throws: `WireError` if the result breaks a limit of its version.
    public static func compile(
        _ instructions: [Instruction], payer: Address, nonce: DurableNonce, version: Version,
        tables: [AddressLookupTable] = [], config: TransactionConfig = TransactionConfig()
    ) throws(WireError) -> Message {
        let usable = tables.filter { !$0.addresses.contains(nonce.account) }
        return try compile(
            [nonce.advance] + instructions, payer: payer, recentBlockhash: nonce.value,
            version: version, tables: usable, config: config)
    }

    /// The nonce account, if this message uses a durable nonce by the runtime's rule; else its
    /// recent blockhash has to be recent.
    ///
    /// The first instruction calls the System program with tag 4, whatever follows the tag; its
    /// first account is writable and listed in the message itself (SIMD-0242). That the account
    /// holds this nonce, and that its authority signs, is for the chain to say; so is which sysvars
    /// and built-in programs are read-only whatever the header says, none of which is a nonce.
    ///
    /// Source: anza-xyz/agave, svm-transaction, `get_durable_nonce`.
    public var durableNonceAccount: Address? {
        guard let first = instructions.first,
            addresses.indices.contains(Int(first.programIndex)),
            addresses[Int(first.programIndex)] == Programs.system,
            first.data.starts(with: [4, 0, 0, 0]),
            let account = first.accountIndices.first.map(Int.init),
            addresses.indices.contains(account), role(ofAddressAt: account).isWritable,
            // The runtime makes accounts that are called read-only, unless their loader is here too.
            addresses.contains(Programs.upgradeableLoader)
                || !instructions.contains(where: { Int($0.programIndex) == account })
        else { return nil }
        return addresses[account]
    }
}
