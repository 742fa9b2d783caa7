internal import SolanaCodec
internal import Synchronization

/// A settled transaction as one endpoint tells it.
final class TransactionReport: Sendable {
    let status: SignatureStatus
    let blockTime: Int64?
    /// The transaction as rules look at it; or why it is none, by the word of the chain itself.
    let outcome: Result<TransactionView, Finding>
    /// What the rules need to know beside it.
    let surroundings: Surroundings
    private let answer: TransactionAnswer
    private let meta: TransactionMeta
    private let level5Events: [LoggedData]
    private let worked = Mutex<Content?>(nil)

    /// R21: the parts of a report that decide. Reports with equal contents are the same report.
    ///
    /// Calls stand as they were walked, so that nodes that show the children of a batch a second
    /// time say the same as others. Keys are the bytes' own and the loaded ones.
    struct Content: Hashable, Sendable {
        var transaction: [UInt8]
        var slot: UInt64
        /// How it failed nobody rests anything on, and nodes write it in several ways.
        var hasFailed: Bool
        var loaded: LoadedAddresses
        var lamportsBefore: [UInt64]
        var lamportsAfter: [UInt64]
        var tokensBefore: Set<TokenBalance>?
        var tokensAfter: Set<TokenBalance>?
        var calls: [Call]
        var mints: [Address: MintTerms]
        var programs: [Address: ProgramImage]
        var records: [Address: AccountRecord]
        var emptiedVaults: Set<Address>
        var goneVaults: Set<Address>
        /// Of the logs, all that rules look at beside `records`.
        var level5Events: [LoggedData]

        /// Whether it says the same as another, and less: nodes may leave out owners and programs of
        /// balances.
        func isPart(of other: Self) -> Bool {
            var whole = self
            whole.tokensBefore = Self.complete(tokensBefore, with: other.tokensBefore)
            whole.tokensAfter = Self.complete(tokensAfter, with: other.tokensAfter)
            return self != other && whole == other
        }

        private static func complete(
            _ table: Set<TokenBalance>?, with other: Set<TokenBalance>?
        ) -> Set<TokenBalance>? {
            guard let table, let other else { return table }
            let known = Dictionary(other.map { ($0.accountIndex, $0) }) { first, _ in first }
            return Set(
                table.map { balance in
                    var balance = balance
                    balance.owner = balance.owner ?? known[balance.accountIndex]?.owner
                    balance.programID = balance.programID ?? known[balance.accountIndex]?.programID
                    return balance
                })
        }
    }

    struct Call: Hashable, Sendable {
        var path: EventPath
        var parent: Frame.Parent
        var instruction: Instruction
    }

    /// What rules use of a mint. The rest changes from one block to the next: anybody may bring it
    /// the fees that accounts withhold.
    struct MintTerms: Hashable, Sendable {
        var extensions: [ExtensionType]
        var flags: [String]

        init(_ mint: MintState) {
            extensions = mint.extensions.map(\.type)
            flags = R24TokenExtensions.flags(mint)
        }
    }

    init(
        status: SignatureStatus, answer: TransactionAnswer, meta: TransactionMeta,
        outcome: Result<TransactionView, Finding>, surroundings: Surroundings,
        level5Events: [LoggedData]
    ) {
        self.status = status
        blockTime = answer.blockTime
        self.outcome = outcome
        self.surroundings = surroundings
        self.answer = answer
        self.meta = meta
        self.level5Events = level5Events
    }

    /// What two operators must say alike. Worked out when it is asked for: one operator alone is
    /// compared with nobody.
    var content: Content {
        worked.withLock { worked in
            if let worked { return worked }
            let content = makeContent()
            worked = content
            return content
        }
    }

    private func makeContent() -> Content {
        let frames = (try? outcome.get())?.frames ?? []
        return Content(
            transaction: answer.transaction, slot: answer.slot, hasFailed: meta.errJSON != nil,
            loaded: meta.loadedAddresses ?? LoadedAddresses(), lamportsBefore: meta.preBalances,
            lamportsAfter: meta.postBalances, tokensBefore: meta.preTokenBalances.map(Set.init),
            tokensAfter: meta.postTokenBalances.map(Set.init),
            calls: frames.map {
                Call(path: $0.path, parent: $0.parent, instruction: $0.instruction)
            },
            mints: surroundings.mints.mapValues(MintTerms.init),
            programs: surroundings.programs, records: surroundings.records,
            emptiedVaults: surroundings.emptiedVaults, goneVaults: surroundings.goneVaults,
            level5Events: level5Events)
    }

    /// Whether nothing can undo it, by this endpoint's word.
    var isFinal: Bool { status.confirmationStatus == .finalized }
}

/// What one endpoint makes known about a signature.
enum Testimony: Sendable {
    /// It does not know it. `isPast`: although its finalized blocks lie above the last height at
    /// which the transaction could land.
    case absent(isPast: Bool)
    /// It has seen it, and that may still be undone.
    case unsettled(SignatureStatus)
    /// It tells all of it.
    case told(TransactionReport)
    /// What it says decides nothing.
    case useless(Finding, SignatureStatus?)
    /// It gave no usable answer.
    case silent(RPCError)
}
