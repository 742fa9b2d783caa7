public import SolanaCodec

/// The tag that says whose credit a deposit is: 8 bytes.
///
/// Two text forms lead to those bytes: 16 hexadecimal digits in any case, and (legacy, only where a
/// policy allows it) 8 characters out of `0`–`9`, `A`–`F`, taken as ASCII. The bytes are the key:
/// hex `4131423243334434` and legacy `A1B2C3D4` are the same code.
public struct DepositCode: Hashable, Sendable, Comparable {
    /// The 8 bytes.
    public let fixedBytes: FixedBytes<8>

    /// Wraps 8 bytes.
    public init(_ bytes: FixedBytes<8>) {
        fixedBytes = bytes
    }

    /// Wraps exactly 8 bytes; `nil` for another count.
    public init?(bytes: some Collection<UInt8>) {
        guard let fixed = FixedBytes<8>(bytes) else { return nil }
        fixedBytes = fixed
    }

    /// Parses the text form that people type: 16 hexadecimal digits, or 8 legacy characters.
    ///
    /// - Parameter text: the code and nothing else: no prefix, no blanks.
    public init?(parsing text: some StringProtocol, allowingLegacy: Bool = false) {
        self.init(ascii: Array(text.utf8)[...], allowingLegacy: allowingLegacy)
    }

    /// The 8 bytes.
    public var bytes: [UInt8] { fixedBytes.bytes }

    /// Whether the bytes are also those of a legacy code. Such codes are never issued.
    public var isLegacyAlias: Bool { bytes.allSatisfy(Self.isLegacyCharacter) }

    /// A fresh code from 64 random bits, never an alias of a legacy code.
    public static func random(
        using generator: inout some RandomNumberGenerator
    ) -> DepositCode {
        while true {
            var bytes: [UInt8] = []
            bytes.append(integer: UInt64.random(in: .min ... .max, using: &generator))
            if let code = DepositCode(bytes: bytes), !code.isLegacyAlias { return code }
        }
    }

    /// Byte order.
    public static func < (left: Self, right: Self) -> Bool { left.fixedBytes < right.fixedBytes }

    init?(ascii text: ArraySlice<UInt8>, allowingLegacy: Bool) {
        switch text.count {
        case 16:
            guard let bytes = Hexadecimal.decode(String(decoding: text, as: UTF8.self)) else {
                return nil
            }
            self.init(bytes: bytes)
        case 8 where allowingLegacy && text.allSatisfy(Self.isLegacyCharacter):
            self.init(bytes: text)
        default:
            return nil
        }
    }

    private static func isLegacyCharacter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(byte)
    }
}

extension DepositCode: CustomStringConvertible {
    /// 16 upper-case hexadecimal digits.
    public var description: String { Hexadecimal.encode(bytes, uppercase: true) }
}
