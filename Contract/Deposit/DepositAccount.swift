import DepositLayouts
import SolanaProgram

/// A deposit account of this program: a view of its data.
struct DepositAccount {
    let account: Account

    /// The view; `nil` unless the account belongs to `program` and is of the right form. Only
    /// `initializeToken` makes such accounts, so the address needs no second derivation.
    @inline(__always)
    init?(_ account: Account, of program: UnsafePointer<Address>) {
        guard areSame(account.ownerKey, program), account.length == DepositAccountLayout.length,
            account[word: 0] == DepositAccountLayout.discriminator
        else { return nil }
        self.account = account
    }

    /// A view of what `requireDepositAccount` looked at.
    @inline(__always)
    init(checked account: Account) {
        self.account = account
    }

    /// Where the depositor stands in memory.
    @inline(__always)
    var ownerKey: UnsafePointer<Address> { account.key(at: DepositAccountLayout.owner) }
    /// Where the mint stands in memory.
    @inline(__always)
    var mintKey: UnsafePointer<Address> { account.key(at: DepositAccountLayout.mint) }
    /// The code as a little-endian `u64`.
    @inline(__always)
    var code: UInt64 { account[word: DepositAccountLayout.code] }
    /// Base units deposited since the account was opened.
    @inline(__always)
    var balance: UInt64 {
        get { account[word: DepositAccountLayout.balance] }
        nonmutating set { account[word: DepositAccountLayout.balance] = newValue }
    }

    /// What its address is derived from: bytes in its own data.
    @inline(__always)
    var seeds: Seeds<3> {
        Seeds([
            Seed(VaultSeed.depositAccount),
            Seed(account.data + DepositAccountLayout.code, count: 8),
            Seed(account.data + DepositAccountLayout.owner, count: 32),
        ])
    }

    /// Writes an account that was just opened.
    @inline(__always)
    static func write(_ account: Account, owner: Address, mint: Address, code: UInt64) {
        account[word: 0] = DepositAccountLayout.discriminator
        account[address: DepositAccountLayout.owner] = owner
        account[address: DepositAccountLayout.mint] = mint
        account[word: DepositAccountLayout.code] = code
        account[word: DepositAccountLayout.balance] = 0
    }
}
