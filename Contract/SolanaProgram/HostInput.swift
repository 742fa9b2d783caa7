#if !hasFeature(Embedded)
/// The VM's input buffer, written off the chain: what a program's entry point is given in tests.
///
/// The accounts stay readable and writable through `account(at:)`, before and after the program.
public final class HostInput {
    /// An account before the program runs.
    public struct AccountState: Sendable {
        /// Its name.
        public var address: Address
        /// The program that it belongs to.
        public var owner: Address
        /// What it holds.
        public var lamports: UInt64
        /// Its data.
        public var data: [UInt8]
        /// Whether it signed.
        public var isSigner: Bool
        /// Whether the instruction may change it.
        public var isWritable: Bool

        /// An account from its parts.
        public init(
            _ address: Address, owner: Address = Programs.system, lamports: UInt64 = 0,
            data: [UInt8] = [], isSigner: Bool = false, isWritable: Bool = false
        ) {
            self.address = address
            self.owner = owner
            self.lamports = lamports
            self.data = data
            self.isSigner = isSigner
            self.isWritable = isWritable
        }
    }

    /// What the entry point takes.
    public let pointer: UnsafeMutableRawPointer
    private var places: [Int] = []

    /// The input of one instruction. An address that comes twice is a duplicate of the first, as
    /// the runtime writes it.
    public init(program: Address, accounts: [AccountState], data: [UInt8]) {
        let spare = 8 + Account.Offset.data + Account.Offset.spare + 16
        let size = accounts.reduce(8 + 8 + data.count + Address.length) {
            $0 + spare + $1.data.count
        }
        pointer = .allocate(byteCount: size, alignment: 8)
        pointer.initializeMemory(as: UInt8.self, repeating: 0, count: size)
        pointer.storeBytes(of: UInt64(accounts.count), as: UInt64.self)
        var cursor = 8
        for (index, state) in accounts.enumerated() {
            let first = accounts[..<index].firstIndex { $0.address == state.address }
            if let first {
                pointer.storeBytes(of: UInt8(first), toByteOffset: cursor, as: UInt8.self)
                places.append(places[first])
                cursor += 8
            } else {
                places.append(cursor)
                cursor += write(state, at: cursor)
            }
        }
        pointer.storeBytes(of: UInt64(data.count), toByteOffset: cursor, as: UInt64.self)
        (pointer + cursor + 8).copyMemory(from: data, byteCount: data.count)
        withUnsafeBytes(of: program) {
            pointer.advanced(by: cursor + 8 + data.count)
                .copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(pointer), byteCount: $0.count)
        }
    }

    deinit {
        pointer.deallocate()
    }

    /// The account at a place of the instruction, to be used no longer than this input.
    public func account(at index: Int) -> Account { Account(key: pointer + places[index] + 8) }

    /// The account at a place of the instruction as it is now.
    public func state(at index: Int) -> AccountState {
        withExtendedLifetime(self) {
            let account = account(at: index)
            return AccountState(
                account.address, owner: account.owner, lamports: account.lamports,
                data: account.bytes, isSigner: account.isSigner, isWritable: account.isWritable)
        }
    }

    private func write(_ state: AccountState, at cursor: Int) -> Int {
        let account = Account(key: pointer + cursor + 8)
        let flags =
            UInt32(Account.first) | (state.isSigner ? 1 << 8 : 0) | (state.isWritable ? 1 << 16 : 0)
        account.store(flags, at: Account.Offset.mark)
        account.store(state.address, at: 0)
        account.lamports = state.lamports
        account.replace(owner: state.owner, data: state.data)
        return account.stride
    }
}

extension Account {
    /// All of its data, copied.
    public var bytes: [UInt8] { [UInt8](UnsafeRawBufferPointer(start: data, count: length)) }

    /// Changes owner and data, as a called program does in a test's runtime.
    public func replace(owner: Address, data: [UInt8]) {
        precondition(data.count <= length + Offset.spare)
        store(owner, at: Offset.owner)
        store(UInt64(data.count), at: Offset.length)
        (base + Offset.data).copyMemory(from: data, byteCount: data.count)
    }
}
#endif
