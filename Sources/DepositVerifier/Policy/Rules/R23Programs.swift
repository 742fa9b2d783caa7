internal import DepositProgram
internal import SolanaCodec

/// R23: a program's data names a code, and its vault holds what is the gateway's, only while the
/// chain runs the bytes that the policy pins.
///
/// The transfer that the program made is the proof of the money; its instruction data names the
/// code, and must describe that very transfer. What the program logs proves nothing.
///
/// A policy may pin several deployments of one program, so that an upgrade needs no pause: a deposit
/// counts under the one that the chain runs now, if it is older than the deposit. What ran in between
/// nobody can show, so a deposit that is older than the present deployment waits for a person, even
/// where the policy pins the one before, too.
enum R23Programs {
    /// The programs whose state the judgement of an arrival needs: the one that made it, and the
    /// one that holds it.
    static func programs(
        behind arrival: Arrival, in view: TransactionView, _ calls: ProgramCalls
    ) -> Set<Address> {
        let isPayment =
            calls.depositDirect(above: arrival) != nil
            || calls.vaultDeposit(above: arrival.frame) != nil
        let caller = isPayment ? view.caller(of: arrival.frame)?.instruction.program : nil
        return Set([caller, arrival.destination.vault?.program.address].compactMap { $0 })
    }

    /// - Parameter programs: what the chain holds; none for a program that is not there any more.
    static func objection(
        to arrival: Arrival, in view: TransactionView, _ policy: DepositPolicy,
        _ calls: ProgramCalls, programs: [Address: ProgramImage]
    ) -> Finding? {
        let payment = calls.vaultDeposit(above: arrival.frame)
        // A depositor's vault receives by depositToken alone; the program counts nothing else.
        if arrival.destination.vault?.isDepositors ?? false, payment == nil {
            return Finding(.vaultDirect, .programs)
        }
        for program in Self.programs(behind: arrival, in: view, calls) {
            guard let found = programs[program],
                // A program runs in the slot after its deployment, at the earliest.
                policy.programs.contains(where: { pin in
                    pin.id == program && found.objection(to: pin) == nil
                        && pin.deploySlot < view.slot
                })
            else { return Finding(.programChanged, .programs) }
        }
        let description = payment?.transfer ?? calls.depositDirect(above: arrival)?.transfer
        guard let description else { return nil }
        return description == DescribedTransfer(arrival) && calls.isOnlyCall(arrival)
            ? nil : Finding(.eventMismatch, .programs)
    }

    // MARK: Large deposits into vaults

    /// What a vault holds is the operator's to lose until it is swept: whoever may upgrade the program
    /// may change that. So above the threshold for one operator's word, depositToken counts only once
    /// a later sweep has left the vault empty.
    static func awaitedSweep(
        of arrivals: [Arrival], in view: TransactionView, _ policy: DepositPolicy,
        _ calls: ProgramCalls, _ surroundings: Surroundings, crediting judgement: Judgement
    ) -> Finding? {
        let credited = Set(judgement.credits.map(\.fact.path))
        let payments = arrivals.filter {
            credited.contains($0.path) && calls.vaultDeposit(above: $0.frame) != nil
        }
        guard needsSweep(payments, policy) else { return nil }
        let isSwept = payments.allSatisfy {
            !isHeld($0, in: view) || surroundings.emptiedVaults.contains($0.account)
        }
        return isSwept ? nil : Finding(.awaitingFinality, .programs)
    }

    /// Whether payments into vaults are, together, above the threshold.
    static func needsSweep(_ payments: [Arrival], _ policy: DepositPolicy) -> Bool {
        guard let quorum = policy.quorum else { return false }
        return payments.reduce(UInt128(0)) { $0 + UInt128($1.amount) } > UInt128(quorum.above)
    }

    /// Whether the vault holds anything after the transaction.
    static func isHeld(_ arrival: Arrival, in view: TransactionView) -> Bool {
        view.after[arrival.account]?.amount != 0
    }
}

/// What a call of the program says of the transfer that it makes.
private struct DescribedTransfer: Hashable {
    var source, mint, destination, authority, tokenProgram: Address
    var amount: UInt64

    init(
        source: Address, mint: Address, destination: Address, authority: Address,
        tokenProgram: Address, amount: UInt64
    ) {
        self.source = source
        self.mint = mint
        self.destination = destination
        self.authority = authority
        self.tokenProgram = tokenProgram
        self.amount = amount
    }

    /// The transfer itself; `nil` if it does not state its mint, as the program's does.
    init?(_ arrival: Arrival) {
        let transfer = arrival.transfer
        guard let mint = transfer.mint else { return nil }
        self.init(
            source: transfer.source, mint: mint, destination: transfer.destination,
            authority: transfer.authority, tokenProgram: arrival.frame.instruction.program,
            amount: transfer.amount.rawValue)
    }
}

extension OperatorProgram.DirectDeposit {
    fileprivate var transfer: DescribedTransfer {
        DescribedTransfer(
            source: source, mint: mint, destination: treasuryTokenAccount, authority: authority,
            tokenProgram: tokenProgram, amount: amount)
    }
}

extension OperatorProgram.VaultDeposit {
    fileprivate var transfer: DescribedTransfer {
        DescribedTransfer(
            source: source, mint: mint, destination: vault, authority: owner,
            tokenProgram: tokenProgram, amount: amount)
    }
}
