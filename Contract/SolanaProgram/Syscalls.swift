#if hasFeature(Embedded)
// The runtime's functions, by the names and arguments that agave gives them. Off the chain the same
// names lead to a `HostRuntime`.

@_extern(c, "sol_log_")
func sol_log_(_ text: UnsafePointer<UInt8>, _ count: UInt64)

@_extern(c, "sol_log_64_")
func sol_log_64_(_ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64, _ e: UInt64)

@_extern(c, "sol_log_data")
func sol_log_data(_ fields: UnsafeRawPointer, _ count: UInt64)

@_extern(c, "sol_sha256")
func sol_sha256(
    _ slices: UnsafeRawPointer, _ count: UInt64, _ result: UnsafeMutableRawPointer
) -> UInt64

@_extern(c, "sol_curve_validate_point")
func sol_curve_validate_point(
    _ curve: UInt64, _ point: UnsafeRawPointer, _ result: UnsafeMutableRawPointer?
) -> UInt64

@_extern(c, "sol_get_rent_sysvar")
func sol_get_rent_sysvar(_ result: UnsafeMutableRawPointer) -> UInt64

@_extern(c, "sol_get_clock_sysvar")
func sol_get_clock_sysvar(_ result: UnsafeMutableRawPointer) -> UInt64

@_extern(c, "sol_invoke_signed_c")
func sol_invoke_signed_c(
    _ instruction: UnsafeRawPointer, _ accounts: UnsafeRawPointer?, _ accountCount: UInt64,
    _ signers: UnsafeRawPointer?, _ signerCount: UInt64
) -> UInt64
#endif
