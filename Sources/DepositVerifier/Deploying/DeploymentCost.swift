public import SolanaCodec

/// What accounts must hold to stay, as the chain says it.
struct DeploymentRents: Hashable, Sendable {
    /// An account without data: what the payer must keep.
    var empty: Lamports
    var buffer: Lamports
    var program: Lamports
    /// The account of the code, after it has grown if it has to.
    var programData: Lamports

    /// For steps that pay none.
    static let none = DeploymentRents(
        empty: Lamports(0), buffer: Lamports(0), program: Lamports(0), programData: Lamports(0))
}

/// What the rest of a deployment costs.
public struct DeploymentCost: Hashable, Sendable {
    /// What the program's accounts keep.
    public var rent: Lamports
    /// What the buffer holds meanwhile; the payer gets it back.
    public var buffer: Lamports
    /// What all transactions cost.
    public var fees: Lamports
    /// How many there are.
    public var transactions: Int
    /// What the payer must hold at the start, with what it must keep.
    public var needed: Lamports
}

extension Deployment {
    /// Lamports for each signature. Source: Solana docs, "Fees".
    static let signatureFee: UInt64 = 5_000

    /// What the rest of the deployment costs, if nothing has to be repeated.
    func cost(
        after state: DeploymentState, _ rents: DeploymentRents
    ) throws(DeploymentError) -> DeploymentCost {
        let first = try step(after: state)
        let deployed = try deployed(state)
        var steps: [DeploymentStep] = []
        if case .done = first {
        } else if first == .finalize {
            steps = [.finalize]
        } else {
            let isNew = state.buffer?.owner != Programs.upgradeableLoader
            if isNew { steps.append(.createBuffer) }
            if case .write(let ranges) = first {
                steps += ranges.map { .write([$0]) }
            } else if isNew {
                steps += try chunks().map { .write([$0]) }
            }
            if let deployed, case let extra = growth(of: deployed), extra > 0 {
                steps.append(.extend(by: extra))
            }
            steps.append(deployed == nil ? .deploy : .upgrade)
            if isFinal { steps.append(.finalize) }
        }
        return cost(of: steps, state, rents)
    }

    private func cost(
        of steps: [DeploymentStep], _ state: DeploymentState, _ rents: DeploymentRents
    ) -> DeploymentCost {
        func missing(_ rent: Lamports, _ account: AccountInfo?) -> UInt64 {
            let held = account?.lamports.rawValue ?? 0
            return rent.rawValue > held ? rent.rawValue - held : 0
        }
        var (rent, buffer, fees) = (UInt64(0), UInt64(0), UInt64(0))
        for step in steps {
            fees = fees.adding(fee(of: step))
            switch step {
            case .createBuffer: buffer = missing(rents.buffer, state.buffer)
            case .deploy:
                rent = missing(rents.program, state.program).adding(rents.programData.rawValue)
            case .extend: rent = missing(rents.programData, state.programData)
            default: break
            }
        }
        // A deployment gives the buffer's lamports back before it takes the rent of the code.
        let returned =
            steps.contains(.deploy) ? buffer.adding(state.buffer?.lamports.rawValue ?? 0) : 0
        let peak = buffer.adding(rent)
        let needed = (peak > returned ? peak - returned : 0).adding(fees)
        return DeploymentCost(
            rent: Lamports(rent), buffer: Lamports(buffer), fees: Lamports(fees),
            transactions: steps.count,
            needed: Lamports(steps.isEmpty ? 0 : needed.adding(rents.empty.rawValue)))
    }

    private func fee(of step: DeploymentStep) -> UInt64 {
        let signatures = Self.signatureFee * UInt64(signers(of: step).count)
        let price = UInt64(Self.unitLimit).multipliedReportingOverflow(by: unitPrice)
        guard !price.overflow else { return .max }
        let millionths = price.partialValue
        return signatures.adding(
            millionths / 1_000_000 + (millionths % 1_000_000 == 0 ? 0 : 1))
    }
}

extension UInt64 {
    /// The sum, or the largest number: nobody holds that many lamports.
    fileprivate func adding(_ other: UInt64) -> UInt64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
