import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

@Suite struct `Doctor, mints and accounts` {
    typealias Samples = DoctorSamples

    static func mint(_ account: AccountInfo?) -> [Diagnosis] {
        Doctor.examine(Samples.usdc, account, Samples.policy)
    }

    @Test func `a mint as the policy says is well`() {
        let findings = Self.mint(Samples.account(Samples.mint(freezer: World.relayer.address)))
        #expect(findings.faults.isEmpty)
        #expect(
            findings.map(\.check) == [.mint, .mintDecimals, .mintExtensions, .mintAuthorities])
    }

    @Test func `names a mint that is none, or another program's`() {
        for account in [
            nil, Samples.account(Samples.mint(), of: Programs.token2022),
            Samples.account(Samples.token()), Samples.account([]),
            Samples.account(Array(repeating: 0, count: 82)),
        ] {
            #expect(Self.mint(account).faults == [Fault(.mint, .problem)])
        }
    }

    @Test func `C10 names wrong decimals and the right ones`() throws {
        let findings = Self.mint(Samples.account(Samples.mint(decimals: 9)))
        #expect(findings.faults == [Fault(.mintDecimals, .problem)])
        let finding = try #require(findings.first { $0.outcome == .problem })
        #expect(finding.text.contains("9 decimals, the policy says 6"))
        #expect(finding.advice?.contains("\"decimals\": 9") == true)
    }

    static let obstacles: [(String, (UInt16, [UInt8]))] = [
        ("non-transferable", (9, [])), ("frozen from the start", (6, [2])),
        ("paused", (26, Array(repeating: 1, count: 32) + [1])),
        ("an unreadable one", (6, [9])), ("an unknown one", (4_660, [])),
        ("a fee that the policy does not list", (1, Array(repeating: 0, count: 108))),
    ]

    @Test(arguments: obstacles.indices)
    func `G11 names an extension that keeps deposits out`(_ row: Int) {
        let (name, entry) = Self.obstacles[row]
        let types: Set<ExtensionType> = [
            .nonTransferable, .defaultAccountState, .pausable, .transferHook,
        ]
        let (policy, asset) = Samples.policy(allowing: types)
        let account = Samples.account(Samples.mint([entry]), of: Programs.token2022)
        let findings = Doctor.examine(asset, account, policy)
        #expect(findings.faults == [Fault(.mintExtensions, .problem)], "\(name)")
    }

    @Test func `allowed extensions are well, and a permanent delegate is told`() {
        let (policy, asset) = Samples.policy(allowing: [
            .permanentDelegate, .pausable, .transferHook, .defaultAccountState,
        ])
        let running: [(UInt16, [UInt8])] = [
            (26, Array(repeating: 1, count: 32) + [0]), (14, Array(repeating: 0, count: 64)),
            (6, [1]), (18, Array(repeating: 0, count: 64)),
        ]
        let account = Samples.account(Samples.mint(running), of: Programs.token2022)
        #expect(Doctor.examine(asset, account, policy).faults.isEmpty)
        let hook = Array(repeating: 0, count: 32) + Array(repeating: UInt8(5), count: 32)
        let hooked = Samples.account(Samples.mint([(14, hook)]), of: Programs.token2022)
        #expect(
            Doctor.examine(asset, hooked, policy).faults == [Fault(.mintExtensions, .warning)])
        let delegated = Samples.account(
            Samples.mint(running + [(12, Array(repeating: 3, count: 32))]),
            of: Programs.token2022)
        #expect(
            Doctor.examine(asset, delegated, policy).faults == [Fault(.mintAuthorities, .warning)])
    }

    @Test func `the treasury is a wallet, and no token account, mint or program`() {
        let wallet = World.treasury.address
        let program = AccountInfo(
            owner: Programs.upgradeableLoader, lamports: Lamports(1), data: [],
            isExecutable: true)
        let rows: [(AccountInfo?, Diagnosis.Outcome)] = [
            (nil, .ok), (Samples.account([], of: Programs.system), .ok),
            (Samples.account(Array(repeating: 0, count: 355)), .ok),
            (Samples.account(Samples.token()), .problem),
            (Samples.account(Samples.mint()), .problem), (program, .problem),
            // L06.
            (
                Samples.account([], of: "C4UAHoYgqZ7dmS4JypAwQcJ1YzYVM86S2eA1PTUthzve"), .problem
            ),
        ]
        for (account, outcome) in rows {
            let finding = Doctor.examine(treasury: wallet, account, Samples.policy)
            #expect(finding.check == .treasuryOwner && finding.outcome == outcome)
        }
        let vault = AssociatedTokenAccount.find(
            owner: wallet, mint: World.usdc, tokenProgram: Programs.token
        ).address
        #expect(Doctor.examine(treasury: vault, nil, Samples.policy).outcome == .warning)
    }

    static func receiving(_ data: [UInt8], of program: Address = Programs.token) -> [Fault] {
        Doctor.examine(
            account: World.treasuryUSDC, Samples.account(data, of: program), of: Samples.usdc,
            owner: World.treasury.address
        ).faults
    }

    @Test func `E08 and E09 a delegate, a close authority and a frozen account are problems`() {
        let hot = World.hot.address
        #expect(Self.receiving(Samples.token()).isEmpty)
        #expect(Self.receiving(Samples.token(closer: World.treasury.address)).isEmpty)
        #expect(
            Self.receiving(Samples.token(delegate: hot, delegated: 5)) == [
                Fault(.treasuryDelegate, .problem)
            ])
        #expect(
            Self.receiving(Samples.token(closer: hot)) == [
                Fault(.treasuryCloseAuthority, .problem)
            ])
        #expect(
            Self.receiving(Samples.token(status: 2)) == [Fault(.treasuryFrozen, .problem)])
        #expect(
            Self.receiving(Samples.token(delegate: hot, status: 2, closer: hot)) == [
                Fault(.treasuryDelegate, .problem), Fault(.treasuryCloseAuthority, .problem),
                Fault(.treasuryFrozen, .problem),
            ])
    }

    @Test func `an account that is another's, another token's or not there is told`() {
        for data in [
            Samples.token(owner: World.attacker.address), Samples.token(mint: World.pyusd),
            Samples.token(status: 0), Samples.mint(),
        ] {
            #expect(Self.receiving(data) == [Fault(.treasuryAccount, .problem)])
        }
        #expect(
            Self.receiving(Samples.token(), of: Programs.token2022) == [
                Fault(.treasuryAccount, .problem)
            ])
        let missing = Doctor.examine(
            account: World.treasuryUSDC, nil, of: Samples.usdc, owner: World.treasury.address)
        #expect(missing.faults == [Fault(.treasuryAccount, .warning)])
        let address = Doctor.examine(
            account: World.treasuryUSDC, nil, of: Samples.usdc, owner: World.hot.address,
            code: Scene.c1)
        #expect(address.map(\.check) == [.depositAddress] && address.faults.isEmpty)
    }

    @Test func `what an account's extensions cost is told`() {
        let (_, asset) = Samples.policy(allowing: [])
        for entry in [(8, [1]), (11, [1]), (2, [5, 0, 0, 0, 0, 0, 0, 0])] as [(UInt16, [UInt8])] {
            let data = Samples.token(mint: asset.mint, [entry])
            let account = Samples.account(data, of: Programs.token2022)
            let findings = Doctor.examine(
                account: World.treasuryUSDC, account, of: asset, owner: World.treasury.address)
            #expect(findings.faults == [Fault(.treasuryExtensions, .warning)], "\(entry)")
        }
        let data = Samples.token(
            mint: asset.mint, [(8, [0]), (11, [0]), (7, []), (2, Array(repeating: 0, count: 8))])
        let account = Samples.account(data, of: Programs.token2022)
        #expect(
            Doctor.examine(
                account: World.treasuryUSDC, account, of: asset, owner: World.treasury.address
            ).faults.isEmpty)
    }

    @Test func `a program is compared with its pin, and Level5's is locked`() {
        let image = ProgramImage(
            id: World.hot.address, loader: Programs.upgradeableLoader,
            dataAddress: World.relayer.address, deploySlot: 8, upgradeAuthority: nil,
            bytes: [1, 2, 3])
        var pin = DepositPolicy.PinnedProgram(
            id: image.id, hash: SHA256.hash([1, 2, 3]), deploySlot: 8, upgradeAuthority: nil)
        #expect(Doctor.examine(pin, .success(image)).outcome == .ok)
        #expect(Doctor.examine(pin, .failure(.unusable)).outcome == .problem)
        var changed = image
        changed.bytes = [1, 2, 4]
        #expect(Doctor.examine(pin, .success(changed)).outcome == .problem)
        changed = image
        changed.deploySlot = 9
        #expect(Doctor.examine(pin, .success(changed)).outcome == .problem)
        changed = image
        changed.upgradeAuthority = World.attacker.address
        #expect(Doctor.examine(pin, .success(changed)).outcome == .problem)
        pin.upgradeAuthority = World.attacker.address
        #expect(Doctor.examine(pin, .success(changed)).outcome == .warning)
        pin.id = "C4UAHoYgqZ7dmS4JypAwQcJ1YzYVM86S2eA1PTUthzve"
        let level5 = Doctor.examine(pin, .success(image))
        #expect(level5.outcome == .problem)
        #expect(level5.text.contains("USDC in these vaults is locked"))
        // Also where the policy itself says that it is Level5's.
        var policy = Samples.policy
        policy.quorum = Samples.quorum
        policy.level5Programs = [World.hot.address]
        #expect(
            Doctor.examine(policy, operators: ["one", "two"]).faults == [Fault(.program, .warning)])
        let vault = Samples.account([], of: World.hot.address)
        #expect(Doctor.examine(treasury: World.treasury.address, vault, policy).outcome == .problem)
        let address = World.relayer.address
        #expect(
            Doctor.examine(depositAddress: address, vault, policy)?.outcome == .problem)
        #expect(Doctor.examine(depositAddress: address, vault, Samples.policy) == nil)
    }
}

@Suite struct `Doctor, policy, endpoints and books` {
    typealias Samples = DoctorSamples

    @Test func `the policy is looked at by itself`() throws {
        var policy = Samples.policy
        policy.quorum = Samples.quorum
        #expect(Doctor.examine(policy, operators: ["one", "two"]).faults.isEmpty)
        #expect(
            Doctor.examine(policy, operators: ["one"]).faults == [
                Fault(.policyOperators, .warning), Fault(.policyQuorum, .problem),
            ])
        #expect(
            Doctor.examine(policy, operators: ["one", "two", "one"]).faults == [
                Fault(.policyOperators, .warning)
            ])
        policy.quorum?.capTotal = nil
        policy.quorum?.capPerCode = nil
        #expect(
            Doctor.examine(policy, operators: ["one", "two"]).faults == [
                Fault(.policyQuorum, .warning)
            ])
        policy.quorum = nil
        #expect(
            Doctor.examine(policy, operators: ["one", "two"]).faults == [
                Fault(.policyQuorum, .warning)
            ])
        // C05: another mint under a known name, and one with a known beginning.
        policy.quorum = Samples.quorum
        policy.treasury.assets[0].mint = World.pyusd
        policy.treasury.assets[0].symbol = "USDC"
        #expect(Doctor.examine(policy, operators: ["one", "two"]).faults.isEmpty)
        policy.treasury.assets[0].mint = World.hot.address
        policy.knownAssets = ["EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt11"]
        #expect(
            Doctor.examine(policy, operators: ["one", "two"]).faults == [
                Fault(.policyMints, .problem), Fault(.policyMints, .problem),
            ])
    }

    static let routes: [(String, EndpointCondition.Travel)] = [
        ("https://rpc.example/?api-key=x", .encrypted), ("HTTPS://rpc.example", .encrypted),
        ("http://localhost:8899", .loopback), ("http://127.0.0.1:1/x", .loopback),
        ("HTTP://LOCALHOST", .loopback), ("http://[::1]:8899/", .loopback),
        ("http://rpc.example", .plain), ("http://127.0.0.1.example", .plain),
        ("http://localhost.example", .plain), ("http://10.0.0.1:8899", .plain),
        ("http://127.0.0.1@rpc.example/", .plain), ("http://[::2]/", .plain),
        ("http://user:127.0.0.1@rpc.example", .plain),
    ]

    @Test(arguments: routes.indices)
    func `tells which way to an endpoint is encrypted`(_ row: Int) {
        let (url, travel) = Self.routes[row]
        #expect(EndpointCondition.Travel(url: url) == travel, "\(url)")
        var endpoint = Samples.endpoint()
        endpoint.travel = travel
        let faults = Doctor.examine([endpoint], Samples.policy).faults
        #expect(faults == (travel == .plain ? [Fault(.endpointEncryption, .problem)] : []))
    }

    static let faults: [(Fault, @Sendable (inout EndpointCondition) -> Void)] = [
        (Fault(.endpoint, .problem), { $0.failure = "HTTP 500" }),
        (Fault(.endpointCluster, .problem), { $0.genesis = Cluster.devnet.genesis }),
        (Fault(.endpointVersionOne, .problem), { $0.takesVersionOne = false }),
        (Fault(.endpointVersionOne, .warning), { $0.takesVersionOne = nil }),
        (Fault(.endpointHistory, .warning), { $0.firstBlock = 399_999_000 }),
        (Fault(.endpointHistory, .warning), { $0.firstBlock = nil }),
        (Fault(.endpointCalls, .warning), { $0.recent = [] }),
        (
            Fault(.endpointCalls, .problem),
            { $0.recent.append(DoctorSamples.answer(inner: nil)) }
        ),
        (
            Fault(.endpointCalls, .problem),
            { $0.recent.append(DoctorSamples.answer(tokens: nil)) }
        ),
        (
            Fault(.endpointCalls, .warning),
            {
                let call = InnerInstruction(
                    programIDIndex: 0, accounts: [], data: [], stackHeight: nil)
                $0.recent = [
                    DoctorSamples.answer(inner: [InnerGroup(index: 0, instructions: [call])])
                ]
            }
        ),
        (Fault(.endpointLag, .warning), { $0.slot = 399_999_900 }),
    ]

    @Test(arguments: faults.indices)
    func `names what an endpoint lacks, and nothing else`(_ row: Int) {
        let (fault, change) = Self.faults[row]
        var endpoint = Samples.endpoint("two")
        #expect(Doctor.examine([Samples.endpoint(), endpoint], Samples.policy).faults.isEmpty)
        change(&endpoint)
        let found = Doctor.examine([Samples.endpoint(), endpoint], Samples.policy)
        #expect(found.faults == [fault])
        #expect(found.first { $0.outcome != .ok }?.subject == "two")
    }

    @Test func `confirmed counts only where every endpoint shows Alpenglow`() {
        var policy = Samples.policy
        policy.commitment = .confirmed
        var endpoints = [Samples.endpoint(), Samples.endpoint("two")]
        endpoints[0].hasCertificate = true
        for certificate in [false, nil] as [Bool?] {
            endpoints[1].hasCertificate = certificate
            #expect(
                Doctor.examine(endpoints, policy).faults == [Fault(.policyCommitment, .warning)])
        }
        endpoints[1].hasCertificate = true
        #expect(Doctor.examine(endpoints, policy).faults.isEmpty)
    }

    static let damages: [(Fault, @Sendable (inout LedgerFileCondition) -> Void)] = [
        (
            Fault(.ledgerLibrary, .warning),
            {
                $0.library = "3.40.1"
                $0.libraryNumber = 3_040_001
            }
        ),
        (Fault(.ledgerSettings, .problem), { $0.journalMode = "delete" }),
        (Fault(.ledgerSettings, .problem), { $0.synchronous = "1" }),
        (Fault(.ledgerIntegrity, .problem), { $0.damages = ["row 1 missing"] }),
        (Fault(.ledgerMode, .problem), { $0.mode = 0o640 }),
        (Fault(.ledgerMode, .problem), { $0.mode = 0o602 }),
        (Fault(.ledgerShared, .warning), { $0.neighbours = ["/srv/other.db"] }),
    ]

    @Test(arguments: damages.indices)
    func `names what a ledger file lacks, and nothing else`(_ row: Int) {
        let (fault, change) = Self.damages[row]
        var file = Samples.file
        #expect(Doctor.examine(Samples.ledger(.file(file)), Samples.policy).faults.isEmpty)
        change(&file)
        #expect(Doctor.examine(Samples.ledger(.file(file)), Samples.policy).faults == [fault])
    }

    static let weaknesses: [(Fault, @Sendable (inout LedgerServerCondition) -> Void)] = [
        (Fault(.ledgerSettings, .problem), { $0.settings["synchronous_commit"] = "off" }),
        (Fault(.ledgerSettings, .problem), { $0.settings["fsync"] = "off" }),
        (Fault(.ledgerIntegrity, .warning), { $0.hasChecksums = false }),
        (Fault(.ledgerConnection, .warning), { $0.connection = .encrypted }),
        (Fault(.ledgerConnection, .warning), { $0.connection = .plain }),
        (Fault(.ledgerMode, .warning), { $0.mayRewrite = true }),
    ]

    @Test(arguments: weaknesses.indices)
    func `names what a ledger's server lacks, and nothing else`(_ row: Int) {
        let (fault, change) = Self.weaknesses[row]
        var server = Samples.server
        #expect(Doctor.examine(Samples.ledger(.server(server)), Samples.policy).faults.isEmpty)
        change(&server)
        let found = Doctor.examine(Samples.ledger(.server(server)), Samples.policy)
        #expect(found.faults == [fault])
    }

    @Test func `names codes that deposits cannot be recognised by`() {
        for store in [LedgerCondition.Store.file(Samples.file), .server(Samples.server)] {
            var ledger = Samples.ledger(store)
            ledger.codesWithoutReference = [World.treasuryUSDC: 2]
            let fault = Fault(.ledgerReferences, .warning)
            #expect(Doctor.examine(ledger, Samples.policy).faults == [fault])
            ledger.activeCodes = 0
            #expect(Doctor.examine(ledger, Samples.policy).faults == [fault])
        }
    }

    @Test func `an old library is named with what it means for one owner`() {
        var file = Samples.file
        file.library = "3.40.1"
        file.libraryNumber = 3_040_001
        let text = Doctor.examine(Samples.ledger(.file(file)), Samples.policy).map(\.text).joined()
        #expect(text.contains("3.40.1") && text.contains("3.51.3"))
        #expect(text.contains("one process owns the file, with one connection"))
    }

    @Test func `a ledger that is open elsewhere was not looked at; another error is a problem`() {
        #expect(
            Doctor.examine("books.db", LedgerError(.locked, "locked")).outcome == .warning)
        for code in [LedgerError.Code.cannotOpen, .incompatible, .corrupt, .readOnly] {
            #expect(Doctor.examine("books.db", LedgerError(code, "no")).outcome == .problem)
        }
    }

    @Test func `O16 two ledgers of one treasury account are named, however that is seen`() throws {
        var other = Samples.ledger
        other.place = "/srv/other.db"
        #expect(
            Doctor.examine(ledgers: [Samples.ledger, other]).faults == [
                Fault(.ledgerShared, .problem)
            ])
        other.accounts = [World.attackerUSDC]
        #expect(Doctor.examine(ledgers: [Samples.ledger, other]).isEmpty)
        let bytes = try #require(Base64.decode(Golden.legacy.base64))
        let codes = Doctor.codes(
            in: [Samples.answer(transaction: bytes), Samples.answer()], Samples.policy)
        #expect(codes == [Scene.c1])
        #expect(
            Doctor.examine(unknownCodes: codes, of: codes, "books.db").outcome == .warning)
        #expect(Doctor.examine(unknownCodes: [], of: codes, "books.db").outcome == .ok)
    }

    @Test func `foreign text cannot write lines of its own`() {
        var endpoint = Samples.endpoint("one\nok  everything: well\u{1B}[2J")
        endpoint.failure = "HTTP\r\nok"
        endpoint.travel = .plain
        var policy = Samples.policy
        policy.treasury.assets[0].symbol = "US\nDC"
        var file = Samples.file
        file.damages = ["row\n1"]
        file.mode = 0o666
        file.neighbours = ["/srv/\nother.db"]
        var ledger = Samples.ledger(.file(file))
        ledger.place = "/srv/\u{1B}books.db"
        let findings =
            Doctor.examine(policy, operators: [endpoint.operatorName, endpoint.operatorName])
            + Doctor.examine([endpoint], policy) + Doctor.examine(ledger, policy)
            + Doctor.examine(policy.treasury.assets[0], nil, policy)
        for finding in findings {
            let text = finding.subject + finding.text + (finding.advice ?? "")
            #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
        }
    }
}
