#if CLI
import ArgumentParser
import DepositVerifier
import SolanaCodec

/// `program verify`: whether the cluster runs what was built here.
struct ProgramVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Compare a program on the chain with a local build.",
        discussion: """
            EXAMPLES:
              Scripts/build-program --treasury OWNER --mint MINT -o deposit.so
              l5-deposit program verify ID deposit.so

            Builds are byte-identical everywhere, so anybody can build the program from its \
            sources with the operator's constants and compare. Zeros that the loader keeps behind \
            the program do not count. Of a program that is the same, the `programs` entry of a \
            policy is printed: it pins these bytes, this deployment and its upgrade authority.

            EXIT CODES:
              0   the same bytes
              2   different bytes, or no program at this address
            """)

    @Argument(help: "The program's address.")
    var id: String

    @Argument(help: "The local build.", completion: .file(extensions: ["so"]))
    var file: String

    @OptionGroup var options: GlobalOptions

    /// The loader takes no more: 10 MiB less its header.
    static let longest = 10_485_760

    func run() async throws {
        try await Ending.run(ProgramCommand.schema, options) { console in
            let build = try Self.read(file)
            let image = try await ProgramShowCommand.image(id, options, console)
            for line in ProgramView.lines(image) { console.line(line) }
            return Self.compare(image, build, console)
        }
    }

    private static func read(_ path: String) throws -> [UInt8] {
        let why: String
        do throws(SystemError) {
            if let bytes = try SystemFile.read(path, limit: longest) { return bytes }
            why = "it does not exist"
        } catch {
            why = error.text
        }
        throw Failure(
            .usage, "the build cannot be read", why: "\(Failure.quote(path)): \(why)",
            next: "Scripts/build-program writes one")
    }

    private static func compare(
        _ image: ProgramImage, _ build: [UInt8], _ console: Console
    ) -> ExitCode {
        let local = ProgramImage.trimmed(build)
        let difference = difference(image.code, local)
        var members =
            [("schema", JSONOutput.string(ProgramCommand.schema))]
            + [("status", .string(difference == nil ? "same" : "different"))]
            + ProgramView.members(image)
        let hash = Hexadecimal.encode(SHA256.hash(Array(local)).bytes)
        members.append(
            (
                "build",
                .object([
                    ("length", .unsigned(UInt64(local.count))), ("hash", .string(hash)),
                ])
            ))
        console.line("Build        \(local.count) bytes, SHA-256 \(hash)")
        if local.count < build.count {
            let file = Hexadecimal.encode(SHA256.hash(build).bytes)
            console.line(
                "             with the \(build.count - local.count) zeros at the file's end \(file)"
            )
        }
        guard let difference else {
            console.line("SAME         the cluster runs these very bytes")
            if let entry = ProgramView.policyEntry(image) {
                members.append(("policyEntry", entry))
                console.line("")
                console.line("For the policy's `programs`:")
                console.line(String(decoding: entry.encoded(), as: UTF8.self))
            }
            console.document(.object(members))
            return .ok
        }
        members.append(("differsAt", .unsigned(UInt64(difference))))
        console.line("DIFFERENT    from byte \(difference) on")
        console.note(
            "next:  build the same sources with the same constants and compiler, or ask the operator"
        )
        console.document(.object(members))
        return .rejected
    }

    /// The first byte that differs; `nil` if none does.
    private static func difference(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int? {
        for (index, pair) in zip(left, right).enumerated() where pair.0 != pair.1 { return index }
        return left.count == right.count ? nil : min(left.count, right.count)
    }
}
#endif
