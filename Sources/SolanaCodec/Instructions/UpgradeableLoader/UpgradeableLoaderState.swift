/// The data of an account that the upgradeable loader owns.
///
/// Shape, little-endian: kind `u32`, then
/// - 0, uninitialised: zeros;
/// - 1, a buffer: authority 1 + 32 | code;
/// - 2, a program: address of the program data 32 | zeros, usually none;
/// - 3, program data: slot `u64` | authority 1 + 32 | code, and zeros up to the size that was reserved.
///
/// An authority whose flag is 0 is none: the bytes of an earlier one may still stand there.
///
/// Source: anza-xyz/solana-sdk, loader-v3-interface/src/state.rs, `UpgradeableLoaderState`.
public enum UpgradeableLoaderState: Hashable, Sendable {
    /// Nothing yet, or nothing any more.
    case uninitialized
    /// Code on its way into a program.
    ///
    /// - authority: who may write, deploy, and close it; `nil` if nobody.
    case buffer(authority: Address?, code: [UInt8])
    /// A program, and where its code is.
    case program(data: Address)
    /// The code of a program.
    ///
    /// - slot: when it was last deployed.
    /// - authority: who may upgrade and close it; `nil` if nobody ever again.
    case programData(slot: UInt64, authority: Address?, code: [UInt8])
}

extension UpgradeableLoaderState {
    /// Decodes the data of an account that the upgradeable loader owns.
    ///
    /// - Throws: `LoaderStateError` for any data that the loader does not leave behind.
    public init(decoding data: [UInt8]) throws(LoaderStateError) {
        guard data.count >= 4 else { throw .invalidLength(data.count) }
        var input = StateReader(data)
        switch input.integer(UInt32.self) {
        case 0:
            guard data.dropFirst(4).allSatisfy({ $0 == 0 }) else { throw .nonzeroPadding }
            self = .uninitialized
        case 1:
            let code = try Self.code(data, after: UpgradeableLoader.bufferHeaderSize)
            self = .buffer(authority: try Self.authority(&input), code: code)
        case 2:
            let padding = try Self.code(data, after: UpgradeableLoader.programSize)
            guard padding.allSatisfy({ $0 == 0 }) else { throw .nonzeroPadding }
            self = .program(data: input.address())
        case 3:
            let code = try Self.code(data, after: UpgradeableLoader.programDataHeaderSize)
            let slot = input.integer(UInt64.self)
            self = .programData(slot: slot, authority: try Self.authority(&input), code: code)
        case let kind: throw .unknownKind(kind)
        }
    }

    private static func code(
        _ data: [UInt8], after header: Int
    ) throws(LoaderStateError) -> [UInt8] {
        guard data.count >= header else { throw .invalidLength(data.count) }
        return Array(data[header...])
    }

    private static func authority(_ input: inout StateReader) throws(LoaderStateError) -> Address? {
        let flag = input.byte()
        guard flag <= 1 else { throw .invalidAuthorityFlag(flag) }
        let address = input.address()
        return flag == 1 ? address : nil
    }
}

/// Why data is no state of the upgradeable loader.
public enum LoaderStateError: Error, Hashable, Sendable {
    /// Too short for its kind, or for any.
    case invalidLength(Int)
    /// The first four bytes name none of the four kinds.
    case unknownKind(UInt32)
    /// The byte before the authority is neither 0 nor 1.
    case invalidAuthorityFlag(UInt8)
    /// Bytes that mean nothing are not zero.
    case nonzeroPadding
}
