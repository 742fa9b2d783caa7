import SolanaProgram

// Whether an address is one of those that are compiled in. Each comparison is one function for all
// who ask: written out it takes 128 bytes. `depositDirect` alone compares in place.

@inline(never)
func isTreasury(_ address: UnsafePointer<Address>) -> Bool {
    address.pointee == Build.treasury
}

@inline(never)
func isMint(_ address: UnsafePointer<Address>) -> Bool {
    address.pointee == Build.mint
}

/// Nothing but the token programs, the Associated Token program and the System program is ever called
/// with a vault's signature.
@inline(never)
func isTokenProgram(_ address: UnsafePointer<Address>) -> Bool {
    if address.pointee == Programs.token { return true }
    return address.pointee == Programs.token2022
}

@inline(never)
func isAssociatedTokenProgram(_ address: UnsafePointer<Address>) -> Bool {
    address.pointee == Programs.associatedToken
}

@inline(never)
func isSystemProgram(_ address: UnsafePointer<Address>) -> Bool {
    address.pointee == Programs.system
}
