#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Keeps keys out of core files and away from other processes of the same user.
enum Hardening {
    /// No core file; no tracing; a closed pipe is an error and not the end.
    static func apply() {
        #if canImport(Glibc)
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        #else
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(RLIMIT_CORE, &none)
        #endif
        #if os(Linux)
        forbidDumps()
        #endif
        signal(SIGPIPE, SIG_IGN)
    }

    #if os(Linux)
    /// `prctl(PR_SET_DUMPABLE, 0)`. The C function is variadic, which Swift does not import; its
    /// integer arguments travel as those of any other function on the supported processors.
    private static func forbidDumps() {
        // Source: linux/prctl.h, PR_SET_DUMPABLE.
        let setDumpable: CInt = 4
        typealias Call = @convention(c) (CInt, CUnsignedLong, CUnsignedLong) -> CInt
        guard let symbol = dlsym(nil, "prctl") else { return }
        let call = unsafeBitCast(symbol, to: Call.self)
        _ = call(setDumpable, 0, 0)
    }
    #endif
}
