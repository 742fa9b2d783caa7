/// The functions that the Solana runtime offers to programs.
///
/// A v3 program names a syscall by a hash, and the loader does not look whether it exists: a wrong
/// name would only show when it is called. So this list is the guard.
public enum Syscall {
    /// Every syscall of agave 4 that a new program may call.
    ///
    /// Without `sol_alloc_free_` and `sol_get_fees_sysvar`, which new programs cannot have.
    /// Source: agave 4.1, syscalls/src/lib.rs, `create_program_runtime_environment`.
    public static let names = [
        "abort", "sol_panic_",
        "sol_log_", "sol_log_64_", "sol_log_pubkey", "sol_log_compute_units_", "sol_log_data",
        "sol_create_program_address", "sol_try_find_program_address",
        "sol_sha256", "sol_keccak256", "sol_blake3", "sol_poseidon", "sol_secp256k1_recover",
        "sol_curve_validate_point", "sol_curve_group_op", "sol_curve_multiscalar_mul",
        "sol_curve_decompress", "sol_curve_pairing_map",
        "sol_alt_bn128_group_op", "sol_alt_bn128_compression", "sol_big_mod_exp",
        "sol_get_clock_sysvar", "sol_get_epoch_schedule_sysvar", "sol_get_rent_sysvar",
        "sol_get_last_restart_slot", "sol_get_epoch_rewards_sysvar", "sol_get_sysvar",
        "sol_get_epoch_stake",
        "sol_memcpy_", "sol_memmove_", "sol_memset_", "sol_memcmp_",
        "sol_get_processed_sibling_instruction", "sol_get_stack_height",
        "sol_set_return_data", "sol_get_return_data",
        "sol_invoke_signed_c", "sol_invoke_signed_rust",
        "sol_remaining_compute_units",
    ]

    /// The number that a program calls a syscall by: murmur3-32 of its name, seed 0.
    public static func hash(_ name: String) -> UInt32 {
        murmur3(Array(name.utf8))
    }

    /// The hash of the syscall that an undefined symbol stands for; `nil` if it stands for none.
    static func hash(symbol name: [UInt8]) -> UInt32? {
        // What the compiler makes of a trap.
        if name.elementsEqual("__bpf_trap".utf8) { return hash("abort") }
        return names.contains { $0.utf8.elementsEqual(name) } ? murmur3(name) : nil
    }

    /// MurmurHash3, 32 bits, seed 0.
    ///
    /// Source: Austin Appleby, smhasher, MurmurHash3_x86_32.
    private static func murmur3(_ bytes: [UInt8]) -> UInt32 {
        func mixed(_ word: UInt32) -> UInt32 {
            let product = word &* 0xCC9E_2D51
            return ((product << 15) | (product >> 17)) &* 0x1B87_3593
        }
        var hash: UInt32 = 0
        let whole = bytes.count / 4 * 4
        for offset in stride(from: 0, to: whole, by: 4) {
            hash ^= mixed(bytes.load(at: offset) ?? 0)
            hash = ((hash << 13) | (hash >> 19)) &* 5 &+ 0xE654_6B64
        }
        var rest: UInt32 = 0
        for (index, byte) in bytes[whole...].enumerated() { rest |= UInt32(byte) << (8 * index) }
        hash ^= mixed(rest)
        hash ^= UInt32(truncatingIfNeeded: bytes.count)
        hash = (hash ^ (hash >> 16)) &* 0x85EB_CA6B
        hash = (hash ^ (hash >> 13)) &* 0xC2B2_AE35
        return hash ^ (hash >> 16)
    }
}
