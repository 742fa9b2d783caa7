/// Runs a program on the VM's input buffer and gives what its entry point returns.
///
/// A whole program that takes up to eight accounts:
///
///     @_cdecl("entrypoint")
///     public func entrypoint(_ input: UnsafeMutableRawPointer) -> UInt64 {
///         run(input) { (call: Invocation<8>) throws(ProgramError) in
///             guard call.accounts.count == 1 else { throw .notEnoughAccountKeys }
///             guard call.accounts[0].isSigner else { throw .missingRequiredSignature }
///         }
///     }
@inline(__always)
public func run<let capacity: Int>(
    _ input: UnsafeMutableRawPointer,
    _ program: (Invocation<capacity>) throws(ProgramError) -> Void
) -> UInt64 {
    withUnsafeTemporaryAllocation(of: Account.self, capacity: capacity) { views in
        outcome { () throws(ProgramError) in
            guard let views = views.baseAddress else { throw .notEnoughAccountKeys }
            try program(Invocation(input, views: views))
        }
    }
}

/// What a body that throws returns as a number: zero, or the error's code.
///
/// An error that crosses a function which is not inlined costs some ten instructions at every call;
/// the number costs one. So functions that are marked `@inline(never)` return numbers, and their
/// callers throw them on by `rethrow`.
@inline(__always)
public func outcome(_ body: () throws(ProgramError) -> Void) -> UInt64 {
    do throws(ProgramError) {
        try body()
        return 0
    } catch {
        return error.code
    }
}

/// Throws the error that a number stands for, if it is none.
@inline(__always)
public func rethrow(_ code: UInt64) throws(ProgramError) {
    guard code == 0 else { throw ProgramError(returned: code) }
}
