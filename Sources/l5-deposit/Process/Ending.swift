#if CLI
import ArgumentParser
import DepositVerifier

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Runs a command and ends the program with the code that its outcome has.
enum Ending {
    /// Runs `body`; what it throws becomes three lines on standard error, in the JSON formats also
    /// the document on standard output, and the exit code.
    ///
    /// - Parameter assurance: what an early end may say of money.
    static func run(
        _ schema: String, _ options: GlobalOptions, _ assurance: Assurance = .none,
        _ body: (Console) async throws -> ExitCode
    ) async throws {
        let console = Console(format: options.output)
        Interruption.report(on: console, schema: schema, assurance)
        let code: ExitCode
        do {
            code = try await body(console)
            Interruption.finish(code)
        } catch {
            let failure = Failure(error, assurance)
            code = failure.exit
            Interruption.finish(code, failure)
        }
        guard code == .ok else { throw ArgumentParser.ExitCode(code.rawValue) }
    }

    /// Ends the program after an error of a command or of the parser.
    static func exit(_ error: any Error, _ arguments: [String]) -> Never {
        if let code = error as? ArgumentParser.ExitCode { terminate(code.rawValue) }
        let code = L5Deposit.exitCode(for: error)
        guard code != .success else {
            Console.write(L5Deposit.fullMessage(for: error) + "\n", to: STDOUT_FILENO)
            terminate(code.rawValue)
        }
        let failure = CommandLineError.failure(L5Deposit.message(for: error), arguments)
        Console(format: format(arguments)).fail(failure, schema: "l5.error/1")
        terminate(failure.exit.rawValue)
    }

    private static func terminate(_ code: Int32) -> Never {
        #if canImport(Glibc)
        Glibc.exit(code)
        #elseif canImport(Musl)
        Musl.exit(code)
        #else
        Darwin.exit(code)
        #endif
    }

    /// The format that a command line asks for that is not parsed yet, or cannot be.
    static func format(_ arguments: [String]) -> OutputFormat {
        var format = OutputFormat.human
        for (index, argument) in arguments.enumerated() {
            if argument == "--output", index + 1 < arguments.count {
                format = OutputFormat(rawValue: arguments[index + 1]) ?? format
            } else if argument.hasPrefix("--output=") {
                format = OutputFormat(rawValue: String(argument.dropFirst(9))) ?? format
            }
        }
        return format
    }
}
#endif
