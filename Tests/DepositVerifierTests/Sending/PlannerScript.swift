import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport

/// What a planner sees of a chain, with one thing at a time put wrong.
struct PlannerScript: Sendable {
    var treasury = World.treasury.address
    /// The account of the treasury's owner.
    var owner = "null"
    var lamports: UInt64 = 1_000_000_000
    var unitsConsumed: UInt64 = 31_412
    /// Rent of the treasury's token account, where it is still missing.
    var rent: UInt64?
    /// How often the payer's account is read before an earlier payment of theirs is seen.
    var staleReads = 0
    var unitPrice = DepositPlanner.UnitPrice.fixed(0)
    var priorityFeeLimit = Lamports(100_000)

    static let balance: UInt64 = 40_000_000
    static let amount: UInt64 = 25_000_000

    static func account(
        _ owner: Address, lamports: UInt64 = 1, data: [UInt8] = [], isProgram: Bool = false
    ) -> String {
        #"{"owner":"\#(owner)","lamports":\#(lamports),"data":["\#(Base64.encode(data))","#
            + #""base64"],"executable":\#(isProgram),"rentEpoch":0,"space":\#(data.count)}"#
    }

    /// 82 bytes: 6 decimals at 44, initialized at 45.
    static let mint: [UInt8] = {
        var data = [UInt8](repeating: 0, count: 82)
        data[44] = 6
        data[45] = 1
        return data
    }()

    /// 165 bytes: mint, owner, amount, and at 108 that it is initialized.
    static func tokens(of owner: Address, _ amount: UInt64) -> String {
        var data = World.usdc.bytes + owner.bytes
        data += (0..<8).map { UInt8(truncatingIfNeeded: amount >> ($0 * 8)) }
        data += [UInt8](repeating: 0, count: 165 - data.count)
        data[108] = 1
        return account(Programs.token, data: data)
    }

    private func answer(_ method: String, _ number: Int) -> Result<String, RPCError> {
        let payer = World.payer.address
        let target = rent == nil ? Self.tokens(of: treasury, 0) : "null"
        func context(_ value: String) -> Result<String, RPCError> {
            .success(#"{"context":{"slot":9},"value":\#(value)}"#)
        }
        switch method {
        // A planner reads all accounts, then the destination before its simulation.
        case "getMultipleAccounts" where number.isMultiple(of: 2):
            let balance = number / 2 < staleReads ? Self.balance + 1 : Self.balance
            let accounts = [
                Self.account(Programs.token, data: Self.mint), Self.tokens(of: payer, balance),
                target, Self.account(Programs.system, lamports: lamports), "null", owner,
            ]
            return context("[\(accounts.joined(separator: ","))]")
        case "getMultipleAccounts": return context("[\(target)]")
        case "getMinimumBalanceForRentExemption":
            return .success("\(number == 0 ? rent ?? 890_880 : 890_880)")
        case "simulateTransaction":
            let after = [
                Self.tokens(of: payer, Self.balance - Self.amount),
                Self.tokens(of: treasury, Self.amount),
            ]
            return context(
                #"{"err":null,"logs":[],"unitsConsumed":\#(unitsConsumed),"accounts":["#
                    + after.joined(separator: ",") + "]}")
        default: return .failure(RPCError(.malformed, method))
        }
    }

    func plan() async throws -> DepositPlan {
        let asset = Asset(symbol: "USDC", mint: World.usdc, decimals: 6)
        let planner = DepositPlanner(
            client: RPCClient(SendingScript(answer)),
            treasury: Treasury(cluster: .mainnet, owner: treasury, assets: [asset]), asset: asset)
        var wishes = DepositPlanner.Wishes(
            amount: .units(Self.amount), code: DepositCode(FixedBytes(repeating: 1)),
            authority: World.payer.address, feePayer: World.payer.address)
        wishes.unitPrice = unitPrice
        wishes.priorityFeeLimit = priorityFeeLimit
        return try await planner.plan(wishes)
    }
}
