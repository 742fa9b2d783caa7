/// Why bytes are not a transaction, and where this shows.
public struct DecodingFailure: Error, Hashable, Sendable {
    /// What is wrong.
    public let error: WireError
    /// Bytes from the start of the input: the part that is wrong where the error names one, else
    /// the end of what could be read.
    public let offset: Int

    /// A fact and its place.
    public init(error: WireError, offset: Int) {
        self.error = error
        self.offset = offset
    }
}

extension Transaction {
    /// Decodes a whole transaction of any version and tells where it fails.
    ///
    /// - Throws: `DecodingFailure` with the `WireError` of `init(decoding:)`.
    public init(locating bytes: [UInt8]) throws(DecodingFailure) {
        var consumed = 0
        do throws(WireError) {
            self = try Transaction(decoding: bytes, consumed: &consumed)
        } catch {
            throw DecodingFailure(
                error: error,
                offset: Self.offset(of: error, in: bytes, consumed: consumed) ?? consumed)
        }
    }

    /// The place of a part that was read well and refused afterwards; `nil` for other errors.
    private static func offset(of error: WireError, in bytes: [UInt8], consumed: Int) -> Int? {
        switch error {
        case .oversized(_, let limit): return limit
        case .trailingBytes(let count): return bytes.count - count
        case .signatureCount: return 0
        default: break
        }
        guard let start = messageStart(bytes) else { return nil }
        let versionBytes = bytes[start] & Message.versionFlag == 0 ? 0 : 1
        if case .inconsistentHeader = error { return start + versionBytes }
        // Mask and header stand before everything of variable length.
        if case .invalidConfigMask = error { return start + versionBytes + 3 }
        var input = bytes.span.extracting(droppingFirst: start)
        guard let message = try? Message(decodingUnchecked: &input, of: bytes) else { return nil }
        return message.offset(of: error).map { start + $0 }
    }

    private static func messageStart(_ bytes: [UInt8]) -> Int? {
        var input = bytes.span
        guard let first = bytes.first else { return nil }
        guard first & Message.versionFlag == 0 else { return 0 }
        guard let count = try? input.readCompactU16() else { return nil }
        let start = bytes.count - input.count + Int(count) * 64
        return start < bytes.count ? start : nil
    }
}

extension Message {
    /// Where the part that `error` names starts in the encoding of this message.
    fileprivate func offset(of error: WireError) -> Int? {
        switch error {
        case .duplicateAccount(let index): addressesOffset + 32 * index
        case .indexOutOfRange(let instruction, _): instructionsOffset(instruction)
        case .invalidLookup(let index): lookupsOffset(index)
        default: nil
        }
    }

    /// Version byte, header, address count; in v1 mask, lifetime and instruction count as well.
    private var addressesOffset: Int {
        switch version {
        case .legacy: 3 + compactBytes(addresses.count)
        case .v0: 4 + compactBytes(addresses.count)
        case .v1: 1 + 3 + 4 + 32 + 1 + 1
        }
    }

    private func instructionsOffset(_ index: Int) -> Int {
        let addressesEnd = addressesOffset + 32 * addresses.count
        var skipped: [UInt8] = []
        if version == .v1 {
            config.encode(into: &skipped)
            return addressesEnd + skipped.count + 4 * index
        }
        for instruction in instructions.prefix(index) { instruction.encode(into: &skipped) }
        return addressesEnd + 32 + compactBytes(instructions.count) + skipped.count
    }

    private func lookupsOffset(_ index: Int) -> Int {
        var skipped: [UInt8] = []
        for lookup in lookups.prefix(index) { lookup.encode(into: &skipped) }
        return instructionsOffset(instructions.count) + compactBytes(lookups.count)
            + skipped.count
    }

    private func compactBytes(_ count: Int) -> Int {
        var output: [UInt8] = []
        output.append(compactU16: UInt16(clamping: count))
        return output.count
    }
}
