import DepositProgram
import DepositVerifier
import SolanaCodec

/// What an answer says about the execution. It is the endpoint's word: no signature covers it.
extension DecodeInput {
    /// Everything that is known besides the transaction's bytes.
    var context: TransactionDescription.Context {
        var context = effects
        context.loaded = loaded
        for group in inner {
            context.called[Int(group.index), default: []] += group.instructions.map {
                CalledInstruction(
                    CompiledInstruction(
                        programIndex: $0.programIDIndex, accountIndices: $0.accounts,
                        data: $0.data), stackHeight: $0.stackHeight)
            }
        }
        for asset in [Cluster.mainnet.usdc, Cluster.devnet.usdc].compactMap({ $0 }) {
            context.tokens[asset.mint] = .init(symbol: asset.symbol, decimals: asset.decimals)
        }
        context.decoders = [Level5.program]
        return context
    }

    /// Reads outcome, fee, compute units, token balances, and logs, as far as they are there.
    ///
    /// - Parameter accounts: the transaction's accounts, loaded ones included.
    static func effects(
        _ meta: JSONValue, accounts: [AccountMeta]
    ) throws(JSONError) -> TransactionDescription.Context {
        var context = TransactionDescription.Context()
        context.outcome = try outcome(meta)
        context.fee = try meta.present("fee").map { fee throws(JSONError) in
            Lamports(try fee.uint64())
        }
        context.unitsConsumed = try meta.present("computeUnitsConsumed")?.uint64()
        for name in ["preTokenBalances", "postTokenBalances"] {
            guard let balances = try meta.present(name) else { continue }
            for balance in try balances.array() {
                let index: Int = try balance.required("accountIndex").integer()
                let mint = try balance.required("mint").address()
                let decimals: UInt8 = try balance.required("uiTokenAmount").required("decimals")
                    .integer()
                guard accounts.indices.contains(index) else { continue }
                context.mints[accounts[index].address] = mint
                context.tokens[mint] = .init(symbol: nil, decimals: decimals)
            }
        }
        if let logs = try meta.present("logMessages") {
            var lines: [String] = []
            for line in try logs.array() { lines.append(try line.string()) }
            context.events = LoggedData.all(in: lines)
        }
        return context
    }

    private static func outcome(
        _ meta: JSONValue
    ) throws(JSONError) -> TransactionDescription.Outcome {
        guard let error = try meta.member("err") else { return .unknown }
        return error.isNull ? .succeeded : .failed(try TransactionFailure(json: error))
    }
}

extension TransactionFailure {
    /// An error as nodes write it: a name, or an object with a name and what belongs to it.
    init(json: JSONValue) throws(JSONError) {
        guard json.kind == .object else {
            self = .runtime(try json.string())
            return
        }
        let (name, value) = try json.onlyMember()
        guard name == "InstructionError" else {
            self = .runtime(name)
            return
        }
        var pair = try value.array()
        guard let index = pair.next(), let reason = pair.next() else {
            throw value.error(.expected("an index and an error"))
        }
        self = .instruction(index: try index.integer(), try InstructionFailure(json: reason))
    }
}

extension InstructionFailure {
    fileprivate init(json: JSONValue) throws(JSONError) {
        guard json.kind == .object else {
            self = .runtime(try json.string())
            return
        }
        let (name, value) = try json.onlyMember()
        self = name == "Custom" ? .custom(try value.integer()) : .runtime(name)
    }
}

extension JSONValue {
    fileprivate func onlyMember() throws(JSONError) -> (key: String, value: JSONValue) {
        let members = try object()
        guard members.count == 1, let member = members.first else {
            throw error(.expected("an object with one member"))
        }
        return member
    }
}
