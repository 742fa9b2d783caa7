internal import SolanaCodec

/// A settled transaction as one endpoint tells it.
final class TransactionReport: Sendable {
    let status: SignatureStatus
    let blockTime: Int64?
    /// The transaction as rules look at it; or why it is none, by the word of the chain itself.
    let outcome: Result<TransactionView, Finding>
    /// What the rules need to know beside it.
    let surroundings: Surroundings
    /// What two operators must say alike.
    let content: Content

    /// R21: the parts of a report that decide. Reports with equal contents are the same report.
    ///
    /// Calls stand as they were walked, so that nodes that show the children of a batch a second
    /// time say the same as others. Keys are the bytes' own and the loaded ones.
    struct Content: Hashable, Sendable {
        var transaction: [UInt8]
        var slot: UInt64
        var errJSON: String?
        var loaded: LoadedAddresses?
        var lamportsBefore: [UInt64]
        var lamportsAfter: [UInt64]
        var tokensBefore: Set<TokenBalance>?
        var tokensAfter: Set<TokenBalance>?
        var calls: [Call]
        var mints: [Address: MintTerms]
        var programs: [Address: ProgramImage]
        var records: [Address: AccountRecord]
        var emptiedVaults: Set<Address>
        /// Of the logs, all that rules look at.
        var level5Events: [LoggedData]
    }

    struct Call: Hashable, Sendable {
        var path: EventPath
        var parent: Frame.Parent
        var instruction: Instruction
    }

    /// What of a mint stays the same from one block to the next.
    struct MintTerms: Hashable, Sendable {
        var decimals: UInt8
        var extensions: [TokenExtension]
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
        let frames = (try? outcome.get())?.frames ?? []
        content = Content(
            transaction: answer.transaction, slot: answer.slot, errJSON: meta.errJSON,
            loaded: meta.loadedAddresses, lamportsBefore: meta.preBalances,
            lamportsAfter: meta.postBalances, tokensBefore: meta.preTokenBalances.map(Set.init),
            tokensAfter: meta.postTokenBalances.map(Set.init),
            calls: frames.map {
                Call(path: $0.path, parent: $0.parent, instruction: $0.instruction)
            },
            mints: surroundings.mints.mapValues {
                MintTerms(decimals: $0.decimals, extensions: $0.extensions)
            },
            programs: surroundings.programs, records: surroundings.records,
            emptiedVaults: surroundings.emptiedVaults, level5Events: level5Events)
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
