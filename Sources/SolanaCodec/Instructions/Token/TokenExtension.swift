/// One extension of a Token-2022 mint or account.
///
/// Shape: `u16` type | `u16` length | value, from byte 166 of the account on. Type 0, or less than
/// two bytes, ends the list; as in the program, what follows means nothing. The program puts no type
/// into an account twice.
public struct TokenExtension: Hashable, Sendable {
    /// What it is.
    public var type: ExtensionType
    /// Its bytes.
    public var value: [UInt8]

    /// An extension from its parts; nothing is checked before it is decoded.
    public init(type: ExtensionType, value: [UInt8]) {
        self.type = type
        self.value = value
    }

    /// The byte at 165 that tells mints from accounts.
    enum AccountType: UInt8 {
        case mint = 1
        case account = 2
    }

    /// The length of a multisignature account, which mints and accounts therefore never have.
    static let multisigSize = 355

    /// The extensions of an account's whole `data`; none if it has only the base length.
    static func list(
        in data: [UInt8], type: AccountType
    ) throws(TokenStateError) -> [TokenExtension] {
        guard data.count > TokenAccountState.size else { return [] }
        var input = data.span.extracting(droppingFirst: TokenAccountState.size)
        guard let found = try? input.readByte(), found == type.rawValue else {
            throw .wrongAccountType(data[TokenAccountState.size])
        }
        var extensions: [TokenExtension] = []
        var seen: Set<ExtensionType> = []
        while input.count >= 2 {
            let offset = data.count - input.count
            let type: ExtensionType
            do throws(WireError) {
                type = ExtensionType(rawValue: try input.readInteger())
                guard type != .uninitialized else { break }
                let length = Int(try input.readInteger(UInt16.self))
                let value = try input.readBytes(count: length)
                extensions.append(TokenExtension(type: type, value: value))
            } catch {
                throw .malformedExtension(offset: offset)
            }
            guard seen.insert(type).inserted else {
                throw .duplicateExtension(type, offset: offset)
            }
        }
        return extensions
    }
}
