internal import SolanaCodec

/// R5: our own decoder reads the raw bytes; the answer's tables must fit what it finds.
enum R5Decoding {
    static func decode(_ bytes: [UInt8]) throws(Finding) -> Transaction {
        do throws(WireError) {
            return try Transaction(decoding: bytes)
        } catch {
            if case .unsupportedVersion = error { throw Finding(.unsupportedVersion, .decoding) }
            throw Finding(.rpcInconsistent, .decoding)
        }
    }

    /// All accounts of the transaction, loaded ones included, each exactly once.
    static func accounts(
        of message: Message, meta: TransactionMeta
    ) throws(Finding) -> [AccountMeta] {
        let inconsistent = Finding(.rpcInconsistent, .decoding)
        guard let accounts = message.accounts(loaded: meta.loadedAddresses ?? LoadedAddresses()),
            meta.preBalances.count == accounts.count, meta.postBalances.count == accounts.count,
            Set(accounts.map(\.address)).count == accounts.count
        else { throw inconsistent }
        return accounts
    }

    /// A balance table by account.
    static func table(
        _ balances: [TokenBalance]?, _ accounts: [AccountMeta]
    ) throws(Finding) -> [Address: TokenBalance] {
        guard let balances else { throw Finding(.missingBalances, .decoding) }
        var table: [Address: TokenBalance] = [:]
        for balance in balances {
            let index = Int(balance.accountIndex)
            guard accounts.indices.contains(index),
                table.updateValue(balance, forKey: accounts[index].address) == nil
            else { throw Finding(.rpcInconsistent, .decoding) }
        }
        return table
    }

    /// What the node says of the version, compared with the bytes, which decide.
    static func flags(_ answer: TransactionAnswer, _ transaction: Transaction) -> [String] {
        let matches =
            switch (answer.version, transaction.message.version) {
            case (.legacy, .legacy), (.number(0), .v0), (.number(1), .v1), (.absent, _): true
            default: false
            }
        return matches ? [] : ["version_mismatch"]
    }
}
