public import SolanaCodec

/// The byte layouts of the existing Level5 deposit program (Anchor), as published.
///
/// Its balances are never operator money: only the depositor can move them. The layouts are here to
/// read what the program wrote, not to credit it. Source: chris-gilbert/Level5 @345f81c.
public enum Level5 {
    /// The instructions that name a token deposit.
    public enum Instruction: Hashable, Sendable {
        /// `26d19632be751036` | code 8.
        case initializeToken(code: DepositCode)
        /// `0b9c60da27a3b413` | amount `u64`, in base units.
        case depositToken(amount: UInt64)

        /// The instruction's data.
        public var data: [UInt8] {
            switch self {
            case .initializeToken(let code):
                return [0x26, 0xD1, 0x96, 0x32, 0xBE, 0x75, 0x10, 0x36] + code.bytes
            case .depositToken(let amount):
                var data: [UInt8] = [0x0B, 0x9C, 0x60, 0xDA, 0x27, 0xA3, 0xB4, 0x13]
                data.append(integer: amount)
                return data
            }
        }
    }

    /// A depositor's account, of any of its three layouts.
    ///
    /// Shape: discriminator `9425cf743d2135b3` | owner 32 | mint 32 | code 8 | balance `u64`
    /// (88 bytes); legacy without the code (80 bytes), or without code and mint (48 bytes).
    public struct DepositAccount: Hashable, Sendable {
        /// The depositor, who alone can move the balance.
        public var owner: Address
        /// The token; `nil` in the shortest layout.
        public var mint: Address?
        /// The code; `nil` in the legacy layouts.
        public var code: DepositCode?
        /// Base units, as the program counts them.
        public var balance: UInt64

        /// Whether this is one of the layouts that the program no longer writes.
        public var isLegacy: Bool { code == nil }

        /// First bytes of the account.
        public static let discriminator: [UInt8] = [
            0x94, 0x25, 0xCF, 0x74, 0x3D, 0x21, 0x35, 0xB3,
        ]

        /// Decodes account data.
        ///
        /// - Throws: `LayoutError`.
        public init(decoding data: [UInt8]) throws(LayoutError) {
            var input = data.span
            try Level5.expect(Self.discriminator, in: &input)
            guard [40, 72, 80].contains(input.count) else {
                throw .wrongLength(found: data.count)
            }
            do throws(WireError) {
                let length = input.count
                owner = Address(try input.readFixed())
                mint = length > 40 ? Address(try input.readFixed()) : nil
                code = length > 72 ? DepositCode(try input.readFixed()) : nil
                balance = try input.readInteger()
            } catch {
                throw .wrongLength(found: data.count)
            }
        }
    }

    /// The event that a deposit logs. Logs can be forged and cut: a cross-check, never a proof.
    ///
    /// Shape: discriminator `78f83d531f8e6b90` | owner 32 | mint 32 | code 8 | amount `u64` |
    /// new balance `u64` (96 bytes).
    public struct DepositEvent: Hashable, Sendable {
        /// The depositor.
        public var owner: Address
        /// The token.
        public var mint: Address
        /// The code.
        public var code: DepositCode
        /// Base units of this deposit.
        public var amount: UInt64
        /// Base units after it.
        public var newBalance: UInt64

        /// First bytes of the event.
        public static let discriminator: [UInt8] = [
            0x78, 0xF8, 0x3D, 0x53, 0x1F, 0x8E, 0x6B, 0x90,
        ]
        /// Bytes of an event, discriminator included.
        public static let size = 96

        /// Decodes the bytes behind `Program data:`.
        ///
        /// - Throws: `LayoutError`.
        public init(decoding data: [UInt8]) throws(LayoutError) {
            var input = data.span
            try Level5.expect(Self.discriminator, in: &input)
            guard data.count == Self.size else { throw .wrongLength(found: data.count) }
            do throws(WireError) {
                owner = Address(try input.readFixed())
                mint = Address(try input.readFixed())
                code = DepositCode(try input.readFixed())
                amount = try input.readInteger()
                newBalance = try input.readInteger()
            } catch {
                throw .wrongLength(found: data.count)
            }
        }
    }

    /// Why bytes are not of the asked layout.
    public enum LayoutError: Error, Hashable, Sendable {
        /// The first 8 bytes name something else.
        case badDiscriminator
        /// No layout has this length.
        case wrongLength(found: Int)
    }

    private static func expect(
        _ discriminator: [UInt8], in input: inout Span<UInt8>
    ) throws(LayoutError) {
        let found = input.count
        guard let first = try? input.readBytes(count: discriminator.count) else {
            throw .wrongLength(found: found)
        }
        guard first == discriminator else { throw .badDiscriminator }
    }
}
