/// Runs a program on the VM's input buffer and gives what its entry point returns.
///
/// A program's entry point is
///
///     @_cdecl("entrypoint")
///     public func entrypoint(_ input: UnsafeMutableRawPointer) -> UInt64 {
///         run(input) { (call: Invocation<8>) throws(ProgramError) in … }
///     }
@inline(__always)
public func run<let capacity: Int>(
    _ input: UnsafeMutableRawPointer,
    _ program: (Invocation<capacity>) throws(ProgramError) -> Void
) -> UInt64 {
    do throws(ProgramError) {
        try program(Invocation(input))
        return 0
    } catch {
        return error.code
    }
}
