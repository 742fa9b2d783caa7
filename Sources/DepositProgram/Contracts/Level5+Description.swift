public import SolanaCodec

extension Level5 {
    /// The program for descriptions of transactions: all of its instructions and events by name.
    ///
    /// Deployed on devnet (v0.4.0) and as the documentation of v1.2.0 says.
    public static let program = AnchorProgram(
        name: "Level5",
        addresses: [
            "C4UAHoYgqZ7dmS4JypAwQcJ1YzYVM86S2eA1PTUthzve",
            "BBAdcqUkg68JXNiPQ1HR1wujfZuayyK3eQTQSYAh6FSW",
        ],
        instructions: [
            layout("initialize", "depositAccount owner systemProgram", [code]),
            layout("deposit", "depositAccount owner systemProgram", [lamports]),
            layout("withdraw", "depositAccount owner systemProgram", [lamports]),
            layout(
                "initialize_token",
                "depositAccount mint vault owner tokenProgram associatedTokenProgram systemProgram",
                [code]),
            layout(
                "deposit_token", "depositAccount mint source vault owner tokenProgram", [amount]),
            layout(
                "withdraw_token", "depositAccount mint vault recipient owner tokenProgram",
                [amount]),
            layout("close_account", "depositAccount owner", []),
            layout("close_token_account", "depositAccount mint vault owner tokenProgram", []),
        ],
        events: [
            AnchorProgram.Layout(
                "DepositEvent", values: [owner, mint, code, amount, newBalance]),
            AnchorProgram.Layout("WithdrawEvent", values: [owner, mint, amount, newBalance]),
        ])

    private static let owner = AnchorProgram.Value("owner", .address)
    private static let mint = AnchorProgram.Value("mint", .address)
    private static let code = AnchorProgram.Value("code", .bytes(8))
    private static let amount = AnchorProgram.Value("amount", .amount)
    private static let newBalance = AnchorProgram.Value("newBalance", .amount)
    private static let lamports = AnchorProgram.Value("lamports", .number)

    /// Accounts have the same role wherever the program names them.
    private static let roles: [Substring: AccountRole] = [
        "depositAccount": .writable, "owner": .writableSigner, "vault": .writable,
        "source": .writable, "recipient": .writable,
    ]

    private static func layout(
        _ name: String, _ accounts: String, _ values: [AnchorProgram.Value]
    ) -> AnchorProgram.Layout {
        AnchorProgram.Layout(
            name,
            accounts: accounts.split(separator: " ").map {
                AnchorProgram.Account(String($0), roles[$0] ?? .readonly)
            }, values: values)
    }
}
