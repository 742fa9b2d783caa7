/// Why the books could not be read or written. Nothing was posted, except after `.outcomeUnknown`.
public struct LedgerError: Error, Sendable {
    /// What kind of failure; equality and retries look at this only.
    public enum Code: Hashable, Sendable {
        /// Another process owns the ledger.
        case locked
        /// The file or its directory cannot be written.
        case readOnly
        /// No space is left.
        case diskFull
        /// The file is no ledger, or of a schema newer than this program.
        case incompatible
        /// The file does not exist or cannot be opened.
        case cannotOpen
        /// The code belongs to another agent.
        case codeTaken
        /// The code was closed; codes are never used again.
        case codeClosed
        /// An agent's name that is empty, too long or not plain text.
        case invalidAgent
        /// The code is not registered.
        case unknownCode
        /// No agent of this name is in the books.
        case unknownAgent
        /// The deposit is not in the books.
        case unknownDeposit
        /// The hold is not in the books.
        case unknownHold
        /// The credential is another agent's, of another kind, or revoked.
        case credentialTaken
        /// The credential is not registered.
        case unknownCredential
        /// The event set differs from the one that was frozen.
        case eventSetChanged
        /// Others have used up the cap on one operator's word: verify again, with more operators.
        case capExceeded
        /// The posting would break a rule of the books; a bug or a lie, never posted.
        case inconsistent
        /// COMMIT failed in a way that leaves open whether it took effect: look again.
        case outcomeUnknown
        /// The file is damaged.
        case corrupt
        /// Anything else.
        case other
    }

    /// What kind of failure.
    public var code: Code
    /// One sentence for a person.
    public var reason: String

    /// An error of this kind.
    public init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }
}

extension LedgerError: Equatable {
    /// Equal codes; the sentence is for people.
    public static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}

extension LedgerError: CustomStringConvertible {
    /// The sentence.
    public var description: String { reason }
}
