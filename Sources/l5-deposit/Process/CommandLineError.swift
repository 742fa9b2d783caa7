#if CLI
import ArgumentParser

/// What is said of a command line that is not understood, without words that may be secrets.
enum CommandLineError {
    /// The longest word that is repeated: codes and names of commands and options, no keys.
    static let longestWord = 20

    /// The failure for an error of the parser.
    static func failure(_ message: String, _ arguments: [String]) -> Failure {
        if let failure = unknownCommand(arguments) { return failure }
        return Failure(
            .usage, "the command line is not understood", why: redact(message, arguments),
            next: "l5-deposit --help")
    }

    /// The parser stops at the first option of a command that it does not know.
    private static func unknownCommand(_ arguments: [String]) -> Failure? {
        var commands = L5Deposit.configuration.subcommands
        var path = "l5-deposit"
        for word in arguments {
            guard !word.hasPrefix("-"), word != "help", !commands.isEmpty else { return nil }
            let names = commands.map { $0._commandName }
            guard let index = names.firstIndex(of: word) else {
                let nearest =
                    names.first { word.utf8.count > 2 && $0.hasPrefix(word) }
                    ?? names.filter { distance(word, $0) <= 2 }
                    .min { distance(word, $0) < distance(word, $1) }
                return Failure(
                    .usage, "there is no such command",
                    why: nearest.map { "did you mean `\(path) \($0)`?" }
                        ?? "the commands are \(names.joined(separator: ", "))",
                    next: "\(path) --help", code: "unknownCommand")
            }
            commands = commands[index].configuration.subcommands
            path += " \(word)"
        }
        return nil
    }

    /// How many letters are to be added, left out or changed.
    private static func distance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        // Nothing so much longer is near.
        guard left.count <= right.count + 2 else { return .max }
        var row = Array(0...right.count)
        for (i, byte) in left.enumerated() {
            var next = [i + 1]
            for (j, other) in right.enumerated() {
                let change = row[j] + (byte == other ? 0 : 1)
                next.append(min(change, row[j + 1] + 1, next[j] + 1))
            }
            row = next
        }
        return row[right.count]
    }

    /// The parser repeats words of the command line: those that may be secrets go.
    private static func redact(_ message: String, _ arguments: [String]) -> String {
        // Several words without an option may be a seed phrase or a key without its quotes.
        guard message.firstRange(of: "unexpected arguments") == nil else {
            return "there are words too many (not repeated: they may be secret)"
        }
        var message = message
        let words = arguments.flatMap { word in
            [word]
                + (word.firstIndex(of: "=").map { [String(word[word.index(after: $0)...])] } ?? [])
        }
        for word in words.sorted(by: { $0.count > $1.count }) where !isHarmless(word) {
            message = message.replacing(word, with: "(hidden)")
        }
        return Failure.quote(message)
    }

    private static func isHarmless(_ word: String) -> Bool {
        word.utf8.count <= longestWord
            && word.utf8.allSatisfy { byte in
                byte > 0x20 && byte < 0x7F && !"\"',;:@[]{}".utf8.contains(byte)
            }
    }
}
#endif
