internal import DepositProgram
internal import SolanaCodec

/// What the chain holds beside a transaction, as far as the rules ask for it.
struct Surroundings: Hashable, Sendable {
    /// Token-2022 mints that could be read.
    var mints: [Address: MintState] = [:]
    /// Programs that are there.
    var programs: [Address: ProgramImage] = [:]
    /// What deposit programs keep at addresses that may be a depositor's account.
    var records: [Address: AccountRecord] = [:]
    /// Vaults of depositors that were found empty after the transaction, which only a sweep can do.
    var emptiedVaults: Set<Address> = []
}

/// What a deposit program keeps at an address.
///
/// The balance in it is left out: it changes from block to block, and no verdict depends on it but
/// for its size.
struct AccountRecord: Hashable, Sendable {
    /// The program that owns it.
    var program: Address
    var content: Content

    enum Content: Hashable, Sendable {
        case account(Account)
        case badDiscriminator
        case wrongLength
    }

    /// A depositor's account, of any of its layouts.
    struct Account: Hashable, Sendable {
        var owner: Address
        /// `nil` in the shortest layout.
        var mint: Address?
        /// `nil` in the legacy layouts.
        var code: DepositCode?
        /// Whether its balance is beyond what books can hold.
        var isOverflowing: Bool
    }

    /// Bytes that tell all layouts apart: one more than the longest. Owners of token accounts may be
    /// accounts of megabytes.
    static let longest: UInt64 = 89

    init(_ info: AccountInfo) {
        program = info.owner
        do throws(Level5.LayoutError) {
            let account = try Level5.DepositAccount(decoding: info.data)
            content = .account(
                Account(
                    owner: account.owner, mint: account.mint, code: account.code,
                    isOverflowing: account.balance > R12Amounts.largest))
        } catch {
            switch error {
            case .badDiscriminator: content = .badDiscriminator
            case .wrongLength: content = .wrongLength
            }
        }
    }
}
