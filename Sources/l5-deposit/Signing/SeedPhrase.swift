import SolanaCodec

/// A seed phrase that is typed at the terminal, as in Solana's tools.
struct SeedPhrase {
    /// Whose key it is, as the question says.
    var name: String
    /// Whether any text is taken for a phrase.
    var isUnchecked: Bool

    /// Asks for the phrase and the passphrase, and shows the address that they give.
    ///
    /// - Parameter path: `nil` takes the first 32 bytes of the seed.
    /// - Throws: `Failure`, `SignerError`.
    func keypair(_ path: DerivationPath?) throws -> Keypair {
        let terminal = try HiddenTerminal()
        let typed = try terminal.ask("[\(name)] seed phrase: ")
        // Judged before anything else is asked for.
        let phrase =
            isUnchecked
            ? try Self.trimmed(typed) : try Mnemonic(phrase: Self.collapsed(typed)).phrase
        let passphrase = try terminal.ask(
            "[\(name)] If this seed phrase has an associated passphrase, enter it now. "
                + "Otherwise, press ENTER to continue: ")
        if passphrase.count > 0 {
            let again = try terminal.ask("Enter same passphrase again: ")
            let isSame = passphrase.withBytes { first in
                again.withBytes { first.elementsEqual($0) }
            }
            guard isSame else {
                throw Failure(
                    .signer, "the passphrases are not the same", why: "it was typed twice",
                    next: "run it again")
            }
        }
        let seed = try MasterSeed(uncheckedPhrase: phrase, passphrase: passphrase)
        let keypair = try Keypair(seed, path: path)
        terminal.say("[\(name)] \(keypair.address) (\(path?.description ?? "no path"))")
        return keypair
    }

    /// The words with one space between two of them.
    private static func collapsed(_ text: SecretBytes) throws(SignerError) -> SecretBytes {
        try SecretBytes(capacity: text.count) { output in
            text.withBytes { text in
                var end = 0
                for word in text.split(whereSeparator: isBlank) {
                    if end > 0 {
                        output[end] = UInt8(ascii: " ")
                        end += 1
                    }
                    for letter in word {
                        output[end] = letter
                        end += 1
                    }
                }
                return end
            }
        }
    }

    /// The text without the blanks around it; Solana's tools leave those within as they are.
    private static func trimmed(_ text: SecretBytes) throws(SignerError) -> SecretBytes {
        try SecretBytes(capacity: text.count) { output in
            text.withBytes { text in
                let rest = text.drop(while: isBlank)
                let end = rest.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? rest.startIndex
                for (place, letter) in rest[..<end].enumerated() { output[place] = letter }
                return end - rest.startIndex
            }
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte)
    }
}
