/// One account of a transaction, in the order of the indices.
public struct DescribedAccount: Hashable, Sendable {
    /// Its name.
    public var name: Name
    /// What the transaction may do with it.
    public var role: AccountRole
    /// The lookup table entry that it comes from; `nil` for an account of the message itself.
    public var lookup: Lookup?

    /// An account as far as its name is known.
    public enum Name: Hashable, Sendable {
        /// Its address.
        case address(Address)
        /// An entry of a lookup table whose content nobody has told.
        case entry(table: Address, index: UInt8)

        /// The address, or table and entry.
        public var text: String {
            switch self {
            case .address(let address): address.description
            case .entry(let table, let index): "entry \(index) of table \(table), not resolved"
            }
        }
    }

    /// An entry of a lookup table.
    public struct Lookup: Hashable, Sendable {
        /// The table's account.
        public var table: Address
        /// The entry.
        public var index: UInt8
    }

    /// The address, or one that stands for the entry while instructions are decoded.
    var standIn: Address {
        switch name {
        case .address(let address): address
        case .entry(let table, let index):
            // No address of a real account has this preimage, so nothing is mistaken for another.
            Address(BLAKE3.hash(Array("unresolved lookup".utf8) + table.bytes + [index]))
        }
    }

    /// Whether the address is not known.
    public var isUnresolved: Bool {
        if case .entry = name { true } else { false }
    }

    /// All accounts of a message: its own, loaded writable, loaded read-only.
    ///
    /// - Parameter loaded: the addresses of the lookups; too few leave the rest unresolved.
    static func all(of message: Message, loaded: LoadedAddresses?) -> [DescribedAccount] {
        var accounts = message.addresses.enumerated().map { index, address in
            DescribedAccount(name: .address(address), role: message.role(ofAddressAt: index))
        }
        var writable = loaded?.writable[...]
        var readonly = loaded?.readonly[...]
        for lookup in message.lookups {
            for index in lookup.writableIndices {
                accounts.append(
                    looked(up: lookup.table, index, .writable, writable?.popFirst()))
            }
        }
        for lookup in message.lookups {
            for index in lookup.readonlyIndices {
                accounts.append(
                    looked(up: lookup.table, index, .readonly, readonly?.popFirst()))
            }
        }
        return accounts
    }

    private static func looked(
        up table: Address, _ index: UInt8, _ role: AccountRole, _ address: Address?
    ) -> DescribedAccount {
        DescribedAccount(
            name: address.map { .address($0) } ?? .entry(table: table, index: index), role: role,
            lookup: Lookup(table: table, index: index))
    }
}
