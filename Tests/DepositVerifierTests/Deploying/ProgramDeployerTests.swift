import DepositVerifier
import SolanaCodec
import Synchronization
import TestSupport
import Testing

/// Nodes that fall behind, and a chain that has not settled yet.
@Suite struct ProgramDeployerTests {
    typealias Script = DeployingScript

    static let other = [UInt8](repeating: 9, count: DeploymentTests.code.count)

    /// A program, last deployed in slot 5, and a wallet that pays.
    static func chain(
        _ content: [UInt8], authority: Address? = DeploymentTests.authority,
        buffer: AccountInfo? = nil
    ) -> [Address: AccountInfo] {
        let deployment = DeploymentTests.deployment()
        let (program, data) = DeploymentTests.program(content, authority: authority)
        var accounts = [deployment.program: program, deployment.dataAddress: data]
        accounts[deployment.payer] = AccountInfo(
            owner: Programs.system, lamports: Lamports(1_000_000), data: [], isExecutable: false)
        accounts[deployment.buffer] = buffer
        return accounts
    }

    static func deployer(
        _ script: Script, isFinal: Bool,
        report: @escaping @Sendable (ProgramDeployer<ManualClock>.Event) -> Void = { _ in }
    ) -> ProgramDeployer<ManualClock> {
        ProgramDeployer(
            client: RPCClient(script), deployment: DeploymentTests.deployment(isFinal: isFinal),
            signers: [World.payer, World.relayer], patience: .init(timeout: .seconds(20)),
            clock: ManualClock(), report: report)
    }

    static func isSent(_ calls: [Script.Call]) -> Bool {
        calls.contains { $0.method == "sendTransaction" }
    }

    /// Confirmed in slot 95, finalized by the `settled`th look at the newest finalized slot.
    static func unsettled(until settled: Int) -> Script {
        Script { call, earlier in
            let looks = earlier.count {
                $0.method == "getLatestBlockhash" && $0.commitment == "finalized"
            }
            let isFinalized = call.commitment == "finalized"
            let isSent = isSent(earlier)
            switch call.method {
            case "getLatestBlockhash":
                let slot: UInt64 = isFinalized && looks < settled - 1 ? 94 : isSent ? 96 : 95
                return Script.latest(slot: slot, height: 50)
            case "getMultipleAccounts" where isFinalized && looks < settled:
                return Script.accounts(call, slot: 94, chain(other))
            case "getMultipleAccounts":
                return Script.accounts(
                    call, slot: isSent ? 96 : 95,
                    chain(
                        DeploymentTests.code, authority: isSent ? nil : DeploymentTests.authority))
            case "getSignatureStatuses": return Script.status(slot: 96)
            default: return nil
            }
        }
    }

    @Test func `takes the right to upgrade away only from what is finalized`() async throws {
        let script = Self.unsettled(until: 4)
        let program = try await Self.deployer(script, isFinal: true).run()
        #expect(program.upgradeAuthority == nil)
        let sends = script.calls.count { $0.method == "sendTransaction" }
        #expect(sends == 1)
        let before = script.calls.prefix { $0.method != "sendTransaction" }
        #expect(
            before.count { $0.method == "getLatestBlockhash" && $0.commitment == "finalized" } == 4)
        // The program itself was read there, not only the slot.
        #expect(before.contains { $0.commitment == "finalized" && $0.minContextSlot == 95 })
    }

    @Test(arguments: [true, false])
    func `neither finalizes nor returns what stays unsettled`(isFinal: Bool) async throws {
        let script = Self.unsettled(until: .max)
        await #expect {
            try await Self.deployer(script, isFinal: isFinal).run()
        } throws: { error in
            guard case DeploymentError.timeout = error else { return false }
            return true
        }
        #expect(!Self.isSent(script.calls))
    }

    @Test func `returns the program as it is finalized`() async throws {
        let script = Self.unsettled(until: 3)
        let program = try await Self.deployer(script, isFinal: false).run()
        #expect(program.deploySlot == 5)
        #expect(script.calls.last?.commitment == "finalized")
    }

    /// A node that is behind shows the account before it grew; paying for that twice is no help.
    @Test func `looks from the slot on by which a transaction expired`() async throws {
        let written = DeploymentTests.buffer(DeploymentTests.code)
        let script = Script { call, earlier in
            let sends = earlier.count { $0.method == "sendTransaction" }
            switch call.method {
            case "getLatestBlockhash":
                // The first blockhash is valid up to height 250.
                let isOver = sends > 0
                return Script.latest(slot: isOver ? 300 : 100, height: isOver ? 251 : 100)
            case "getSignatureStatuses": return Script.status(slot: sends > 1 ? 301 : nil)
            case "getMultipleAccounts" where (call.minContextSlot ?? 0) < 300 && sends < 2:
                return Script.accounts(call, slot: 101, Self.chain([9], buffer: written))
            case "getMultipleAccounts" where sends < 2:
                let grown = Self.chain(Self.other, buffer: written)
                return Script.accounts(call, slot: 300, grown)
            case "getMultipleAccounts":
                return Script.accounts(call, slot: 301, Self.chain(DeploymentTests.code))
            default: return nil
            }
        }
        let steps = Mutex<[DeploymentStep]>([])
        _ = try await Self.deployer(script, isFinal: false) { event in
            guard case .begins(let step) = event else { return }
            steps.withLock { $0.append(step) }
        }.run()
        #expect(steps.withLock { $0 } == [.extend(by: 10_240), .upgrade])
        #expect(script.calls.contains { $0.minContextSlot == 300 })
    }

    @Test func `tells of a buffer that still holds lamports`() async throws {
        let script = Script { call, _ in
            guard call.method == "getMultipleAccounts" else { return nil }
            let buffer = DeploymentTests.buffer([1])
            return Script.accounts(
                call, slot: 9, Self.chain(DeploymentTests.code, buffer: buffer))
        }
        let left = Mutex<Lamports?>(nil)
        _ = try await Self.deployer(script, isFinal: false) { event in
            guard case .leavesBuffer(let lamports) = event else { return }
            left.withLock { $0 = lamports }
        }.run()
        #expect(left.withLock { $0 } == Lamports(1))
    }
}
