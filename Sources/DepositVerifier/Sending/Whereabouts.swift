/// What one endpoint, or all of them together, say about a signature.
enum Whereabouts: Hashable, Sendable {
    /// It is on the chain.
    case found(SignatureStatus)
    /// It is not found and may still land; the height of the chain, if that was asked.
    case absent(BlockHeight?)
    /// It is not found and can no longer land: proven.
    case gone(BlockHeight)
    /// It is not found, and whether it may still land is not proven.
    case undecided(RPCError, BlockHeight?)
    /// There was no usable answer.
    case silent(RPCError)

    /// What is missing for a proof.
    var error: RPCError? {
        switch self {
        case .found, .absent, .gone: nil
        case .undecided(let error, _), .silent(let error): error
        }
    }

    /// The height of a finalized block.
    var height: BlockHeight? {
        switch self {
        case .absent(let height), .undecided(_, let height): height
        case .gone(let height): height
        case .found, .silent: nil
        }
    }

    /// The word of all: found if one has found it, gone only if it is for each, otherwise absent
    /// if one of them knows that it may still land.
    ///
    /// - Parameter partly: whether those that answer are enough to call it absent.
    static func merge(_ answers: [Whereabouts], partly: Bool) -> Whereabouts {
        var best: SignatureStatus?
        for case .found(let status) in answers {
            if let known = best, known.commitment >= status.commitment { continue }
            best = status
        }
        if let best { return .found(best) }
        let heights = answers.compactMap(\.height)
        let errors = answers.compactMap(\.error)
        let isAbsent = answers.contains { if case .absent = $0 { true } else { false } }
        if isAbsent, partly || errors.isEmpty { return .absent(heights.min()) }
        if let error = errors.first {
            let isSilent = answers.allSatisfy { if case .silent = $0 { true } else { false } }
            return isSilent ? .silent(error) : .undecided(error, heights.max())
        }
        guard let lowest = heights.min() else {
            return .silent(RPCError(.transport, "no endpoint"))
        }
        return .gone(lowest)
    }
}

extension SignatureStatus {
    /// Nodes before 1.5 leave the status out; rooted means no count of confirmations.
    var commitment: Commitment {
        confirmationStatus ?? (confirmations == nil ? .finalized : .processed)
    }
}
