import DepositVerifier
import SolanaCodec
import TestSupport

/// A signed transaction that no chain has executed, and what a node would say if one had.
///
/// For cases that need a program that we do not have: inner instructions and balances are written
/// by the case.
struct Synthetic {
    /// Some program that nobody knows.
    static let program = Address(FixedBytes(repeating: 0x58))
    static let slot: UInt64 = 435_900_000

    let transaction: Transaction
    let scene: Scene
    private var balances: [JSONObject] = []
    private var before: [JSONObject] = []
    private var inner: [JSONObject] = []
    private var lamports: [Int]
    /// What the node holds for the deposit program: its account and that of its bytes; `nil` for
    /// none.
    var accounts: [JSONObject?] = []
    /// What it holds at other addresses.
    var held: [Address: JSONObject] = [:]
    /// In which slot it shows accounts.
    var accountsSlot = Self.slot + 40
    var logs = ["Program log: made up"]

    /// A legacy transaction of `instructions`; the first signer pays the fee.
    init(_ scene: Scene, _ instructions: [Instruction], by signers: [Keypair]? = nil) throws {
        let signers = signers ?? [scene.payer]
        var transaction = try Transaction(
            Message.compile(
                instructions, payer: signers[0].address,
                recentBlockhash: Blockhash(FixedBytes(repeating: 7)), version: .legacy))
        try transaction.sign(with: signers)
        self.transaction = transaction
        self.scene = scene
        lamports = Array(repeating: 2_039_280, count: transaction.message.addresses.count)
    }

    /// The same with a fee payer whose signature is written as it is.
    init(
        _ scene: Scene, _ instructions: [Instruction], feePayer: Address, signature: Signature
    ) throws {
        var transaction = try Transaction(
            Message.compile(
                instructions, payer: feePayer,
                recentBlockhash: Blockhash(FixedBytes(repeating: 7)), version: .legacy))
        try transaction.sign(with: [scene.payer])
        transaction.setSignature(signature, of: feePayer)
        self.transaction = transaction
        self.scene = scene
        lamports = Array(repeating: 2_039_280, count: transaction.message.addresses.count)
    }

    var signature: Signature { transaction.signature }

    private func index(_ address: Address) -> Int {
        transaction.message.addresses.firstIndex(of: address) ?? 999
    }

    /// A token account's balance before and after; `nil` where the node shows none.
    mutating func holds(
        _ account: Address, _ owner: Address, _ old: UInt64?, _ new: UInt64?,
        mint: Address = World.usdc, program: Address = Programs.token
    ) {
        func entry(_ amount: UInt64) -> JSONObject {
            [
                "accountIndex": index(account), "mint": mint.description,
                "owner": owner.description, "programId": program.description,
                "uiTokenAmount": [
                    "amount": String(amount), "decimals": 6, "uiAmountString": "",
                ] as JSONObject,
            ]
        }
        if let old { before.append(entry(old)) }
        if let new { balances.append(entry(new)) }
    }

    /// Calls made while the top-level instruction `outer` ran, with the depth of each.
    mutating func calls(_ outer: Int, _ instructions: [(Instruction, height: Int?)]) {
        let list = instructions.map { instruction, height -> JSONObject in
            var call: JSONObject = [
                "programIdIndex": index(instruction.program),
                "accounts": instruction.accounts.map { index($0.address) },
                "data": Base58.encode(instruction.data),
            ]
            if let height { call["stackHeight"] = height }
            return call
        }
        inner.append(["index": outer, "instructions": list])
    }

    /// A node that knows this transaction as final and successful.
    var transport: SyntheticNode {
        get throws {
            let meta: JSONObject = [
                "err": Null.value, "fee": 5_000, "preBalances": lamports,
                "postBalances": [lamports[0] - 5_000] + lamports.dropFirst(),
                "preTokenBalances": before, "postTokenBalances": balances,
                "innerInstructions": inner, "logMessages": logs,
                "loadedAddresses": ["writable": [String](), "readonly": [String]()],
                "computeUnitsConsumed": 1_000,
            ]
            let answer: JSONObject = [
                "slot": Self.slot, "blockTime": 1_790_000_000, "version": "legacy", "meta": meta,
                "transaction": [Base64.encode(transaction.encoded), "base64"],
            ]
            var held = held
            for (address, account) in zip(
                [PaperProgram.address, try PaperProgram.dataAddress()], accounts)
            {
                held[address] = account
            }
            let answers = Scripted([
                "getGenesisHash": .result("\"\(World.mainnetGenesis)\""),
                "getSignatureStatuses": .result(
                    """
                    {"context":{"slot":\(Self.slot + 40)},"value":[{"slot":\(Self.slot),\
                    "confirmations":null,"err":null,"confirmationStatus":"finalized"}]}
                    """),
                "getTransaction": .result(try answer.text()),
            ])
            return SyntheticNode(
                answers: answers, accounts: try held.mapValues { try $0.text() },
                slot: accountsSlot)
        }
    }
}

/// A node that knows one transaction, and some accounts by their addresses.
struct SyntheticNode: RPCTransport {
    let operatorName = "scripted"
    fileprivate let answers: Scripted
    /// As JSON texts.
    fileprivate let accounts: [Address: String]
    fileprivate let slot: UInt64

    func send(_ body: [UInt8]) async throws -> [UInt8] {
        let request = try JSONObject(parsing: body)
        let parameter = (request["params"] as? [Any])?.first
        let asked: [String]?
        switch request["method"] as? String {
        case "getMultipleAccounts": asked = parameter as? [String]
        case "getAccountInfo": asked = (parameter as? String).map { [$0] }
        default: asked = nil
        }
        guard let asked, let number = request["id"] as? Int else {
            return try await answers.send(body)
        }
        let found = asked.map { name in Address(name).flatMap { accounts[$0] } ?? "null" }
        let value = parameter is String ? found[0] : "[\(found.joined(separator: ","))]"
        return Array(
            #"{"jsonrpc":"2.0","id":\#(number),"result":{"context":{"slot":\#(slot)},"value":\#(value)}}"#
                .utf8)
    }
}
