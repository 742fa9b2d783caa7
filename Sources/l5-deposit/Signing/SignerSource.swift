import DepositVerifier
import SolanaCodec

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Where a key comes from, in the forms of the Solana tools.
enum SignerSource: Hashable {
    case file(String)
    case standardInput
    /// A seed phrase, typed at the terminal; without a path the first 32 bytes of its seed (`ASK`).
    case prompt(DerivationPath?)

    /// Reads what stands after `-k`.
    ///
    /// - Throws: `Failure`; it never repeats a text that may be a key.
    init(_ text: String) throws {
        guard !Self.mayBeSecret(text) else {
            throw Failure(
                .signer, "a key or a seed phrase where its file belongs",
                why: "others on this machine can see it on the command line",
                next: "move the funds of that key; give the path of a key file (chmod 600)")
        }
        switch text {
        case "-", "stdin:", "stdin://": self = .standardInput
        case "ASK": self = .prompt(nil)
        case _ where text.hasPrefix("prompt:"): self = .prompt(try Self.path(text))
        case _ where text.hasPrefix("usb:"):
            throw Failure(
                .signer, "hardware wallets are not supported", why: "usb: is not read",
                next: "sign with `solana` using --sign-only")
        case _ where Address(text) != nil:
            throw Self.later("signatures made elsewhere (--signer)")
        case _ where text.hasPrefix("file://"): self = .file(String(text.dropFirst(7)))
        case _ where text.hasPrefix("file:"): self = .file(String(text.dropFirst(5)))
        default: self = .file(text)
        }
    }

    /// The key pair.
    ///
    /// - Parameters:
    ///   - name: what a person is asked for.
    ///   - isUnchecked: whether any text is taken for a seed phrase.
    /// - Throws: `Failure`.
    func keypair(_ name: String = "keypair", isUnchecked: Bool = false) throws -> Keypair {
        do {
            switch self {
            case .file(let path): return try KeyFile.read(path: path)
            case .standardInput: return try Self.readStandardInput()
            case .prompt(let path):
                return try SeedPhrase(name: name, isUnchecked: isUnchecked).keypair(path)
            }
        } catch let error as SignerError {
            throw failure(error)
        }
    }

    /// The path of `prompt:`, `prompt://`, `prompt:?key=0/0` or `prompt:?full-path=m/44'/501'`.
    private static func path(_ text: String) throws -> DerivationPath {
        var rest = text.dropFirst("prompt:".count)
        if rest.hasPrefix("//") { rest = rest.dropFirst(2) }
        do throws(DerivationPathError) {
            guard rest.isEmpty || rest.hasPrefix("?") else { throw .unknownQuery }
            return try DerivationPath(parsingQuery: rest.dropFirst())
        } catch {
            throw Failure(
                .signer, "the derivation path is not understood", why: reason(error),
                next: "prompt:, prompt:?key=0/0, or prompt:?full-path=m/44'/501'/0'/0'")
        }
    }

    private static func reason(_ error: DerivationPathError) -> String {
        switch error {
        case .noRoot: "a full path starts with m"
        case .malformedIndex(let position): "index \(position) is no number"
        case .indexTooHigh(let position):
            "index \(position) is above \(DerivationPath.highestIndex)"
        case .tooDeep: "it has too many indices"
        case .unknownQuery: "after prompt: comes nothing, ?key= or ?full-path="
        }
    }

    private static func readStandardInput() throws(SignerError) -> Keypair {
        // A key typed at a terminal would stay on the screen.
        guard isatty(STDIN_FILENO) == 0 else { throw .notARegularFile }
        return try KeyFile.read(descriptor: STDIN_FILENO)
    }

    private static func later(_ what: String) -> Failure {
        Failure(
            .signer, "\(what) are not supported yet", why: "this comes later",
            next: "use a key file (-k PATH) or standard input (-k -)")
    }
}
