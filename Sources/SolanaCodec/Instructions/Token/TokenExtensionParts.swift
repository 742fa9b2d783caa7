/// The fee that a Token-2022 mint withholds from each transfer.
///
/// Shape, 108 bytes: who sets the fee 32 | who takes what is withheld 32 | withheld `u64` | older
/// fee 18 | newer fee 18.
public struct TransferFeeConfig: Hashable, Sendable {
    /// Who may set the fee.
    public var configAuthority: Address?
    /// Who may take what is withheld.
    public var withdrawAuthority: Address?
    /// What has been collected in the mint and not taken yet.
    public var withheld: TokenAmount
    /// The fee before the newer one's epoch.
    public var older: TransferFee
    /// The fee from its epoch on.
    public var newer: TransferFee

    /// The fee of an epoch.
    public func fee(inEpoch epoch: UInt64) -> TransferFee { epoch >= newer.epoch ? newer : older }

    init(_ input: inout StateReader) {
        configAuthority = input.nonzeroAddress()
        withdrawAuthority = input.nonzeroAddress()
        withheld = TokenAmount(input.integer())
        older = TransferFee(&input)
        newer = TransferFee(&input)
    }
}

/// One of the two fees of a mint.
///
/// Shape, 18 bytes: first epoch `u64` | most `u64` | basis points `u16`.
public struct TransferFee: Hashable, Sendable {
    /// The first epoch in which it counts.
    public var epoch: UInt64
    /// The most that a transfer pays.
    public var maximum: TokenAmount
    /// Hundredths of a per cent of the amount.
    public var basisPoints: UInt16

    init(_ input: inout StateReader) {
        epoch = input.integer()
        maximum = TokenAmount(input.integer())
        basisPoints = input.integer()
    }

    /// The fee of a transfer: the amount's share, rounded up, at most the maximum.
    ///
    /// - Returns: `nil` for more than 10,000 basis points, which the program never stores.
    public func fee(of amount: TokenAmount) -> TokenAmount? {
        guard basisPoints <= 10_000 else { return nil }
        let product = amount.rawValue.multipliedFullWidth(by: UInt64(basisPoints))
        let (quotient, remainder) = UInt64(10_000).dividingFullWidth(product)
        let share = quotient + (remainder == 0 ? 0 : 1)
        return TokenAmount(min(share, maximum.rawValue))
    }
}

/// A rate by which displayed amounts grow.
///
/// Shape, 52 bytes: who sets it 32 | start `i64` | average rate before the last change `i16` | last
/// change `i64` | rate `i16`.
///
/// Units: seconds since 1970; basis points a year.
public struct InterestBearingConfig: Hashable, Sendable {
    /// Who may set the rate.
    public var rateAuthority: Address?
    /// When interest began.
    public var start: Int64
    /// The average rate from the start to the last change.
    public var averageRateBefore: Int16
    /// When the rate was last changed.
    public var lastUpdate: Int64
    /// The rate since then.
    public var rate: Int16

    init(_ input: inout StateReader) {
        rateAuthority = input.nonzeroAddress()
        start = Int64(bitPattern: input.integer())
        averageRateBefore = Int16(bitPattern: input.integer())
        lastUpdate = Int64(bitPattern: input.integer())
        rate = Int16(bitPattern: input.integer())
    }
}

/// A factor by which displayed amounts are multiplied.
///
/// Shape, 56 bytes: who sets it 32 | factor 8 | time of the next one `i64` | next factor 8. Factors
/// are the bits of an `f64` and stay bits: they are for display and never count money.
public struct ScaledUiAmount: Hashable, Sendable {
    /// Who may set the factor.
    public var authority: Address?
    /// The factor until the next one counts, as the bits of an `f64`.
    public var multiplierBits: UInt64
    /// When the next factor counts, in seconds since 1970.
    public var newMultiplierTimestamp: Int64
    /// The next factor, as the bits of an `f64`.
    public var newMultiplierBits: UInt64

    init(_ input: inout StateReader) {
        authority = input.nonzeroAddress()
        multiplierBits = input.integer()
        newMultiplierTimestamp = Int64(bitPattern: input.integer())
        newMultiplierBits = input.integer()
    }
}

/// Name, symbol, and further texts of a token.
///
/// Shape, borsh: who changes it 32 | mint 32 | name, symbol, URI | `u32` count, that many pairs of
/// key and value. A text is a `u32` length and UTF-8. All of it is the issuer's word: two mints can
/// bear the same symbol.
///
/// Source: solana-program/token-metadata, interface/src/state.rs, `TokenMetadata`.
public struct TokenMetadata: Hashable, Sendable {
    /// Who may change it.
    public var updateAuthority: Address?
    /// The mint that it belongs to.
    public var mint: Address
    /// The name.
    public var name: String
    /// The symbol.
    public var symbol: String
    /// Where more is said.
    public var uri: String
    /// Further keys and values, in order.
    public var additional: [Pair]

    /// A key and its value.
    public struct Pair: Hashable, Sendable {
        /// The key.
        public var key: String
        /// The value.
        public var value: String
    }

    /// - Returns: `nil` if `bytes` are anything but one whole metadata.
    init?(_ bytes: [UInt8]) {
        var input = CallReader(data: bytes, accounts: [])
        do throws(InstructionError) {
            updateAuthority = Address(nonzero: try input.address())
            mint = try input.address()
            name = try input.borshText()
            symbol = try input.borshText()
            uri = try input.borshText()
            // Each pair takes at least eight bytes, so a count that lies runs out of them.
            let count = try input.integer(UInt32.self)
            additional = []
            for _ in 0..<count {
                additional.append(
                    Pair(key: try input.borshText(), value: try input.borshText()))
            }
        } catch {
            return nil
        }
        guard input.remainingBytes == 0 else { return nil }
    }
}
