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
        case "ASK": throw Self.later("seed phrases")
        case _ where text.hasPrefix("prompt:"): throw Self.later("seed phrases")
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
    /// - Throws: `Failure`.
    func keypair() throws -> Keypair {
        do throws(SignerError) {
            switch self {
            case .file(let path): return try KeyFile.read(path: path)
            case .standardInput: return try Self.readStandardInput()
            }
        } catch {
            throw failure(error)
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

    private func failure(_ error: SignerError) -> Failure {
        let name =
            if case .file(let path) = self { Failure.quote(path) } else { "standard input" }
        func refusal(_ what: String, _ why: String, _ next: String) -> Failure {
            Failure(.signer, what, why: why, next: next)
        }
        switch error {
        case .cannotOpen(let number):
            return refusal(
                "the key cannot be read", "\(name): \(String(cString: strerror(number)))",
                "give a key file with -k, or make one with `solana-keygen new`")
        case .notARegularFile where self == .standardInput:
            return refusal(
                "a key is not typed at a terminal", "standard input is a terminal",
                "pipe it: l5-deposit … -k - < KEYFILE")
        case .notARegularFile:
            return refusal("the key is no regular file", name, "give the path of a key file")
        case .foreignOwner:
            return refusal(
                "the key file belongs to another user", name, "copy it: install -m 600")
        case .exposed(let mode):
            let octal = String(mode, radix: 8)
            return refusal(
                "others can read the key file",
                "\(name) has mode 0\(octal)", "chmod 600 \(name)")
        case .tooLong(let limit):
            return refusal("the key is too long", "\(name): over \(limit) bytes", Self.formHint)
        case .malformedKeyFile(_, let offset):
            return refusal("the key is malformed", "\(name), byte \(offset)", Self.formHint)
        case .malformed: return refusal("the key is malformed", name, Self.formHint)
        case .inconsistentHalves:
            return refusal(
                "the key is broken", "\(name): its public half does not belong to its seed",
                "restore it from its seed phrase: solana-keygen recover")
        case .outOfMemory:
            return refusal(
                "no memory for the key", "none could be locked", "raise `ulimit -l`")
        case .wrongAddress:
            return refusal("the key is not asked for", name, "check -k and --fee-payer")
        }
    }

    private static let formHint = "a key file is a JSON array of 64 numbers"
}
