#if CLI
import DepositProgram
import DepositVerifier
import SolanaCodec

/// The keys of a call.
struct Wallet {
    /// Whose tokens are paid.
    let authority: Keypair
    /// Who pays the fee.
    let feePayer: Keypair

    /// Reads the keys that the settings name.
    ///
    /// - Throws: `Failure`.
    init(_ settings: Settings, feePayer: String?) throws {
        let source = try Self.source(settings)
        let other = try feePayer.map { try SignerSource($0) }
        guard source != .standardInput || other != .standardInput else {
            throw Failure(
                .usage, "standard input holds one key only", why: "-k and --fee-payer name it",
                next: "give one of them as a file")
        }
        authority = try source.keypair(isUnchecked: settings.takesAnyPhrase)
        // The same key is asked for once.
        guard let other, other != source else {
            self.feePayer = authority
            return
        }
        self.feePayer = try other.keypair("fee-payer", isUnchecked: settings.takesAnyPhrase)
    }

    /// The address of the key that the settings name.
    ///
    /// - Throws: `Failure`.
    static func address(_ settings: Settings) throws -> Address {
        try source(settings).keypair(isUnchecked: settings.takesAnyPhrase).address
    }

    private static func source(_ settings: Settings) throws -> SignerSource {
        guard let keypair = settings.keypair else {
            throw Failure(
                .signer, "there is no key", why: "no -k, no L5_KEYPAIR, no home folder",
                next: "give a key file with -k")
        }
        return try SignerSource(keypair.value)
    }

    /// Signs with both keys.
    ///
    /// - Throws: `Failure`.
    func sign(_ transaction: inout Transaction) throws {
        let signers =
            authority.address == feePayer.address ? [authority] : [feePayer, authority]
        do throws(SignerError) {
            try transaction.sign(with: signers)
        } catch {
            throw Failure(
                .signer, "the transaction could not be signed", why: "\(error)",
                next: "check -k and --fee-payer")
        }
    }

    /// The journal of this user.
    ///
    /// - Throws: `Failure`.
    static func journal() throws -> JournalFile {
        guard let journal = JournalFile.ofUser else {
            throw Failure(
                .ledger, "there is no place for the journal",
                why: "neither XDG_STATE_HOME nor HOME is set", next: "set XDG_STATE_HOME")
        }
        return journal
    }
}

extension Connection {
    /// Who receives and which token, from the policy or from `--treasury`.
    ///
    /// - Throws: `Failure`.
    func treasury(_ settings: Settings) throws -> (Treasury, Asset) {
        guard let owner = settings.treasury?.value else {
            throw Failure(
                .usage, "there is no treasury", why: "no policy file and no --treasury",
                next: "add --policy FILE, or --treasury ADDRESS")
        }
        let assets = settings.policy?.treasury.assets ?? cluster.usdc.map { [$0] } ?? []
        guard let asset = assets.first else {
            throw Failure(
                .usage, "there is no token", why: "USDC is not known on this cluster",
                next: "name the tokens in a policy file (--policy)")
        }
        return (Treasury(cluster: cluster, owner: owner, assets: assets), asset)
    }
}
#endif
