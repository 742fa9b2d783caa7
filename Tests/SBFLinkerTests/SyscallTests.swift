import SBFLinker
import Testing

@Suite struct SyscallTests {
    /// Hashes that the runtime's own tables show.
    static let known: [(String, UInt32)] = [
        ("abort", 0xB6FC_1A11), ("sol_log_", 0x2075_59BD), ("sol_log_data", 0x7317_B434),
        ("sol_invoke_signed_c", 0xA22B_9C85), ("sol_try_find_program_address", 0x4850_4A38),
        ("sol_get_rent_sysvar", 0xBF71_88F6), ("sol_memcpy_", 0x717C_C4A3),
        ("sol_memset_", 0x3770_FB22),
    ]

    @Test(arguments: known) func `has the hash that the runtime calls it by`(
        _ name: String, _ hash: UInt32
    ) {
        #expect(Syscall.hash(name) == hash)
        #expect(Syscall.names.contains(name))
    }

    @Test func `has a hash of its own for each name`() {
        #expect(Set(Syscall.names).count == Syscall.names.count)
        #expect(Set(Syscall.names.map(Syscall.hash)).count == Syscall.names.count)
    }
}
