extension UpgradeableLoaderInstruction: ProgramCall {
    /// The name in `jsonParsed` answers.
    public var name: String {
        switch self {
        case .initializeBuffer: "initializeBuffer"
        case .write: "write"
        case .deploy: "deployWithMaxDataLen"
        case .upgrade: "upgrade"
        case .setAuthority: "setAuthority"
        case .close: "close"
        case .extendProgram: "extendProgram"
        case .setAuthorityChecked: "setAuthorityChecked"
        }
    }

    /// The accounts that the loader reads by position.
    public var namedAccounts: [NamedAccount] {
        switch self {
        case .initializeBuffer(let buffer, let authority):
            [Self.account(buffer), NamedAccount("authority", authority)]
        case .write(let buffer, let authority, _, _):
            [Self.account(buffer), Self.authority(authority)]
        case .deploy(let payer, let programData, let program, let buffer, let authority, _):
            [NamedAccount("payerAccount", payer, .writableSigner)]
                + Self.code(programData, program)
                + [NamedAccount("bufferAccount", buffer, .writable)]
                + Self.sysvars + [Self.system, Self.authority(authority)]
        case .upgrade(let programData, let program, let buffer, let spill, let authority):
            Self.code(programData, program)
                + [
                    NamedAccount("bufferAccount", buffer, .writable),
                    NamedAccount("spillAccount", spill, .writable),
                ] + Self.sysvars + [Self.authority(authority)]
        case .setAuthority(let account, let authority, let newAuthority):
            [Self.account(account), Self.authority(authority)]
                + (newAuthority.map { [NamedAccount("newAuthority", $0)] } ?? [])
        case .close(let account, let recipient, let authority):
            [Self.account(account), NamedAccount("recipient", recipient, .writable)]
                + (authority.map(Self.closing) ?? [])
        case .extendProgram(let programData, let program, let payer, _):
            Self.code(programData, program)
                + (payer.map { [Self.system, NamedAccount("payerAccount", $0, .writableSigner)] }
                    ?? [])
        case .setAuthorityChecked(let account, let authority, let newAuthority):
            [
                Self.account(account), Self.authority(authority),
                NamedAccount("newAuthority", newAuthority, .readonlySigner),
            ]
        }
    }

    /// The values in the data, by name.
    public var parameters: [InstructionField] {
        switch self {
        case .write(_, _, let offset, let bytes):
            [
                InstructionField("offset", .number(UInt64(offset))),
                InstructionField("bytes", .bytes(bytes)),
            ]
        case .deploy(_, _, _, _, _, let reservedBytes):
            [InstructionField("maxDataLen", .number(reservedBytes))]
        case .extendProgram(_, _, _, let additionalBytes):
            [InstructionField("additionalBytes", .number(UInt64(additionalBytes)))]
        case .initializeBuffer, .upgrade, .setAuthority, .close, .setAuthorityChecked: []
        }
    }

    /// The data in its canonical form.
    public var data: [UInt8] {
        var output: [UInt8] = []
        output.append(integer: tag)
        switch self {
        case .write(_, _, let offset, let bytes):
            output.append(integer: offset)
            output.append(integer: UInt64(bytes.count))
            output += bytes
        case .deploy(_, _, _, _, _, let reservedBytes): output.append(integer: reservedBytes)
        case .extendProgram(_, _, _, let additionalBytes): output.append(integer: additionalBytes)
        case .initializeBuffer, .upgrade, .setAuthority, .close, .setAuthorityChecked: break
        }
        return output
    }

    private var tag: UInt32 {
        switch self {
        case .initializeBuffer: 0
        case .write: 1
        case .deploy: 2
        case .upgrade: 3
        case .setAuthority: 4
        case .close: 5
        case .extendProgram: 6
        case .setAuthorityChecked: 7
        }
    }

    private static let system = NamedAccount("systemProgram", Programs.system)
    private static let sysvars = [
        NamedAccount("rentSysvar", Programs.rentSysvar),
        NamedAccount("clockSysvar", Programs.clockSysvar),
    ]

    private static func account(_ address: Address) -> NamedAccount {
        NamedAccount("account", address, .writable)
    }

    private static func authority(_ address: Address) -> NamedAccount {
        NamedAccount("authority", address, .readonlySigner)
    }

    private static func code(_ programData: Address, _ program: Address) -> [NamedAccount] {
        [
            NamedAccount("programDataAccount", programData, .writable),
            NamedAccount("programAccount", program, .writable),
        ]
    }

    private static func closing(_ closer: CloseAuthority) -> [NamedAccount] {
        [authority(closer.authority)]
            + (closer.program.map { [NamedAccount("programAccount", $0, .writable)] } ?? [])
    }
}
