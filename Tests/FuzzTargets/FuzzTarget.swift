/// A decoder under attack: what must hold whatever bytes it is given.
///
/// The same functions run under libFuzzer (`Scripts/lib/fuzz.sh`) and in the default check, which
/// feeds them mutated corpora. A trap is a finding too.
public struct FuzzTarget: Sendable {
    /// Its name, which is also that of its corpus in `fixtures/fuzz/`.
    public let name: String
    /// The longest input that is worth trying, in bytes.
    public let longest: Int
    /// Tries one input.
    ///
    /// - Throws: `Finding` if something that must hold does not.
    public let check: @Sendable ([UInt8]) throws(Finding) -> Void

    /// Every target.
    public static let all = [
        base58, base64, compactU16, transactionLegacy, transactionV0, transactionV1, tokenState,
        keyFile, json, offchainMessage, nonceState, instruction, lookupTable, loaderState, log,
        object,
    ]
}

extension FuzzTarget: CustomStringConvertible {
    /// The name.
    public var description: String { name }
}

/// What does not hold for an input.
public struct Finding: Error, Hashable, Sendable {
    /// The property that is broken.
    public let property: String
}

/// Throws a finding unless `condition` holds.
func expect(
    _ condition: Bool, _ property: @autoclosure () -> String
) throws(Finding) {
    if !condition { throw Finding(property: property()) }
}
