import SolanaCodec

/// An account as far as its name is known.
enum AccountName: Hashable {
    /// Its address.
    case address(Address)
    /// An entry of a lookup table whose content the input does not say.
    case entry(table: Address, index: UInt8)
}

/// One account of a transaction, in the order of the indices.
struct DecodedAccount: Hashable {
    /// Its name.
    var name: AccountName
    /// What the transaction may do with it.
    var role: AccountRole
    /// The lookup table entry that it comes from; `nil` for an account of the message itself.
    var lookup: Lookup?

    /// An entry of a lookup table.
    struct Lookup: Hashable {
        /// The table's account.
        var table: Address
        /// The entry.
        var index: UInt8
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
    var isUnresolved: Bool {
        if case .entry = name { true } else { false }
    }

    /// All accounts of a message: its own, loaded writable, loaded read-only.
    ///
    /// - Parameter loaded: the addresses of the lookups, with the counts that the message asks for.
    static func all(of message: Message, loaded: LoadedAddresses?) -> [DecodedAccount] {
        var accounts = message.addresses.enumerated().map { index, address in
            DecodedAccount(name: .address(address), role: message.role(ofAddressAt: index))
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
    ) -> DecodedAccount {
        DecodedAccount(
            name: address.map { .address($0) } ?? .entry(table: table, index: index), role: role,
            lookup: Lookup(table: table, index: index))
    }
}
