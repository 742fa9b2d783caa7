internal import SolanaCodec

/// The transactions of a deployment's steps.
extension Deployment {
    /// What a step asks the chain to do: several transactions in any order, or one.
    func transactions(
        of step: DeploymentStep, state: DeploymentState, rents: DeploymentRents
    ) -> [[Instruction]] {
        switch step {
        case .createBuffer: [createBuffer(state.buffer, rents)]
        case .write(let ranges): ranges.map { [write($0)] }
        case .extend(let bytes):
            [
                [
                    UpgradeableLoaderInstruction.extendProgram(
                        programData: dataAddress, program: program, payer: payer,
                        additionalBytes: bytes
                    ).instruction
                ]
            ]
        case .deploy: [deploy(state.program, rents)]
        case .upgrade:
            [
                [
                    UpgradeableLoaderInstruction.upgrade(
                        programData: dataAddress, program: program, buffer: buffer, spill: payer,
                        authority: authority
                    ).instruction
                ]
            ]
        case .finalize:
            [
                [
                    UpgradeableLoaderInstruction.setAuthority(
                        account: dataAddress, authority: authority, newAuthority: nil
                    ).instruction
                ]
            ]
        case .closeBuffer:
            [
                [
                    UpgradeableLoaderInstruction.close(
                        account: buffer, recipient: payer, authority: .init(authority)
                    ).instruction
                ]
            ]
        case .waitForSlot, .done: []
        }
    }

    /// The addresses that sign the transactions of a step.
    func signers(of step: DeploymentStep) -> Set<Address> {
        switch step {
        case .deploy: [payer, authority, program]
        case .extend: [payer]
        default: [payer, authority]
        }
    }

    /// The unsigned transaction of some instructions.
    func compile(
        _ calls: [Instruction], recentBlockhash: Blockhash
    ) throws(DeploymentError) -> Transaction {
        var limits: [Instruction] = []
        if unitPrice > 0 {
            limits = [
                ComputeBudgetInstruction.setComputeUnitLimit(units: Self.unitLimit).instruction,
                ComputeBudgetInstruction.setComputeUnitPrice(microLamports: unitPrice).instruction,
            ]
        }
        do throws(WireError) {
            return try Transaction(
                Message.compile(
                    limits + calls, payer: payer, recentBlockhash: recentBlockhash,
                    version: .legacy))
        } catch {
            throw .wire(error)
        }
    }

    /// Compute units of a transaction with a price: the loader takes 2,370 for an instruction, the
    /// System program 150.
    static let unitLimit: UInt32 = 10_000

    /// Transfer, allocation and assignment one by one: lamports that somebody sent to the address
    /// would stand in the way of a creation in one piece.
    private func createBuffer(
        _ existing: AccountInfo?, _ rents: DeploymentRents
    ) -> [Instruction] {
        guard let bufferSeed else { return [] }
        let loader = Programs.upgradeableLoader
        let space = UInt64(UpgradeableLoader.bufferHeaderSize + code.count)
        return fund(buffer, holding: existing, with: rents.buffer) + [
            SystemInstruction.allocateWithSeed(
                account: buffer, base: authority, seed: bufferSeed, space: space, owner: loader
            ).instruction,
            SystemInstruction.assignWithSeed(
                account: buffer, base: authority, seed: bufferSeed, owner: loader
            ).instruction,
            UpgradeableLoaderInstruction.initializeBuffer(buffer: buffer, authority: authority)
                .instruction,
        ]
    }

    func write(_ range: Range<Int>) -> Instruction {
        UpgradeableLoaderInstruction.write(
            buffer: buffer, authority: authority, offset: UInt32(range.lowerBound),
            bytes: Array(code[range])
        ).instruction
    }

    private func deploy(_ existing: AccountInfo?, _ rents: DeploymentRents) -> [Instruction] {
        let space = UInt64(UpgradeableLoader.programSize)
        return fund(program, holding: existing, with: rents.program) + [
            SystemInstruction.allocate(account: program, space: space).instruction,
            SystemInstruction.assign(account: program, owner: Programs.upgradeableLoader)
                .instruction,
            UpgradeableLoaderInstruction.deploy(
                payer: payer, programData: dataAddress, program: program, buffer: buffer,
                authority: authority, reservedBytes: UInt64(code.count)
            ).instruction,
        ]
    }

    private func fund(
        _ account: Address, holding existing: AccountInfo?, with rent: Lamports
    ) -> [Instruction] {
        let held = existing?.lamports.rawValue ?? 0
        guard held < rent.rawValue else { return [] }
        return [
            SystemInstruction.transfer(
                source: payer, destination: account, lamports: Lamports(rent.rawValue - held)
            ).instruction
        ]
    }
}
