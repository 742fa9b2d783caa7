extension Message {
    /// Refuses what the cluster refuses before it loads a single account, and what the bytes of its
    /// version have no place for: lookups outside of v0, a budget in the header outside of v1.
    ///
    /// - Throws: `WireError`. Source: solana-message `sanitize`, SIMD-0385 constraints.
    public func validate() throws(WireError) {
        // What is signed are bytes: they must say all that the message does.
        guard version == .v0 || lookups.isEmpty else { throw .invalidLookup(index: 0) }
        guard version == .v1 || config.mask == 0 else { throw .invalidConfigMask(config.mask) }
        try validateCounts()
        guard header.fits(addressCount: addresses.count) else { throw .inconsistentHeader }
        // At most 256 addresses: comparing each pair is quicker than hashing, and never slow.
        for index in addresses.indices where addresses[..<index].contains(addresses[index]) {
            throw .duplicateAccount(index: index)
        }
        for (index, lookup) in lookups.enumerated() where !lookup.isWellFormed {
            throw .invalidLookup(index: index)
        }
        try validateInstructions()
    }

    private func validateInstructions() throws(WireError) {
        let accountCount = accountCount
        for (position, instruction) in instructions.enumerated() {
            let (accounts, data) = (instruction.accountCount, instruction.dataCount)
            let mostAccounts = Int(version == .v1 ? UInt16(UInt8.max) : UInt16.max)
            guard accounts <= mostAccounts else {
                throw .tooMany(.instructionAccounts, count: accounts, limit: mostAccounts)
            }
            guard data <= Int(UInt16.max) else {
                throw .tooMany(.instructionData, count: data, limit: Int(UInt16.max))
            }
            // The fee payer is no program, and programs are never taken from a table.
            let program = Int(instruction.programIndex)
            guard program > 0, program < addresses.count else {
                throw .indexOutOfRange(instruction: position, index: program)
            }
            for account in instruction.accountSlice where Int(account) >= accountCount {
                throw .indexOutOfRange(instruction: position, index: Int(account))
            }
        }
    }

    private func validateCounts() throws(WireError) {
        guard accountCount <= PacketLimits.accounts else {
            throw .tooMany(.accounts, count: accountCount, limit: PacketLimits.accounts)
        }
        if version == .legacy {
            let (count, limit) = (Int(header.requiredSignatures), Int(Self.versionFlag) - 1)
            guard count <= limit else {
                throw .tooMany(.signatures, count: count, limit: limit)
            }
        }
        guard version == .v1 else { return }
        try Self.checkV1(
            signatures: Int(header.requiredSignatures), addresses: addresses.count,
            instructions: instructions.count)
        if let heap = config.heapSize {
            guard PacketLimits.v1Heap.contains(heap), heap.isMultiple(of: 1_024) else {
                throw .invalidHeapSize(heap)
            }
        }
    }

    /// Judges the counts of a v1 message: when it is decoded, before anything that they count is read.
    static func checkV1(
        signatures: Int, addresses: Int, instructions: Int
    ) throws(WireError) {
        guard signatures <= PacketLimits.v1Signatures else {
            throw .tooMany(.signatures, count: signatures, limit: PacketLimits.v1Signatures)
        }
        guard addresses <= PacketLimits.v1Accounts else {
            throw .tooMany(.accounts, count: addresses, limit: PacketLimits.v1Accounts)
        }
        guard instructions <= PacketLimits.v1Instructions else {
            throw .tooMany(.instructions, count: instructions, limit: PacketLimits.v1Instructions)
        }
    }
}
