import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

/// What is to be done next, from what the chain holds; account data as solana-sdk lays it out.
@Suite struct DeploymentTests {
    static let program = World.keypair(0x60).address
    static let authority = World.payer.address
    static let code = TinyProgram.elf(answer: 7, size: 3_000)

    static func deployment(isFinal: Bool = false, buffer: Address? = nil) -> Deployment {
        Deployment(
            program: program, code: code, authority: authority, payer: World.relayer.address,
            isFinal: isFinal, buffer: buffer)
    }

    static func account(_ data: [UInt8], owner: Address = Programs.upgradeableLoader) -> AccountInfo
    {
        AccountInfo(owner: owner, lamports: Lamports(1), data: data, isExecutable: false)
    }

    static func owner(_ address: Address?) -> [UInt8] {
        address.map { [1] + $0.bytes } ?? [0] + [UInt8](repeating: 0, count: 32)
    }

    static func buffer(_ content: [UInt8], authority: Address? = authority) -> AccountInfo {
        account([1, 0, 0, 0] + owner(authority) + content)
    }

    /// Program and data, last deployed in slot 5.
    static func program(
        _ content: [UInt8], authority: Address? = authority
    ) -> (AccountInfo, AccountInfo) {
        let data = deployment().dataAddress
        return (
            account([2, 0, 0, 0] + data.bytes),
            account([3, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0] + owner(authority) + content)
        )
    }

    static func state(
        _ existing: (AccountInfo, AccountInfo)? = nil, buffer: AccountInfo? = nil, slot: UInt64 = 6
    ) -> DeploymentState {
        DeploymentState(
            slot: slot, program: existing?.0, programData: existing?.1, buffer: buffer,
            lamports: Lamports(1_000_000_000))
    }

    @Test func `begins with a buffer whose address every run finds again`() throws {
        let deployment = Self.deployment()
        #expect(try deployment.step(after: Self.state()) == .createBuffer)
        #expect(Self.deployment(isFinal: true).buffer == deployment.buffer)
        var other = Self.code
        other[200] ^= 1
        let changed = Deployment(
            program: Self.program, code: other, authority: Self.authority,
            payer: World.relayer.address)
        #expect(changed.buffer != deployment.buffer)
        // Lamports that a stranger sent there make no buffer.
        let gift = Self.account([], owner: Programs.system)
        #expect(try deployment.step(after: Self.state(buffer: gift)) == .createBuffer)
    }

    @Test func `writes what differs, and only that`() throws {
        let deployment = Self.deployment()
        let empty = Self.buffer([UInt8](repeating: 0, count: 3_000))
        guard case .write(let all) = try deployment.step(after: Self.state(buffer: empty)) else {
            Issue.record("no writing")
            return
        }
        #expect(all.first?.lowerBound == 0)
        #expect(all.last?.upperBound == 3_000)
        #expect(zip(all, all.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
        var content = Self.code
        content[all[1].lowerBound] ^= 1
        let torn = Self.state(buffer: Self.buffer(content))
        #expect(try deployment.step(after: torn) == .write([all[1]]))
    }

    @Test func `deploys, or upgrades what is there`() throws {
        let deployment = Self.deployment()
        let written = Self.buffer(Self.code)
        #expect(try deployment.step(after: Self.state(buffer: written)) == .deploy)
        let roomy = Self.program([UInt8](repeating: 9, count: 3_000))
        #expect(try deployment.step(after: Self.state(roomy, buffer: written)) == .upgrade)
        // The loader refuses a second change in the same slot.
        let soon = Self.state(roomy, buffer: written, slot: 5)
        #expect(try deployment.step(after: soon) == .waitForSlot)
        let narrow = Self.program([UInt8](repeating: 9, count: 2_999))
        #expect(
            try deployment.step(after: Self.state(narrow, buffer: written))
                == .extend(by: 10_240))
        let far = Self.program([9])
        #expect(
            try deployment.step(after: Self.state(far, buffer: written)) == .extend(by: 10_240))
    }

    @Test func `is done when the code runs, zeros behind it included`() throws {
        for content in [Self.code, Self.code + [0, 0, 0]] {
            let state = Self.state(Self.program(content))
            guard case .done(let loaded) = try Self.deployment().step(after: state) else {
                Issue.record("not done")
                continue
            }
            #expect(loaded.deploySlot == 5)
            #expect(loaded.upgradeAuthority == Self.authority)
            #expect(try Self.deployment(isFinal: true).step(after: state) == .finalize)
        }
        let more = Self.state(Self.program(Self.code + [0, 1]))
        #expect(try Self.deployment().step(after: more) == .createBuffer)
        let final = Self.state(Self.program(Self.code, authority: nil))
        guard case .done = try Self.deployment(isFinal: true).step(after: final) else {
            Issue.record("not done")
            return
        }
    }

    @Test func `refuses what is not ours`() throws {
        let deployment = Self.deployment()
        let other = World.attacker.address
        let code = [UInt8](repeating: 9, count: 3_000)
        let rows: [(DeploymentState, DeploymentError)] = [
            (Self.state(Self.program(code, authority: other)), .wrongAuthority(other)),
            (Self.state(Self.program(code, authority: nil)), .notUpgradeable),
            (
                Self.state((Self.account([], owner: Programs.token), Self.account([]))),
                .notAProgram(owner: Programs.token)
            ),
            (
                Self.state(buffer: Self.buffer(code, authority: other)),
                .unusableBuffer(deployment.buffer, "its authority is \(other)")
            ),
            (
                Self.state(buffer: Self.buffer([1])),
                .unusableBuffer(
                    deployment.buffer, "it has room for 1 bytes, the file has 3000")
            ),
            (
                Self.state(buffer: Self.account([], owner: Programs.token)),
                .unusableBuffer(deployment.buffer, "the account is no buffer")
            ),
        ]
        for (state, error) in rows {
            #expect(throws: error) { try deployment.step(after: state) }
        }
        var closed = Self.state(Self.program(code))
        closed.programData = nil
        #expect(throws: DeploymentError.closed) { try deployment.step(after: closed) }
        var taken = Self.state()
        taken.programData = Self.account([], owner: Programs.system)
        #expect(throws: DeploymentError.dataAddressTaken(deployment.dataAddress)) {
            try deployment.step(after: taken)
        }
        let named = Self.deployment(buffer: other)
        #expect(throws: DeploymentError.unusableBuffer(other, "it does not exist")) {
            try named.step(after: Self.state())
        }
    }
}
