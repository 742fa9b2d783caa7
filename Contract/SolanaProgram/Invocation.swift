/// What a program is called with: its accounts, the instruction's data, its own address.
///
/// Shape: `u64` count | that many accounts, each as `Account` says, or `u8` index of an earlier one
/// and 7 bytes | `u64` length | data | the program's address. The first `capacity` accounts can be
/// looked at; further ones are counted and skipped.
public struct Invocation<let capacity: Int> {
    /// The accounts.
    public let accounts: Accounts<capacity>
    /// The data.
    public let data: InstructionData
    /// The program's own address. Behind data of an odd length it is not 8-aligned, which the VM
    /// permits.
    @inline(__always)
    public var program: UnsafePointer<Address> {
        data.pointer(at: data.count).assumingMemoryBound(to: Address.self)
    }

    /// Reads the VM's input buffer, which is trusted: only the runtime writes it.
    @inline(__always)
    init(_ input: UnsafeMutableRawPointer, views: UnsafeMutableBufferPointer<Account>) {
        let count = input.load(as: Int.self)
        var cursor = input + 8
        var index = 0
        while index < count {
            let mark = Int(cursor.load(as: UInt8.self))
            let isFirst = mark == 0xFF
            if index < capacity {
                views.initializeElement(at: index, to: isFirst ? Account(cursor) : views[mark])
            }
            if isFirst {
                let padded = (Account(cursor).length &+ 7) & ~7
                cursor += padded &+ (Account.header + Account.spare)
            }
            cursor += 8
            index &+= 1
        }
        accounts = Accounts(views: UnsafeBufferPointer(views), count: count)
        data = InstructionData(cursor)
    }
}

/// The accounts of an instruction, in its order.
public struct Accounts<let capacity: Int> {
    let views: UnsafeBufferPointer<Account>
    /// How many the instruction names, those beyond the capacity included.
    public let count: Int

    /// The account at a place, which must be under both the count and the capacity.
    @inline(__always)
    public subscript(index: Int) -> Account {
        precondition(index < count && index < capacity)
        return views[index]
    }
}
