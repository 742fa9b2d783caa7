public import SolanaCodec

/// A token that can be swept: any, not only those that the treasury takes as deposits.
public struct SweptToken: Hashable, Sendable {
    /// The mint.
    public var mint: Address
    /// The program that owns the mint: Token or Token-2022.
    public var program: Address
    /// Decimal places.
    public var decimals: UInt8
    /// Whether the mint may withhold a fee from each transfer.
    public var takesFee: Bool
    /// The length of an associated account for it, in bytes.
    public var accountSize: Int

    /// A token as the chain shows its mint.
    public init(mint: Address, program: Address, state: MintState) {
        self.mint = mint
        self.program = program
        decimals = state.decimals
        takesFee = state.extensions.contains(where: Self.isFee)
        let demanded = state.extensions.compactMap { Self.demanded[$0.type] }.reduce(0, +)
        accountSize =
            TokenAccountState.size + DepositAccounts.extensionBytes(program) + demanded
    }

    /// The bytes of what an account gets because the mint has this extension: type, length, value.
    ///
    /// Source: solana-program/token-2022, `ExtensionType::get_required_init_account_extensions`.
    private static let demanded: [ExtensionType: Int] = [
        .transferFeeConfig: 4 + 8, .transferHook: 4 + 1, .nonTransferable: 4, .pausable: 4,
    ]

    /// Whether a transfer may pay by this extension, now or in a later epoch.
    private static func isFee(_ entry: TokenExtension) -> Bool {
        guard entry.type == .transferFeeConfig else { return false }
        guard case .transferFeeConfig(let config) = try? TokenExtensionValue(decoding: entry) else {
            return true
        }
        return [config.older, config.newer].contains { $0.basisPoints > 0 }
    }

    /// The owner's associated account.
    func account(of owner: Address) -> Address {
        AssociatedTokenAccount.find(owner: owner, mint: mint, tokenProgram: program).address
    }
}
