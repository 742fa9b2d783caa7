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
    /// The program that makes the transfer, and its code as the chain shows it.
    var program: OperatorProgram?
    var code: [UInt8] = [1, 2, 3]
    var pin: DepositPolicy.PinnedProgram?
    /// Changes what the simulation leaves of the payer's token account.
    var tamper: (@Sendable (inout [UInt8]) -> Void)?
    /// What the simulation leaves of the fee payer's lamports.
    var lamportsAfter: UInt64?

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
    static func tokens(
        of owner: Address, _ amount: UInt64, tamper: (@Sendable (inout [UInt8]) -> Void)? = nil
    ) -> String {
        var data = World.usdc.bytes + owner.bytes
        data += (0..<8).map { UInt8(truncatingIfNeeded: amount >> ($0 * 8)) }
        data += [UInt8](repeating: 0, count: 165 - data.count)
        data[108] = 1
        tamper?(&data)
        return account(Programs.token, data: data)
    }

    private func answer(_ method: String, _ number: Int) -> Result<String, RPCError> {
        let payer = World.payer.address
        let target = rent == nil ? Self.tokens(of: treasury, 0) : "null"
        func context(_ value: String) -> Result<String, RPCError> {
            .success(#"{"context":{"slot":9},"value":\#(value)}"#)
        }
        let payerAccount = Self.account(Programs.system, lamports: lamports)
        switch method {
        // Through a program: its accounts, then all accounts, then those that the simulation shows.
        case "getMultipleAccounts" where program != nil && number % 3 == 0:
            return context("[\(programAccounts.joined(separator: ","))]")
        case "getMultipleAccounts" where program != nil && number % 3 == 2:
            return context("[\(target),\(Self.tokens(of: payer, Self.balance)),\(payerAccount)]")
        // A planner reads all accounts, then the destination before its simulation.
        case "getMultipleAccounts" where program != nil || number.isMultiple(of: 2):
            let balance = number / 2 < staleReads ? Self.balance + 1 : Self.balance
            let accounts = [
                Self.account(Programs.token, data: Self.mint), Self.tokens(of: payer, balance),
                target, payerAccount, "null", owner,
            ]
            return context("[\(accounts.joined(separator: ","))]")
        case "getMultipleAccounts": return context("[\(target)]")
        case "getMinimumBalanceForRentExemption":
            return .success("\(number == 0 ? rent ?? 890_880 : 890_880)")
        case "simulateTransaction":
            var after = [
                Self.tokens(of: payer, Self.balance - Self.amount, tamper: tamper),
                Self.tokens(of: treasury, Self.amount),
            ]
            if program != nil {
                let left = lamportsAfter ?? lamports - 5_000
                after.append(Self.account(Programs.system, lamports: left))
            }
            return context(
                #"{"err":null,"logs":[],"unitsConsumed":\#(unitsConsumed),"accounts":["#
                    + after.joined(separator: ",") + "]}")
        default: return .failure(RPCError(.malformed, method))
        }
    }

    /// The loader's two accounts: a pointer, and slot 7 with an upgrade authority before the code.
    private var programAccounts: [String] {
        guard let program else { return [] }
        let data = UpgradeableLoader.findProgramData(of: program.address).address
        let header: [UInt8] =
            [3, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 1] + World.hot.address.bytes
        return [
            Self.account(
                Programs.upgradeableLoader, data: [2, 0, 0, 0] + data.bytes, isProgram: true),
            Self.account(Programs.upgradeableLoader, data: header + code),
        ]
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
        wishes.program = program
        wishes.pin = pin
        return try await planner.plan(wishes)
    }
}
