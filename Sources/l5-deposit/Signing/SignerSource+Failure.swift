import SolanaCodec

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What a person is told when there is no key.
extension SignerSource {
    /// What is said of an error; nothing that may be secret.
    func failure(_ error: SignerError) -> Failure {
        let name =
            switch self {
            case .file(let path): Failure.quote(path)
            case .standardInput: "standard input"
            case .prompt: "the seed phrase"
            }
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
                "no memory for the key", "the system gave none", "free some memory")
        case .wrongAddress:
            return refusal("the key is not asked for", name, "check -k and --fee-payer")
        case .phrase(let error): return Self.failure(error)
        case .absent, .wrongSignature:
            return refusal("there is no signature", "the signer is elsewhere", "check -k")
        }
    }

    private static func failure(_ error: MnemonicError) -> Failure {
        let (why, next) =
            switch error {
            case .wordCount(let count):
                (
                    "it has \(count) of 12, 15, 18, 21 or 24 words",
                    "type all of its words, with spaces between them"
                )
            case .unknownWord(let position):
                (
                    "word \(position) is not in the English list of BIP-39 (it is not repeated)",
                    "check its spelling, in lower case; --skip-seed-phrase-validation takes any"
                )
            case .wrongChecksum:
                (
                    "its words do not fit each other: one is wrong, or two have changed places",
                    "compare every word with what you wrote down"
                )
            case .notASCII:
                (
                    "it or its passphrase has characters beyond ASCII, which have several forms",
                    "make a key file with `solana-keygen recover` and give it with -k"
                )
            case .entropyCount, .seedCount: ("it gives no key", "report it as a bug")
            }
        return Failure(.signer, "the seed phrase is not valid", why: why, next: next)
    }

    private static let formHint = "a key file is a JSON array of 64 numbers"
}
