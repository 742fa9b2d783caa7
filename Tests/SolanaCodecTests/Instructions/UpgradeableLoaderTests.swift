import SolanaCodec
import Testing

@Suite struct UpgradeableLoaderTests {
    static let steps = ExecutedInstruction.loader
    private static let program = Programs.upgradeableLoader

    @Test func `all steps are there`() {
        let buffer = ["initializeBuffer", "write"]
        #expect(
            Self.steps.map(\.name) == buffer + [
                "write", "deployWithMaxDataLen", "extendProgram", "extendProgram",
            ] + buffer + ["upgrade", "setAuthority", "setAuthorityChecked", "setAuthority"]
                + buffer + ["close", "close"] + buffer + ["deployWithMaxDataLen", "close"])
    }

    @Test(arguments: steps) func `reads what the loader executed and writes it again`(
        step: ExecutedInstruction
    ) throws {
        let wire = try step.instruction(program: Self.program)
        let known = try KnownInstruction(decoding: wire)
        #expect(known.programName == "Upgradeable Loader")
        #expect(known.name == step.name)
        #expect(known.instruction == wire)
        // The loader ignores bytes after the values.
        var longer = wire
        longer.data.append(7)
        #expect(try KnownInstruction(decoding: longer).instruction == wire)
        for length in 0..<wire.data.count {
            var cut = wire
            cut.data = Array(wire.data.prefix(length))
            #expect(throws: InstructionError.self) { try KnownInstruction(decoding: cut) }
        }
    }

    @Test func `shows the values by name`() throws {
        let deploy = try known(3)
        #expect(
            deploy.fields.map(\.name) == [
                "payerAccount", "programDataAccount", "programAccount", "bufferAccount",
                "rentSysvar", "clockSysvar", "systemProgram", "authority", "maxDataLen",
            ])
        #expect(deploy.fields.last?.value == .number(200))
        let write = try known(2)
        #expect(write.fields.map(\.name) == ["account", "authority", "offset", "bytes"])
        #expect(write.fields[2].value == .number(100))
        let extend = try known(4)
        #expect(extend.fields.last == InstructionField("additionalBytes", .number(10_240)))
        #expect(extend.fields.map(\.name).contains("payerAccount"))
        #expect(try !known(5).fields.map(\.name).contains("payerAccount"))
        let close = try #require(Self.steps.last).instruction(program: Self.program)
        #expect(
            try KnownInstruction(decoding: close).fields.map(\.name) == [
                "account", "recipient", "authority", "programAccount",
            ])
    }

    @Test func `refuses tags, accounts, and counts that lie`() throws {
        func decode(_ data: [UInt8], _ accounts: [AccountMeta]) throws {
            _ = try UpgradeableLoaderInstruction(
                decoding: Instruction(program: Self.program, accounts: accounts, data: data))
        }
        #expect(throws: InstructionError.unknownTag(8)) {
            try decode([8, 0, 0, 0], accounts(count: 8))
        }
        for (tag, required) in [2, 2, 8, 7, 2, 2, 2, 3].enumerated() {
            let error = InstructionError.tooFewAccounts(found: required - 1, required: required)
            #expect(throws: error) {
                try decode([UInt8(tag), 0, 0, 0], accounts(count: required - 1))
            }
        }
        #expect(throws: InstructionError.unexpectedAccount(index: 4)) {
            try decode([2, 0, 0, 0] + [UInt8](repeating: 0, count: 8), accounts(count: 8))
        }
        #expect(throws: InstructionError.unexpectedAccount(index: 4)) {
            try decode([3, 0, 0, 0], accounts(count: 7))
        }
        let most = [UInt8](repeating: 0xFF, count: 8)
        #expect(throws: InstructionError.data(.truncated(missing: Int.max))) {
            try decode([1, 0, 0, 0, 0, 0, 0, 0] + most, accounts(count: 2))
        }
    }

    // MARK: State

    @Test func `derives the address that the loader demands`() throws {
        guard
            case .upgradeableLoader(.deploy(_, let data, let program, _, _, _)) = try known(3)
        else {
            Issue.record("not a deployment")
            return
        }
        #expect(UpgradeableLoader.findProgramData(of: program).address == data)
    }

    @Test func `reads a buffer while it is written`() throws {
        let authority = try wallet(2)
        let written = try #require(try state(2, wallet(5)))
        guard case .buffer(authority, let code) = written else {
            Issue.record("not a buffer")
            return
        }
        #expect(code.count == 136)
        #expect(code.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1]))
        let begun = try #require(try state(1, wallet(5)))
        let zeros = [UInt8](repeating: 0, count: 36)
        #expect(begun == .buffer(authority: authority, code: Array(code[..<100]) + zeros))
        let fresh = try #require(try state(0, wallet(5)))
        #expect(
            fresh == .buffer(authority: authority, code: [UInt8](repeating: 0, count: 136)))
    }

    @Test func `reads a program through its life`() throws {
        let program = try wallet(4)
        let data = UpgradeableLoader.findProgramData(of: program).address
        #expect(try state(3, program) == .program(data: data))
        let lives: [(step: Int, slot: UInt64, authority: Address?, size: Int)] = [
            (3, 435_888_004, try wallet(2), 200), (4, 435_888_005, try wallet(2), 10_440),
            (8, 435_888_009, try wallet(2), 20_680), (9, 435_888_009, try wallet(3), 20_680),
            (10, 435_888_009, try wallet(2), 20_680), (11, 435_888_009, nil, 20_680),
        ]
        for life in lives {
            guard
                case .programData(life.slot, life.authority, let code)? = try state(life.step, data)
            else {
                Issue.record("step \(life.step)")
                continue
            }
            #expect(code.count == life.size)
            // The instruction that answers with 7, and after the upgrade with 8.
            #expect(code[120..<128].elementsEqual([0xB7, 0, 0, 0, life.step < 8 ? 7 : 8, 0, 0, 0]))
        }
    }

    @Test func `refuses every other length, kind, flag, and padding`() throws {
        let rows: [(String, LoaderStateError)] = [
            ("", .invalidLength(0)), ("000000", .invalidLength(3)),
            ("0000000001", .nonzeroPadding), ("04000000", .unknownKind(4)),
            ("01000000 02" + String(repeating: "00", count: 32), .invalidAuthorityFlag(2)),
            ("01000000 00" + String(repeating: "00", count: 31), .invalidLength(36)),
            ("02000000" + String(repeating: "07", count: 31), .invalidLength(35)),
            ("02000000" + String(repeating: "07", count: 33), .nonzeroPadding),
            ("03000000" + String(repeating: "01", count: 40), .invalidLength(44)),
            ("03000000" + String(repeating: "02", count: 41), .invalidAuthorityFlag(2)),
        ]
        for (data, error) in rows {
            #expect(throws: error) { try UpgradeableLoaderState(decoding: try hex(data)) }
        }
        #expect(try UpgradeableLoaderState(decoding: [0, 0, 0, 0]) == .uninitialized)
        #expect(
            try UpgradeableLoaderState(decoding: [2, 0, 0, 0] + key(9).bytes + [0, 0])
                == .program(data: key(9)))
    }

    private func known(_ step: Int) throws -> KnownInstruction {
        try KnownInstruction(decoding: Self.steps[step].instruction(program: Self.program))
    }

    /// What an account held after a step.
    private func state(_ step: Int, _ address: Address) throws -> UpgradeableLoaderState? {
        try Self.steps[step].states?["\(address)"].map {
            try UpgradeableLoaderState(decoding: $0.bytes())
        }
    }
}
