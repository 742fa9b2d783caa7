internal import SolanaCodec

/// R6: every call at every depth, and every child of a token batch, gets one event path.
///
/// Some nodes show the children of a batch a second time as inner instructions. A token instruction
/// that a token program called is such an echo: no token program calls one. It gets no path, and
/// the inner indices are counted without it, so that all nodes yield the same paths.
struct R6Walk {
    private let accounts: [AccountMeta]
    private var frames: [Frame] = []
    private var flags: [String] = []

    static let inconsistent = Finding(.rpcInconsistent, .walk)

    /// The most calls of one transaction that are looked at. The runtime stops at 64 instructions,
    /// each of which may be a batch of some 85 children, which a node may list a second time.
    static let mostFrames = 16_384

    /// All calls in order, and flags.
    static func frames(
        of message: Message, accounts: [AccountMeta], inner: [InnerGroup]?
    ) throws(Finding) -> (frames: [Frame], flags: [String]) {
        guard let inner else { throw Finding(.missingInnerInstructions, .walk) }
        guard inner.reduce(0, { $0 + $1.instructions.count }) <= mostFrames else {
            throw inconsistent
        }
        var groups: [Int: InnerGroup] = [:]
        for group in inner {
            guard Int(group.index) < message.instructions.count,
                groups.updateValue(group, forKey: Int(group.index)) == nil
            else { throw inconsistent }
        }
        var walk = R6Walk(accounts: accounts)
        for (index, compiled) in message.instructions.enumerated() {
            let outer = try walk.append(
                EventPath(outer: index), parent: .transaction,
                try walk.resolve(
                    compiled.programIndex, compiled.accountIndices, compiled.data))
            guard let group = groups[index] else { continue }
            try walk.append(group.instructions, under: outer, index: index)
        }
        return (walk.frames, walk.flags)
    }

    private init(accounts: [AccountMeta]) {
        self.accounts = accounts
    }

    /// Appends the calls that were made while the frame `outer` ran.
    private mutating func append(
        _ calls: [InnerInstruction], under outer: Int, index: Int
    ) throws(Finding) {
        // Depth 1 is the top level. Without depths nobody knows who called whom.
        let hasDepths = calls.allSatisfy { $0.stackHeight != nil }
        var callers = [outer]
        var position = 0
        for call in calls {
            let instruction = try resolve(call.programIDIndex, call.accounts, call.data)
            var parent = Frame.Parent.unrecorded
            if hasDepths, let height = call.stackHeight {
                // A call is made by the last frame one level up.
                guard height >= 2, height <= callers.count + 1 else { throw Self.inconsistent }
                callers.removeSubrange((height - 1)...)
                parent = .frame(callers[height - 2])
            }
            if isEcho(instruction, of: parent, outer: outer) {
                if hasDepths, let caller = callers.last { callers.append(caller) }
                continue
            }
            let path = EventPath(outer: index, inner: position)
            let frame = try append(path, parent: parent, instruction)
            if hasDepths { callers.append(frame) }
            position += 1
        }
    }

    /// Appends a call, and its children if it is a batch; gives its index.
    private mutating func append(
        _ path: EventPath, parent: Frame.Parent, _ instruction: Instruction
    ) throws(Finding) -> Int {
        let index = frames.count
        frames.append(Frame(path: path, instruction: instruction, parent: parent))
        guard case .batch(let batch) = frames[index].tokenInstruction else { return index }
        guard index + batch.children.count <= Self.mostFrames else { throw Self.inconsistent }
        if !batch.trailingAccounts.isEmpty { flags.append("batch_trailing_accounts") }
        for (position, child) in batch.children.enumerated() {
            var childPath = path
            childPath.batchChild = position
            frames.append(
                Frame(
                    path: childPath,
                    instruction: Instruction(
                        program: instruction.program, accounts: child.accounts, data: child.data),
                    parent: parent))
        }
        return index
    }

    private func isEcho(_ instruction: Instruction, of parent: Frame.Parent, outer: Int) -> Bool {
        guard Programs.isToken(instruction.program) else { return false }
        switch parent {
        case .frame(let caller): return Programs.isToken(frames[caller].instruction.program)
        // Classic Token calls nobody, so whatever stands under it is an echo at any depth.
        case .unrecorded: return frames[outer].instruction.program == Programs.token
        case .transaction: return false
        }
    }

    private func resolve(
        _ program: UInt8, _ indices: [UInt8], _ data: [UInt8]
    ) throws(Finding) -> Instruction {
        guard accounts.indices.contains(Int(program)),
            indices.allSatisfy({ accounts.indices.contains(Int($0)) })
        else { throw Self.inconsistent }
        return Instruction(
            program: accounts[Int(program)].address, accounts: indices.map { accounts[Int($0)] },
            data: data)
    }
}

extension R6Walk {
    /// Calls of token programs that name a configured account and cannot be read, or that move
    /// amounts that nobody can see.
    static func unread(in view: TransactionView, _ destinations: Destinations) -> [Sighting] {
        view.frames.flatMap { frame -> [Sighting] in
            guard let finding = objection(to: frame) else { return [] }
            return frame.instruction.accounts.compactMap { account in
                destinations[account.address].map { destination in
                    Sighting(
                        at: account.address, destination, path: frame.path, finding, in: view)
                }
            }
        }
    }

    private static func objection(to frame: Frame) -> Finding? {
        switch frame.token {
        case .failure: return Finding(.undecodableTokenInstruction, .walk)
        case .success(.other(let call))
        where call.tag == .confidentialTransferExtension
            || call.tag == .confidentialMintBurnExtension:
            return Finding(.confidentialUnsupported, .tokenExtensions)
        default: return nil
        }
    }
}
