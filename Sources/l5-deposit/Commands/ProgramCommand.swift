#if CLI
import ArgumentParser

/// `program`: the deposit program on chain.
struct ProgramCommand: AsyncParsableCommand {
    static let schema = "l5.program/1"

    static let configuration = CommandConfiguration(
        commandName: "program",
        abstract: "Build, check and deploy the deposit program.",
        discussion: """
            EXAMPLES:
              l5-deposit program constants --treasury OWNER --mint MINT > Build.swift
              l5-deposit program deploy deposit.so --program-keypair program.json -u devnet
              l5-deposit program show ID
              l5-deposit program verify ID deposit.so
            """,
        subcommands: [
            ProgramConstantsCommand.self,
            ProgramDeployCommand.self,
            ProgramShowCommand.self,
            ProgramVerifyCommand.self,
        ])
}
#endif
