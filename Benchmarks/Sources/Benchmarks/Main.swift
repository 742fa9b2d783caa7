import Foundation

/// Measures every row and prints the table.
///
///     Benchmarks [--only TEXT] [--instructions] [--markdown FILE]
///     Benchmarks --versions                        of the anchors that are linked
///     Benchmarks --pass ROW ours|anchor PASSES     for the instruction counter
@main
enum Main {
    static let rows =
        Base58Rows.all + AddressRows.all + TransactionRows.all + SodiumRows.all + JSONRows.all

    static func main() {
        do {
            try run(Array(CommandLine.arguments.dropFirst()))
        } catch {
            FileHandle.standardError.write(Data("error: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func run(_ given: [String]) throws {
        var arguments = given
        if arguments.first == "--pass", arguments.count == 4, let passes = Int(arguments[3]) {
            return try InstructionCount.run(row: arguments[1], side: arguments[2], passes: passes)
        }
        if arguments == ["--versions"] { return print(Table.versions) }
        var (only, markdown, counting) = ("", String?.none, false)
        while let argument = arguments.first {
            arguments.removeFirst()
            switch argument {
            case "--only" where !arguments.isEmpty: only = arguments.removeFirst()
            case "--markdown" where !arguments.isEmpty: markdown = arguments.removeFirst()
            case "--instructions": counting = true
            default: throw Usage(argument: argument)
            }
        }
        var table = Table(counting: counting)
        print(table.header)
        for row in rows where only.isEmpty || row.name.contains(only) {
            let contest = try row.prepare()
            let measurement = try Measurement(contest)
            let counts = counting ? try InstructionCount(row: row, contest: contest) : nil
            print(table.add(row, measurement, counts))
        }
        if let markdown {
            try table.markdown.write(toFile: markdown, atomically: true, encoding: .utf8)
        }
    }
}

/// An argument that means nothing here.
struct Usage: Error, CustomStringConvertible {
    var argument: String

    var description: String {
        "\(argument)? Known: --only TEXT, --instructions, --markdown FILE"
    }
}
