#if !hasFeature(Embedded)
// The runtime's functions off the chain: they read the caller's memory as the VM would.

func sol_log_(_ text: UnsafePointer<UInt8>, _ count: UInt64) {
    Host.runtime.log(copy(text, count))
}

func sol_log_64_(_ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64, _ e: UInt64) {
    Host.runtime.log([a, b, c, d, e])
}

func sol_log_data(_ fields: UnsafeRawPointer, _ count: UInt64) {
    Host.runtime.log(data: slices(fields, count))
}

func sol_sha256(
    _ seeds: UnsafeRawPointer, _ count: UInt64, _ result: UnsafeMutableRawPointer
) -> UInt64 {
    let hash = Host.runtime.sha256(slices(seeds, count))
    precondition(hash.count == Address.length)
    result.copyMemory(from: hash, byteCount: hash.count)
    return 0
}

func sol_curve_validate_point(
    _ curve: UInt64, _ point: UnsafeRawPointer, _ result: UnsafeMutableRawPointer?
) -> UInt64 {
    Host.runtime.isOnCurve(copy(point, UInt64(Address.length))) ? 0 : 1
}

func sol_get_rent_sysvar(_ result: UnsafeMutableRawPointer) -> UInt64 {
    sysvar(Host.runtime.rent, into: result)
}

func sol_get_clock_sysvar(_ result: UnsafeMutableRawPointer) -> UInt64 {
    sysvar(Host.runtime.clock, into: result)
}

func sol_invoke_signed_c(
    _ instruction: UnsafeRawPointer, _ accounts: UnsafeRawPointer?, _ accountCount: UInt64,
    _ signers: UnsafeRawPointer?, _ signerCount: UInt64
) -> UInt64 {
    let record = instruction.load(as: InstructionRecord.self)
    let metas = table(record.accounts, record.accountCount, of: AccountUse.self)
    let infos = table(accounts, accountCount, of: AccountInfo.self)
    let call = HostCall(
        program: record.program.pointee,
        accounts: metas.map { meta in
            precondition(infos.contains { $0.key.pointee == meta.key.pointee })
            return HostCall.Use(
                account: meta.account, isWritable: meta.isWritable != 0,
                isSigner: meta.isSigner != 0)
        },
        data: copy(record.data, record.length),
        signers: table(signers, signerCount, of: Seed.self).map { slices($0.start, $0.count) })
    return Host.runtime.invoke(call)
}

private func copy(_ start: UnsafeRawPointer, _ count: UInt64) -> [UInt8] {
    [UInt8](UnsafeRawBufferPointer(start: start, count: Int(count)))
}

private func slices(_ start: UnsafeRawPointer, _ count: UInt64) -> [[UInt8]] {
    table(start, count, of: Seed.self).map { copy($0.start, $0.count) }
}

private func table<Row>(_ start: UnsafeRawPointer?, _ count: UInt64, of row: Row.Type) -> [Row] {
    guard let start else { return [] }
    let rows = start.assumingMemoryBound(to: row)
    return [Row](UnsafeBufferPointer(start: rows, count: Int(count)))
}

private func sysvar(_ bytes: [UInt8]?, into result: UnsafeMutableRawPointer) -> UInt64 {
    guard let bytes else { return ProgramError.unsupportedSysvar.code }
    result.copyMemory(from: bytes, byteCount: bytes.count)
    return 0
}
#endif
