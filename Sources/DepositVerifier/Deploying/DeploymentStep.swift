internal import SolanaCodec

/// The next thing to do for a deployment.
public enum DeploymentStep: Hashable, Sendable {
    /// Creates the buffer.
    case createBuffer
    /// Writes these parts of the code into the buffer.
    case write([Range<Int>])
    /// Makes room for longer code.
    case extend(by: UInt32)
    /// The loader changes a program once a slot.
    case waitForSlot
    /// Creates the program from the buffer.
    case deploy
    /// Replaces the program's code by the buffer's.
    case upgrade
    /// Takes the right to upgrade from everybody.
    case finalize
    /// Gives up: the buffer's lamports go back to the payer.
    case closeBuffer
    /// Nothing is left to do.
    case done(ProgramImage)
}

extension Deployment {
    /// The next step towards what is wanted.
    ///
    /// - Throws: `DeploymentError` if there is none.
    public func step(after state: DeploymentState) throws(DeploymentError) -> DeploymentStep {
        guard code.count <= Self.longestCode else { throw .tooLarge }
        let deployed = try deployed(state)
        if let deployed, deployed.runs(code) {
            guard isFinal, let found = deployed.upgradeAuthority else { return .done(deployed) }
            guard found == authority else { throw .wrongAuthority(found) }
            return .finalize
        }
        if let deployed {
            guard let found = deployed.upgradeAuthority else { throw .notUpgradeable }
            guard found == authority else { throw .wrongAuthority(found) }
        }
        guard let written = try written(state.buffer) else { return .createBuffer }
        let missing = try chunks().filter { written[$0] != code[$0] }
        guard missing.isEmpty else { return .write(missing) }
        guard let deployed else { return .deploy }
        guard let slot = deployed.deploySlot, slot < state.slot else { return .waitForSlot }
        let extra = growth(of: deployed)
        return extra > 0 ? .extend(by: extra) : .upgrade
    }

    /// How many bytes the account of a program's code has to grow by.
    func growth(of deployed: ProgramImage) -> UInt32 {
        guard deployed.bytes.count < code.count else { return 0 }
        let wanted = max(code.count - deployed.bytes.count, Self.leastExtension)
        return UInt32(min(wanted, Self.longestCode - deployed.bytes.count))
    }

    /// The program as it is; `nil` if there is none yet.
    func deployed(_ state: DeploymentState) throws(DeploymentError) -> ProgramImage? {
        guard let account = state.program, !Self.isEmpty(account) else {
            if state.programData != nil { throw .dataAddressTaken(dataAddress) }
            return nil
        }
        guard account.owner == Programs.upgradeableLoader,
            Self.state(of: account) == .program(data: dataAddress)
        else { throw .notAProgram(owner: account.owner) }
        guard let data = state.programData, data.owner == Programs.upgradeableLoader,
            case .programData(let slot, let authority, let code) = Self.state(of: data)
        else { throw .closed }
        return ProgramImage(
            id: program, loader: account.owner, dataAddress: dataAddress, deploySlot: slot,
            upgradeAuthority: authority, bytes: code)
    }

    /// What the buffer holds; `nil` if there is none yet.
    private func written(_ account: AccountInfo?) throws(DeploymentError) -> [UInt8]? {
        guard let account, !Self.isEmpty(account) else {
            guard bufferSeed != nil else { throw .unusableBuffer(buffer, "it does not exist") }
            return nil
        }
        let written = try ours(account)
        guard written.count == code.count else {
            throw .unusableBuffer(
                buffer, "it has room for \(written.count) bytes, the file has \(code.count)")
        }
        return written
    }

    /// What a buffer that the authority may write and close holds.
    private func ours(_ account: AccountInfo) throws(DeploymentError) -> [UInt8] {
        guard account.owner == Programs.upgradeableLoader,
            case .buffer(let owner, let written) = Self.state(of: account)
        else { throw .unusableBuffer(buffer, "the account is no buffer") }
        guard owner == authority else {
            throw .unusableBuffer(buffer, "its authority is \(owner?.description ?? "nobody")")
        }
        return written
    }

    /// What closing the buffer gives back; nothing if there is none.
    ///
    /// - Throws: `DeploymentError.unusableBuffer` if the authority may not close it.
    func closable(_ state: DeploymentState) throws(DeploymentError) -> Lamports {
        guard let account = state.buffer, !Self.isEmpty(account) else { return Lamports(0) }
        _ = try ours(account)
        return account.lamports
    }

    /// Lamports that somebody sent to an address make no account of it yet.
    private static func isEmpty(_ account: AccountInfo) -> Bool {
        account.owner == Programs.system && account.data.isEmpty
    }

    private static func state(of account: AccountInfo) -> UpgradeableLoaderState? {
        try? UpgradeableLoaderState(decoding: account.data)
    }

    /// The parts in which the code is written: each transaction fills a packet.
    func chunks() throws(DeploymentError) -> [Range<Int>] {
        let empty = try compile([write(0..<0)], recentBlockhash: .zero).encoded.count
        // The count of the data's bytes takes one byte more once it exceeds 127.
        let size = PacketLimits.bytes - empty - 1
        return stride(from: 0, to: code.count, by: size).map {
            $0..<min($0 + size, code.count)
        }
    }
}

extension Blockhash {
    fileprivate static var zero: Blockhash { Blockhash(FixedBytes(repeating: 0)) }
}
