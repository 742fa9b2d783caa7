import SolanaCodec
import Testing

extension RecordedInstruction {
    /// An instruction that no encoder of this library knows.
    struct Unknown: Error {
        var type: String?
    }

    /// The compiled instruction of the `json` encoding.
    func compiled() throws -> CompiledInstruction {
        guard case .indices(let indices) = accounts else { throw Unknown() }
        return CompiledInstruction(
            programIndex: try #require(programIdIndex), accountIndices: indices,
            data: try Base58.decode(try #require(data)))
    }

    /// The instruction of the `jsonParsed` encoding, written by our own encoders.
    func encoded() throws -> Instruction {
        let address = try Address(parsing: try #require(programId))
        switch (program, parsed) {
        case ("spl-memo", .memo(let text)): return Memo(program: address, text).instruction
        case ("system", .call(let type, let info)): return try info.system(type).instruction
        case ("spl-token", .call(let type, let info)):
            return try info.token(type).instruction(program: address)
        case ("spl-associated-token-account", .call(let type, let info)):
            return try info.associatedToken(type).instruction
        case (_, nil):
            // The node has not parsed it: accounts as addresses and the data as it is.
            guard case .indices(let none) = accounts, none.isEmpty else { throw Unknown() }
            let raw = Instruction(
                program: address, accounts: [], data: try Base58.decode(try #require(data)))
            let known = try KnownInstruction(decoding: raw)
            #expect(known.instruction == raw)
            return known.instruction
        default: throw Unknown(type: program)
        }
    }
}

extension RecordedInstruction.Info {
    private func address(_ text: String?) throws -> Address {
        try Address(parsing: try #require(text))
    }

    func system(_ type: String) throws -> SystemInstruction {
        switch type {
        case "transfer":
            .transfer(
                source: try address(source), destination: try address(destination),
                lamports: Lamports(try #require(lamports)))
        case "transferWithSeed":
            .transferWithSeed(
                source: try address(source), sourceBase: try address(sourceBase),
                destination: try address(destination),
                lamports: Lamports(try #require(lamports)),
                sourceSeed: try #require(sourceSeed), sourceOwner: try address(sourceOwner))
        case "advanceNonce":
            .advanceNonce(
                nonceAccount: try address(nonceAccount),
                nonceAuthority: try address(nonceAuthority))
        default: throw RecordedInstruction.Unknown(type: type)
        }
    }

    func token(_ type: String) throws -> TokenInstruction {
        guard type == "transferChecked" else { throw RecordedInstruction.Unknown(type: type) }
        let amount = try #require(tokenAmount)
        return .transfer(
            TokenTransfer(
                .checked(mint: try address(mint), decimals: amount.decimals),
                source: try address(source), destination: try address(destination),
                authority: try address(authority),
                amount: TokenAmount(try #require(UInt64(amount.amount)))))
    }

    func associatedToken(_ type: String) throws -> AssociatedTokenInstruction {
        let creation = AssociatedTokenCreation(
            payer: try address(source), account: try address(account),
            wallet: try address(wallet), mint: try address(mint),
            tokenProgram: try address(tokenProgram))
        return switch type {
        case "create": .create(creation)
        case "createIdempotent": .createIdempotent(creation)
        default: throw RecordedInstruction.Unknown(type: type)
        }
    }
}
