/// Why a program stops: the number that it returns to the runtime.
///
/// Shape: custom errors are the plain number, the runtime's own kinds stand in the upper 32 bits.
/// Zero means success, so that custom error 0 has a number of its own. Source: agave,
/// `solana-program-error`, `From<ProgramError> for u64`.
public struct ProgramError: Error, Equatable, Sendable {
    /// What the entry point returns.
    public let code: UInt64

    /// A program's own error, shown by clients as `Custom(number)`.
    @inline(__always)
    public init(custom number: UInt32) {
        code = number == 0 ? 1 << 32 : UInt64(number)
    }

    /// What a called program returned, or the runtime in its place.
    @inline(__always)
    init(returned code: UInt64) {
        self.code = code
    }

    @inline(__always)
    init(builtin kind: UInt64) {
        code = kind << 32
    }

    /// An argument of an instruction makes no sense.
    public static var invalidArgument: Self { Self(builtin: 2) }
    /// The instruction's data does not parse.
    public static var invalidInstructionData: Self { Self(builtin: 3) }
    /// An account's data is not what it must be.
    public static var invalidAccountData: Self { Self(builtin: 4) }
    /// An account's data has the wrong length.
    public static var accountDataTooSmall: Self { Self(builtin: 5) }
    /// An account holds too few lamports.
    public static var insufficientFunds: Self { Self(builtin: 6) }
    /// The program called is not the one meant.
    public static var incorrectProgramID: Self { Self(builtin: 7) }
    /// An account that must sign did not.
    public static var missingRequiredSignature: Self { Self(builtin: 8) }
    /// An account to be created is there already.
    public static var accountAlreadyInitialized: Self { Self(builtin: 9) }
    /// An account to be used is not initialised.
    public static var uninitializedAccount: Self { Self(builtin: 10) }
    /// Fewer accounts than the instruction takes.
    public static var notEnoughAccountKeys: Self { Self(builtin: 11) }
    /// Seeds that do not lead to the address, or to none.
    public static var invalidSeeds: Self { Self(builtin: 14) }
    /// A sysvar that is not there, or not of a known form.
    public static var unsupportedSysvar: Self { Self(builtin: 17) }
    /// An account belongs to another program than it must.
    public static var illegalOwner: Self { Self(builtin: 18) }
    /// A sum that does not fit its type.
    public static var arithmeticOverflow: Self { Self(builtin: 24) }
}
