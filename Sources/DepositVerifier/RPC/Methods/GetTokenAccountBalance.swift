public import SolanaCodec

/// What a token account holds.
public struct TokenAccountBalance: Hashable, Sendable {
    /// The amount in base units.
    public var amount: TokenAmount
    /// The mint's decimal places.
    public var decimals: UInt8

    /// A balance from its parts.
    public init(amount: TokenAmount, decimals: UInt8) {
        self.amount = amount
        self.decimals = decimals
    }
}

extension RPCClient {
    /// The balance of a token account.
    ///
    /// - Throws: `RPCError`; `.server(code: -32602)` if there is no such token account.
    public func getTokenAccountBalance(
        _ account: Address, commitment: Commitment
    ) async throws -> AtSlot<TokenAccountBalance> {
        let params = [JSONOutput.address(account), rpcOptions(commitment: commitment)]
        return try await call("getTokenAccountBalance", params) { json throws(JSONError) in
            try AtSlot(json: json) { value throws(JSONError) in
                TokenAccountBalance(
                    amount: TokenAmount(try value.required("amount").digitString()),
                    decimals: try value.required("decimals").integer())
            }
        }
    }
}
