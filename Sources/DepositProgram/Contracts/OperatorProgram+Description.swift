internal import DepositLayouts
public import SolanaCodec

extension OperatorProgram: ProgramDecoder {
    /// What the program is called in descriptions.
    public static let name = "Deposit Program"

    /// The program's name, if it is deployed at `address`.
    public func name(of address: Address) -> String? {
        address == self.address ? Self.name : nil
    }

    /// What `instruction` means; `nil` for another program or a discriminator that is not known.
    ///
    /// - Throws: `InstructionError` if the program would not read it.
    public func call(
        _ instruction: Instruction
    ) throws(InstructionError) -> (any ProgramCall)? {
        guard instruction.program == address else { return nil }
        return try Call(decoding: instruction, of: self)
    }

    /// What the program recorded with `data`; `nil` for another program or anything but an event.
    public func event(_ data: [UInt8], of program: Address) -> DescribedEvent? {
        guard program == address else { return nil }
        return (try? Event(decoding: data))?.described
    }

    /// What the program means by an error code.
    public func error(_ code: UInt32, of program: Address) -> ProgramErrorName? {
        guard program == address else { return nil }
        return Self.error(code)
    }

    /// What a custom error of the program means; `nil` for a number that it does not have.
    public static func error(_ code: UInt32) -> ProgramErrorName? {
        guard let error = DepositError(rawValue: code) else { return nil }
        let name = "\(error)"
        return ProgramErrorName(name.prefix(1).uppercased() + name.dropFirst(), error.text)
    }
}

extension DepositError {
    /// What went wrong, in a few words.
    fileprivate var text: String {
        switch self {
        case .unknownInstruction: "there is no such instruction"
        case .malformedData: "the data has another length, or the kind of vault is unknown"
        case .wrongAccountCount: "there are too few or too many accounts"
        case .accountNotWritable: "an account must be writable"
        case .accountNotSigner: "an account must sign"
        case .duplicateAccount: "two places name one account"
        case .wrongMint: "the program was built for another mint"
        case .wrongTokenProgram: "the accounts belong to another token program"
        case .wrongSystemProgram: "another account stands where the System program must"
        case .wrongAssociatedTokenProgram:
            "another account stands where the Associated Token program must"
        case .wrongTreasuryAccount: "this is not the treasury's token account of the build"
        case .treasuryAccountUnusable:
            "the treasury's token account has another owner or mint, or is frozen"
        case .wrongTreasury: "the program was built for another treasury"
        case .wrongDerivedAddress: "the seeds lead to another address"
        case .wrongVault: "this is no token account of the vault's authority"
        case .vaultNotEmpty: "the vault still holds tokens"
        case .zeroAmount: "the amount is 0"
        case .belowMinimum: "the amount is under the minimum of the build"
        case .sourceIsTreasury: "the tokens are the treasury's already"
        case .wrongSource: "the source is no token account of the build's mint"
        case .wrongDepositAccount: "this is no deposit account of the program"
        case .wrongOwner: "the deposit account belongs to somebody else"
        case .alreadyInitialized: "the deposit account exists already"
        case .balanceOverflow: "the balance would be too large"
        case .nothingToSweep: "there is nothing to sweep"
        case .extensionNotAllowed: "the mint has an extension that the build does not allow"
        case .disabled: "the program does not offer this; money never goes back by it"
        }
    }
}
