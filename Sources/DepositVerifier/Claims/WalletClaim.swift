public import SolanaCodec

/// What a wallet says about a deposit of its own that carries no code: whose credit it is.
///
/// Shape of the signed text, ASCII, lines ended by LF but for the last:
/// ```
/// usdc-deposit-claim v1
/// cluster: <genesis hash, base58>
/// transaction: <first signature, base58>
/// transfer: <event path, such as 4 or 2.1.b0>
/// account: <agent or deposit code>
/// gateway: <host>
/// ```
/// It is signed as it is (a wallet's `signMessage`), or as an `OffchainMessage` of any layout that
/// names no application and nobody but the signer.
public struct WalletClaim: Hashable, Sendable {
    /// Who shall be credited: an agent's name, or a deposit code.
    public var account: String
    /// The signature of the text by the transfer's authority.
    public var signature: Signature
    /// The host of the gateway that is to credit.
    public var gateway: String

    /// A claim as it was handed in; whether it is worth anything is for the rules to say.
    public init(account: String, signature: Signature, gateway: String) {
        self.account = account
        self.signature = signature
        self.gateway = gateway
    }

    // MARK: Text

    /// The text to sign.
    ///
    /// - Throws: `WalletClaimError` for an account or a gateway that would not stay on its line.
    public static func text(
        account: String, gateway: String, deposit: DepositID
    ) throws(WalletClaimError) -> String {
        guard isAccount(account) else { throw .malformedAccount }
        guard isGateway(gateway) else { throw .malformedGateway }
        return """
            usdc-deposit-claim v1
            cluster: \(deposit.genesis)
            transaction: \(deposit.signature)
            transfer: \(deposit.path)
            account: \(account)
            gateway: \(gateway)
            """
    }

    /// Whether a text can be an account: a name that the books can hold, which has room for a code.
    public static func isAccount(_ text: String) -> Bool {
        (try? LedgerRules.checkAgent(text)) != nil
    }

    /// Whether a text can be a gateway's host: a name or an address, and perhaps a port, in lower
    /// case, so that one host has one spelling.
    public static func isGateway(_ text: String) -> Bool {
        (1...longestGateway).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: gatewayMarks.contains(byte)
                }
            }
    }

    /// The longest name of the domain name system, and a port.
    private static let longestGateway = 253 + 6
    private static let gatewayMarks = Array(".-_:[]".utf8)

    // MARK: Signature

    /// Whether `signer` signed the text for this deposit: strictly, so that nobody can turn one
    /// signature into another.
    func isSigned(for deposit: DepositID, by signer: Address) -> Bool {
        guard let text = try? Self.text(account: account, gateway: gateway, deposit: deposit) else {
            return false
        }
        if Ed25519.isValid(signature, of: Array(text.utf8), by: signer) { return true }
        return Self.envelopes(of: text, by: signer).contains { $0.isValid(signature, by: signer) }
    }

    /// The off-chain messages that a wallet may wrap the text in. It has line breaks, which the
    /// format of printable ASCII does not allow.
    private static func envelopes(of text: String, by signer: Address) -> [OffchainMessage] {
        let formats: [OffchainMessage.Format] = [.limitedUTF8, .extendedUTF8]
        let noDomain = FixedBytes<32>(repeating: 0)
        let preambles =
            formats.map { OffchainMessage.Preamble.v0WithoutSigners(format: $0) }
            + formats.map { .v0(applicationDomain: noDomain, format: $0, signers: [signer]) }
            + [.v1(signers: [signer])]
        return preambles.compactMap { try? OffchainMessage($0, text: text) }
    }
}

/// Why there is no text to sign.
public enum WalletClaimError: Error, Hashable, Sendable {
    /// The account is not 1 to 64 printable ASCII characters, or has a blank at an end.
    case malformedAccount
    /// The gateway is no host in lower case.
    case malformedGateway
    /// The signer could not sign.
    case unsigned
}

extension WalletClaim {
    /// A claim that is signed as `solana sign-offchain-message` signs a text.
    ///
    /// - Throws: `WalletClaimError`.
    public init(
        account: String, gateway: String, deposit: DepositID, signer: any Signer
    ) throws(WalletClaimError) {
        let text = try Self.text(account: account, gateway: gateway, deposit: deposit)
        do {
            signature = try OffchainMessage(withoutSigners: text).sign(with: signer)
        } catch {
            throw .unsigned
        }
        self.account = account
        self.gateway = gateway
    }
}
