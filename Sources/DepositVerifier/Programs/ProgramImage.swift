public import SolanaCodec

/// The code that a cluster runs at a program's address, and who may replace it.
public struct ProgramImage: Hashable, Sendable {
    /// The program's address.
    public var id: Address
    /// The loader that owns it.
    public var loader: Address
    /// The account that holds the code; the program's own where the loader keeps them together.
    public var dataAddress: Address
    /// The slot of its last deployment; `nil` where the loader does not record it.
    public var deploySlot: UInt64?
    /// Who may replace the code; `nil` if nobody may.
    public var upgradeAuthority: Address?
    /// The code as the account holds it: without the loader's header, with the zeros that fill up
    /// what was reserved.
    public var bytes: [UInt8]

    /// An image from its parts.
    public init(
        id: Address, loader: Address, dataAddress: Address, deploySlot: UInt64?,
        upgradeAuthority: Address?, bytes: [UInt8]
    ) {
        self.id = id
        self.loader = loader
        self.dataAddress = dataAddress
        self.deploySlot = deploySlot
        self.upgradeAuthority = upgradeAuthority
        self.bytes = bytes
    }

    /// The loader before the upgradeable one: its programs never change.
    public static let finalLoader: Address = "BPFLoader2111111111111111111111111111111111"

    /// The code without the zeros at its end.
    public var code: ArraySlice<UInt8> { Self.trimmed(bytes) }

    /// SHA-256 of `code`: what a policy pins, and what `solana-verify` prints.
    public var hash: FixedBytes<32> { SHA256.hash(Array(code)) }

    /// SHA-256 of `bytes`, zeros included.
    public var exactHash: FixedBytes<32> { SHA256.hash(bytes) }

    /// A program ends with an instruction, of 8 bytes that are not all zero.
    private static let mostZerosOfFile = 7

    /// Whether this may be the deployment of a file with this SHA-256: zeros may stand behind it,
    /// and the file itself may end with some.
    func isDeployment(ofFile hash: FixedBytes<32>) -> Bool {
        let lengths = (0...Self.mostZerosOfFile).map { min(code.count + $0, bytes.count) }
        return Set(lengths + [bytes.count]).contains {
            SHA256.hash(Array(bytes[..<$0])) == hash
        }
    }

    /// Bytes without the zeros at their end.
    public static func trimmed(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        let length = bytes.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
        return bytes[..<length]
    }

    /// Why this is not what a policy trusts; `nil` if it is.
    public func objection(to pin: DepositPolicy.PinnedProgram) -> String? {
        guard isDeployment(ofFile: pin.hash) else {
            return "its bytes are not those that the policy pins"
        }
        guard deploySlot == pin.deploySlot else {
            return "it was deployed in slot \(deploySlot.map(String.init) ?? "?"), "
                + "the policy says \(pin.deploySlot)"
        }
        guard upgradeAuthority == pin.upgradeAuthority else {
            return "its upgrade authority is \(upgradeAuthority?.description ?? "nobody"), "
                + "the policy says \(pin.upgradeAuthority?.description ?? "nobody")"
        }
        return nil
    }
}

/// Why there is no program at an address.
public enum ProgramImageError: Error, Hashable, Sendable {
    /// No account.
    case missing
    /// An account, but none that can be called.
    case notExecutable
    /// A program of a loader that this library does not read.
    case unknownLoader(Address)
    /// A program whose code was taken away, or whose accounts contradict each other.
    case unusable

    /// One line for a person.
    public var text: String {
        switch self {
        case .missing: "there is no account at this address"
        case .notExecutable: "the account is no program"
        case .unknownLoader(let loader): "its loader \(loader) is not known"
        case .unusable: "its code was closed or cannot be read"
        }
    }
}

extension RPCClient {
    /// The program at an address, all of it as of one slot.
    ///
    /// - Throws: `ProgramImageError`, `RPCError`.
    public func getProgramImage(
        _ id: Address, commitment: Commitment, minContextSlot: UInt64? = nil
    ) async throws -> ProgramImage {
        let dataAddress = UpgradeableLoader.findProgramData(of: id).address
        let found = try await getMultipleAccounts(
            [id, dataAddress], commitment: commitment, minContextSlot: minContextSlot
        ).value
        guard let account = found.first ?? nil else { throw ProgramImageError.missing }
        guard account.isExecutable else { throw ProgramImageError.notExecutable }
        switch account.owner {
        case Programs.upgradeableLoader:
            guard let data = found.last ?? nil, data.owner == Programs.upgradeableLoader,
                let pointer = try? UpgradeableLoaderState(decoding: account.data),
                pointer == .program(data: dataAddress),
                let state = try? UpgradeableLoaderState(decoding: data.data),
                case .programData(let slot, let authority, let code) = state
            else { throw ProgramImageError.unusable }
            return ProgramImage(
                id: id, loader: account.owner, dataAddress: dataAddress, deploySlot: slot,
                upgradeAuthority: authority, bytes: code)
        case ProgramImage.finalLoader:
            return ProgramImage(
                id: id, loader: account.owner, dataAddress: id, deploySlot: nil,
                upgradeAuthority: nil, bytes: account.data)
        default: throw ProgramImageError.unknownLoader(account.owner)
        }
    }
}
