import DepositProgram
import SolanaCodec
import TestSupport
import Testing

/// `fixtures/deposit-program/vectors.json`, made with the Rust SDK.
struct DepositProgramVectors: Decodable {
    struct Vault: Decodable {
        var address: String
        var bump: UInt8
        var vault: String
    }

    struct Row: Decodable, CustomTestStringConvertible {
        var name: String
        var data: String
        var accounts: [[String]]
        var message: String

        var testDescription: String { "\(name) \(data)" }
    }

    var program: String
    var foreignMint: String
    var depositAccount: Vault
    var codeVault: Vault
    var instructions: [Row]
    var events: [String: String]
    var account: String

    static let all = Result {
        try Repository.decode(Self.self, from: "deposit-program/vectors.json")
    }
    static let rows = (try? all.get())?.instructions ?? []
}

/// What the tests are about: the program of the vectors, USDC, and the first code.
struct DepositProgramScene {
    let vectors: DepositProgramVectors
    let program: OperatorProgram
    let code: DepositCode
    let asset = Asset(symbol: "USDC", mint: World.usdc, decimals: 6)
    let payer = World.payer.address

    init() throws {
        vectors = try DepositProgramVectors.all.get()
        program = OperatorProgram(try #require(Address(vectors.program)))
        code = try #require(DepositCode(parsing: World.code1))
    }

    var treasury: Treasury {
        Treasury(cluster: .mainnet, owner: World.treasury.address, assets: [asset])
    }

    var request: DepositRequest {
        DepositRequest(
            treasury: treasury, asset: asset, code: code, amount: 5_000_000, authority: payer)
    }

    func instruction(_ row: DepositProgramVectors.Row) throws -> Instruction {
        Instruction(
            program: program.address,
            accounts: try row.accounts.map { pair in
                AccountMeta(
                    try #require(Address(pair[0])),
                    AccountRole(
                        signer: pair[1].contains("s"), writable: pair[1].contains("w")))
            }, data: try #require(Hexadecimal.decode(row.data)))
    }
}

@Suite struct OperatorProgramTests {
    // MARK: Addresses

    @Test func `derives the authorities and vaults of both kinds`() throws {
        let scene = try DepositProgramScene()
        let rows = [
            (VaultName.code(scene.code), scene.vectors.codeVault),
            (.depositAccount(scene.code, owner: scene.payer), scene.vectors.depositAccount),
        ]
        for (name, expected) in rows {
            let authority = scene.program.authority(of: name)
            #expect(authority.address.description == expected.address)
            #expect(authority.bump == expected.bump)
            #expect(
                scene.program.vault(of: name, asset: scene.asset).description == expected.vault)
            #expect(name.code == scene.code)
        }
    }

    @Test func `derives the golden account and vault of the program that came before`() throws {
        let scene = try DepositProgramScene()
        let program = OperatorProgram("BBAdcqUkg68JXNiPQ1HR1wujfZuayyK3eQTQSYAh6FSW")
        let name = VaultName.depositAccount(scene.code, owner: scene.payer)
        #expect(
            program.authority(of: name)
                == ProgramDerivedAddress(
                    address: "EaCTS6g6EB2Mz3kWK4rnhzNaDNQme7FbKQg3YoDYoar1", bump: 255))
        #expect(
            program.vault(of: name, asset: scene.asset)
                == "EKoGHzUF66AHbSRjdnxnansZ1F4wpP2EgCRrD5umyaRV")
    }

    @Test func `knows a canonical bump from another that works, and from one that does not`() throws
    {
        let scene = try DepositProgramScene()
        var seeds = scene.program.seeds(of: .code(scene.code))
        #expect(seeds.isCanonical(of: scene.program))
        #expect(seeds.authority(of: scene.program)?.description == scene.vectors.codeVault.address)
        var others = 0
        for bump in 0..<scene.vectors.codeVault.bump {
            seeds.bump = bump
            #expect(!seeds.isCanonical(of: scene.program))
            guard let authority = seeds.authority(of: scene.program) else { continue }
            others += 1
            #expect(authority.description != scene.vectors.codeVault.address)
        }
        // About every second one works.
        #expect((64..<192).contains(others))
    }

    // MARK: Instructions

    /// The calls of the vectors, in their order.
    static func calls(_ scene: DepositProgramScene) throws -> [OperatorProgram.Call] {
        let (program, code, asset, payer) = (scene.program, scene.code, scene.asset, scene.payer)
        let treasury = World.treasury.address
        let foreign = try #require(Address(scene.vectors.foreignMint))
        let account = VaultName.depositAccount(code, owner: payer)
        func sweep(_ name: VaultName, _ mint: Address) -> OperatorProgram.Call {
            .sweepToken(
                .init(
                    of: name, mint: mint, tokenProgram: Programs.token, to: treasury,
                    program: program))
        }
        return [
            .depositDirect(.init(scene.request)), sweep(.code(code), asset.mint),
            sweep(.code(code), foreign), sweep(account, asset.mint),
            .sweepLamports(.init(of: .code(code), to: treasury, program: program)),
            .recoverNested(
                .init(
                    of: .code(code), mint: asset.mint, nestedMint: foreign,
                    tokenProgram: Programs.token, program: program)),
            .initializeToken(.init(of: payer, code: code, asset: asset, program: program)),
            .depositToken(.init(5_000_000, by: payer, code: code, asset: asset, program: program)),
            .closeTokenAccount(.init(of: payer, code: code, asset: asset, program: program)),
        ]
    }

    @Test func `builds what the Rust SDK builds, byte for byte`() throws {
        let scene = try DepositProgramScene()
        let calls = try Self.calls(scene)
        #expect(calls.count == scene.vectors.instructions.count - 5)
        for (call, row) in zip(calls, scene.vectors.instructions) {
            #expect(call.name == row.name)
            let instruction = call.instruction(program: scene.program.address)
            #expect(try instruction == scene.instruction(row))
            let message = try Message.compile(
                [instruction], payer: scene.payer,
                recentBlockhash: Blockhash(FixedBytes(repeating: 9)), version: .legacy)
            #expect(Hexadecimal.encode(message.encoded) == row.message)
        }
    }

    @Test(arguments: DepositProgramVectors.rows)
    func `reads what the Rust SDK builds`(row: DepositProgramVectors.Row) throws {
        let scene = try DepositProgramScene()
        let instruction = try scene.instruction(row)
        let call = try OperatorProgram.Call(decoding: instruction, of: scene.program)
        #expect(call.name == row.name)
        #expect(call.instruction(program: scene.program.address) == instruction)
        let built = try Self.calls(scene).first {
            $0.instruction(program: scene.program.address) == instruction
        }
        if case .disabled = call { #expect(built == nil) } else { #expect(call == built) }
    }

    @Test(arguments: DepositProgramVectors.rows)
    func `refuses short and long data, and missing accounts`(
        row: DepositProgramVectors.Row
    ) throws {
        let scene = try DepositProgramScene()
        let instruction = try scene.instruction(row)
        let isDisabled =
            if case .disabled = try OperatorProgram.Call(decoding: instruction, of: scene.program) {
                true
            } else { false }
        var changed = instruction
        for count in 0..<(isDisabled ? 8 : instruction.data.count) {
            changed.data = Array(instruction.data.prefix(count))
            #expect(throws: InstructionError.self) {
                try OperatorProgram.Call(decoding: changed, of: scene.program)
            }
        }
        // The program does not read what it does not offer.
        guard !isDisabled else { return }
        changed.data = instruction.data + [0]
        #expect(throws: InstructionError.data(.trailingBytes(count: 1))) {
            try OperatorProgram.Call(decoding: changed, of: scene.program)
        }
        changed = instruction
        let named = try OperatorProgram.Call(decoding: instruction, of: scene.program)
            .namedAccounts.count
        changed.accounts = Array(instruction.accounts.prefix(named - 1))
        #expect(throws: InstructionError.tooFewAccounts(found: named - 1, required: named)) {
            try OperatorProgram.Call(decoding: changed, of: scene.program)
        }
    }

    @Test func `refuses another program, another discriminator, and another kind of vault`() throws
    {
        let scene = try DepositProgramScene()
        var call = try scene.instruction(scene.vectors.instructions[1])
        call.data[8] = 2
        #expect(throws: InstructionError.unknownTag(2)) {
            try OperatorProgram.Call(decoding: call, of: scene.program)
        }
        call.data[0] ^= 1
        #expect(throws: InstructionError.self) {
            try OperatorProgram.Call(decoding: call, of: scene.program)
        }
        call.program = World.hot.address
        #expect(throws: InstructionError.wrongProgram(World.hot.address)) {
            try OperatorProgram.Call(decoding: call, of: scene.program)
        }
        #expect(try scene.program.call(call) == nil)
    }
}
