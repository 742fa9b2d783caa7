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
    init(_ input: UnsafeMutableRawPointer, views: UnsafeMutablePointer<Account>) {
        let count = input.load(as: Int.self)
        // Where the next account has its key, if it is none that came before.
        var cursor = input + 16
        let readable = count < capacity ? count : capacity
        var index = 0
        while index < readable {
            let account = Account(key: cursor)
            let mark = account.mark
            if mark == Account.first {
                (views + index).initialize(to: account)
                cursor += account.stride
            } else {
                (views + index).initialize(to: views[Int(mark)])
                cursor += 8
            }
            index &+= 1
        }
        while index < count {
            let account = Account(key: cursor)
            cursor += account.mark == Account.first ? account.stride : 8
            index &+= 1
        }
        accounts = Accounts(views: UnsafePointer(views), count: count)
        data = InstructionData(cursor - 8)
    }
}

/// The accounts of an instruction, in its order.
public struct Accounts<let capacity: Int> {
    let views: UnsafePointer<Account>
    /// How many the instruction names, those beyond the capacity included.
    public let count: Int

    /// The account at a place, which must be under both the count and the capacity.
    @inline(__always)
    public subscript(index: Int) -> Account {
        precondition(index < count && index < capacity)
        return views[index]
    }
}
