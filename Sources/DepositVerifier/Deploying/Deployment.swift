public import SolanaCodec

/// What is wanted: a program with exactly this code.
///
/// Every step towards it follows from what the chain holds, so that a run that was interrupted goes on
/// where it ended, and one that has nothing left to do does nothing.
public struct Deployment: Hashable, Sendable {
    /// The program's address.
    public let program: Address
    /// The ELF file.
    public let code: [UInt8]
    /// Who may upgrade the program, and write and close the buffer.
    public let authority: Address
    /// Who pays rent and fees, and gets the buffer's lamports back.
    public let payer: Address
    /// Whether nobody may upgrade the program afterwards.
    public let isFinal: Bool
    /// Micro-lamports for a compute unit.
    public let unitPrice: UInt64
    /// Where the code is collected before it is deployed.
    public let buffer: Address
    /// Makes the buffer's address; `nil` for a buffer that somebody else has created.
    let bufferSeed: String?

    /// A deployment from its parts.
    ///
    /// - Parameter buffer: one that exists; `nil` for the one that authority, program and code make,
    ///   which every run finds again.
    public init(
        program: Address, code: [UInt8], authority: Address, payer: Address, isFinal: Bool = false,
        unitPrice: UInt64 = 0, buffer: Address? = nil
    ) {
        self.program = program
        self.code = code
        self.authority = authority
        self.payer = payer
        self.isFinal = isFinal
        self.unitPrice = unitPrice
        if let buffer {
            self.buffer = buffer
            bufferSeed = nil
            return
        }
        // 32 digits are the longest seed; nobody else can make an account at what they derive.
        let digest = SHA256.hash(program.bytes + code).bytes
        let seed = Hexadecimal.encode(digest.prefix(ProgramDerivedAddress.longestSeed / 2))
        guard
            let derived = Address(
                base: authority, seed: Array(seed.utf8), owner: Programs.upgradeableLoader)
        else { preconditionFailure("no address for a seed of 32 bytes") }
        self.buffer = derived
        bufferSeed = seed
    }

    /// The account that holds the program's code.
    public var dataAddress: Address { UpgradeableLoader.findProgramData(of: program).address }

    /// SHA-256 of the code without the zeros at its end: what a policy pins.
    public var hash: FixedBytes<32> { SHA256.hash(Array(ProgramImage.trimmed(code))) }

    /// The most bytes of code: an account holds 10 MiB. Source: agave `MAX_PERMITTED_DATA_LENGTH`.
    public static let longestCode = 10 * 1_024 * 1_024 - UpgradeableLoader.programDataHeaderSize
    /// The loader adds no less. Source: SIMD-0431, `MINIMUM_EXTEND_PROGRAM_BYTES`.
    static let leastExtension = 10_240
}

/// What the chain holds of a deployment, as of one slot.
public struct DeploymentState: Hashable, Sendable {
    /// The slot.
    public var slot: UInt64
    /// The program's account.
    public var program: AccountInfo?
    /// The account that holds its code.
    public var programData: AccountInfo?
    /// The buffer.
    public var buffer: AccountInfo?
    /// What the payer holds.
    public var lamports: Lamports

    /// A state from its parts.
    public init(
        slot: UInt64, program: AccountInfo? = nil, programData: AccountInfo? = nil,
        buffer: AccountInfo? = nil, lamports: Lamports
    ) {
        self.slot = slot
        self.program = program
        self.programData = programData
        self.buffer = buffer
        self.lamports = lamports
    }
}

extension ProgramImage {
    /// Whether it runs `wanted`: those bytes, and zeros behind them.
    func runs(_ wanted: [UInt8]) -> Bool {
        bytes.starts(with: wanted) && bytes.dropFirst(wanted.count).allSatisfy { $0 == 0 }
    }
}

/// Why a program cannot be deployed.
public enum DeploymentError: Error, Hashable, Sendable {
    /// The account at the program's address is none of this loader.
    case notAProgram(owner: Address)
    /// The program was closed; its address is used up.
    case closed
    /// Somebody has sent lamports to the account that is to hold the code.
    case dataAddressTaken(Address)
    /// Nobody may upgrade the program.
    case notUpgradeable
    /// Somebody else may upgrade the program.
    case wrongAuthority(Address)
    /// There is no program yet, and no key to create it with.
    case noProgramKey(Address)
    /// The buffer is not what it should be.
    case unusableBuffer(Address, String)
    /// More code than an account holds.
    case tooLarge
    /// A transaction breaks a limit.
    case wire(WireError)
    /// A key did not sign.
    case unsigned(SignerError)
    /// The simulation of a step failed.
    case refused(DeploymentStep, errJSON: String, logs: [String])
    /// A step landed with an error.
    case failed(DeploymentStep, Signature, errJSON: String)
    /// The time allowed is over.
    case timeout(DeploymentStep)
}
