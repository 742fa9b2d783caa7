public import SolanaCodec

/// The proxy program (`Contract/Proxy`) at an address, and what it is told to do.
///
/// Shape of its data: bump `u8` of the escrow address, then operations: 0 | program `u8` | n `u8` |
/// n times (account `u8`, flags `u8`) | length `u16` | data: a call; 1 | length `u16` | data: a log of
/// data; 2 | times `u16` | length `u16` | text: a log of text. Programs and accounts are places
/// in the instruction's list; flag 1 signs, flag 2 is writable.
public struct Proxy: Sendable {
    /// Where it is deployed.
    public let address: Address
    /// The address that it signs for, seeds `["escrow"]`.
    public let escrow: Address
    private let bump: UInt8

    /// The proxy at `address`.
    public init(_ address: Address) throws {
        self.address = address
        let found = try ProgramDerivedAddress.find(
            seeds: [Array("escrow".utf8)], program: address)
        (escrow, bump) = (found.address, found.bump)
    }

    /// One thing to do.
    public enum Operation: Sendable {
        /// Calls a program; the escrow address signs wherever the call names it.
        case call(Instruction)
        /// Logs `Program data: …`.
        case logData([UInt8])
        /// Logs a text, that often.
        case logText(String, times: UInt16)
    }

    /// The instruction that does all of it, in order.
    public func instruction(_ operations: Operation...) -> Instruction {
        var accounts: [AccountMeta] = []
        var data = [bump]
        func place(_ address: Address, _ role: AccountRole) -> UInt8 {
            let role = AccountRole(
                signer: role.isSigner && address != escrow, writable: role.isWritable)
            guard let index = accounts.firstIndex(where: { $0.address == address }) else {
                accounts.append(AccountMeta(address, role))
                return UInt8(accounts.count - 1)
            }
            accounts[index].role = accounts[index].role.union(role)
            return UInt8(index)
        }
        for operation in operations {
            switch operation {
            case .call(let call):
                var metas: [UInt8] = []
                for meta in call.accounts {
                    let isSigner = meta.role.isSigner || meta.address == escrow
                    metas.append(place(meta.address, meta.role))
                    metas.append((isSigner ? 1 : 0) + (meta.role.isWritable ? 2 : 0))
                }
                data += [0, place(call.program, .readonly), UInt8(call.accounts.count)] + metas
                data += Self.number(call.data.count) + call.data
            case .logData(let bytes):
                data += [1] + Self.number(bytes.count) + bytes
            case .logText(let text, let times):
                data += [2] + Self.number(Int(times)) + Self.number(text.utf8.count)
                data += Array(text.utf8)
            }
        }
        return Instruction(program: address, accounts: accounts, data: data)
    }

    private static func number(_ value: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
    }
}
