/// Base58 of 32 and 64 bytes: addresses, blockhashes, signatures.
///
/// Both directions calculate with whole words. Ten characters make one word, since 58¹⁰ < 2⁵⁹, and
/// the text of a key has five such words, that of a signature nine. Encoding multiplies with a fixed
/// matrix: what each 32-bit word of the input stands for, in base 58⁵.
extension Base58 {
    /// The most characters that 32 bytes take.
    public static let longest32 = 44
    /// The most characters that 64 bytes take.
    public static let longest64 = 88

    // MARK: Decoding

    /// The 32 bytes that a text stands for, from its UTF-8.
    ///
    /// - Throws: `Base58Error.empty`, `.tooLong`, `.invalidCharacter`, `.wrongLength`.
    public static func decode32(utf8 text: Span<UInt8>) throws(Base58Error) -> FixedBytes<32> {
        guard text.count <= longest32, let words = words(text, InlineArray<4, UInt64>(repeating: 0))
        else { throw fault(of: text, size: 32, limit: longest32) }
        let bytes = FixedBytes<32>(bigEndian: words)
        guard hasRightZeros(bytes, text) else { throw fault(of: text, size: 32, limit: longest32) }
        return bytes
    }

    /// The 64 bytes that a text stands for, from its UTF-8.
    ///
    /// - Throws: `Base58Error.empty`, `.tooLong`, `.invalidCharacter`, `.wrongLength`.
    public static func decode64(utf8 text: Span<UInt8>) throws(Base58Error) -> FixedBytes<64> {
        guard text.count <= longest64, let words = words(text, InlineArray<8, UInt64>(repeating: 0))
        else { throw fault(of: text, size: 64, limit: longest64) }
        let bytes = FixedBytes<64>(bigEndian: words)
        guard hasRightZeros(bytes, text) else { throw fault(of: text, size: 64, limit: longest64) }
        return bytes
    }

    /// The number that a text stands for, least significant word first; `nil` if a character is
    /// foreign or the number does not fit.
    ///
    /// - Parameter zero: the number 0.
    private static func words<let count: Int>(
        _ text: Span<UInt8>, _ zero: InlineArray<count, UInt64>
    ) -> InlineArray<count, UInt64>? {
        var number = zero
        var foreign: UInt8 = 0
        // What does not fill ten characters stands first.
        var start = text.count % charactersInWord
        number[0] = word(text, 0..<start, &foreign)
        while start < text.count {
            // The load checks its bounds.
            var carry = word(
                text.bytes.unsafeLoadUnaligned(
                    fromByteOffset: start, as: FixedBytes<10>.self), &foreign)
            start &+= charactersInWord
            for index in 0..<count {
                // Below 2⁶⁴ · 58¹⁰, which fits.
                let sum = UInt128(number[index]) &* UInt128(wordBase) &+ UInt128(carry)
                number[index] = UInt64(truncatingIfNeeded: sum)
                carry = UInt64(truncatingIfNeeded: sum >> 64)
            }
            guard carry == 0 else { return nil }
        }
        // Values are below 64 or 255.
        return foreign < 64 ? number : nil
    }

    /// The number that ten characters stand for; all bits of their values are gathered in `foreign`.
    private static func word(_ text: FixedBytes<10>, _ foreign: inout UInt8) -> UInt64 {
        // Two halves, so that their products do not wait for each other.
        var (high, low): (UInt64, UInt64) = (0, 0)
        for index in 0..<5 {
            let (first, second) = (values[Int(text[index])], values[Int(text[index + 5])])
            foreign |= first | second
            high = high &* 58 &+ UInt64(first)
            low = low &* 58 &+ UInt64(second)
        }
        return high &* limbBase &+ low
    }

    private static func word(
        _ text: Span<UInt8>, _ range: Range<Int>, _ foreign: inout UInt8
    ) -> UInt64 {
        var word: UInt64 = 0
        for index in range {
            let value = values[Int(text[index])]
            foreign |= value
            word = word &* 58 &+ UInt64(value)
        }
        return word
    }

    /// Whether the text has as many leading ones as the bytes have leading zeros.
    private static func hasRightZeros<let size: Int>(
        _ bytes: FixedBytes<size>, _ text: Span<UInt8>
    ) -> Bool {
        var zeros = 0
        while zeros < size, bytes[zeros] == 0 { zeros += 1 }
        guard text.count >= zeros else { return false }
        for index in 0..<zeros where text[index] != alphabet[0] { return false }
        return text.count == zeros || text[zeros] != alphabet[0]
    }

    /// Why a text that the quick path refused is wrong.
    private static func fault(of text: Span<UInt8>, size: Int, limit: Int) -> Base58Error {
        guard !text.isEmpty else { return .empty }
        guard text.count <= limit else { return .tooLong(count: text.count, limit: limit) }
        do throws(Base58Error) {
            return .wrongLength(found: try decode(utf8: text).count, expected: size)
        } catch {
            return error
        }
    }

    /// 58¹⁰ is below 2⁵⁹, so that a word of ten characters and its factor fit 64 bits.
    static let charactersInWord = 10
    private static let wordBase: UInt64 = 430_804_206_899_405_824

    // MARK: Encoding

    /// The text of 32 bytes.
    public static func encode(_ bytes: FixedBytes<32>) -> String {
        var limbs = InlineArray<9, UInt64>(repeating: 0)
        // All products together fit 64 bits: the matrix sums to at most 0.54 · 2³² in any column.
        for row in 0..<8 {
            let word = UInt64(bytes.bigEndianWord(at: 4 * row))
            for index in 0..<9 { limbs[index] &+= word &* (matrix32[row][index] & half) }
        }
        carry(&limbs)
        return text(limbs, zeros: leadingZeros(bytes))
    }

    /// The text of 64 bytes.
    public static func encode(_ bytes: FixedBytes<64>) -> String {
        var limbs = InlineArray<18, UInt64>(repeating: 0)
        for row in 0..<8 { add(bytes, row, to: &limbs) }
        // The products of eight words fit 64 bits, those of sixteen do not: the first eight rows of
        // the matrix sum to at most 0.92 · 2³² in any column. From the first limb on, each carry goes
        // one place only and none waits for another; that is enough to go on.
        for index in 1..<18 {
            limbs[index - 1] &+= limbs[index] / limbBase
            limbs[index] %= limbBase
        }
        for row in 8..<16 { add(bytes, row, to: &limbs) }
        carry(&limbs)
        return text(limbs, zeros: leadingZeros(bytes))
    }

    @inline(__always) private static func add(
        _ bytes: FixedBytes<64>, _ row: Int, to limbs: inout InlineArray<18, UInt64>
    ) {
        let word = UInt64(bytes.bigEndianWord(at: 4 * row))
        // 2^(32 · (15 − row)) has 12/11 limbs for each 32 bits, and one more; before them stand zeros.
        for index in (17 - (15 - row) * 12 / 11)..<18 {
            limbs[index] &+= word &* (matrix64[row][index] & half)
        }
    }

    /// Masked with this, factors are plainly of 32 bits, whose products vectors of words can hold.
    private static let half: UInt64 = 0xFFFF_FFFF

    /// Brings every limb below 58⁵; the first one is below it by the size of the number.
    private static func carry<let count: Int>(_ limbs: inout InlineArray<count, UInt64>) {
        for index in stride(from: count - 1, to: 0, by: -1) {
            limbs[index - 1] &+= limbs[index] / limbBase
            limbs[index] %= limbBase
        }
    }

    private static func leadingZeros<let size: Int>(_ bytes: FixedBytes<size>) -> Int {
        for index in 0..<size where bytes[index] != 0 { return index }
        return size
    }

    /// - Parameter limbs: the number in base 58⁵, the most significant limb first.
    private static func text<let count: Int>(
        _ limbs: InlineArray<count, UInt64>, zeros: Int
    ) -> String {
        String(unsafeUninitializedCapacity: zeros + count * 5) { output in
            for index in 0..<zeros { output[index] = alphabet[0] }
            var end = zeros
            var next = 0
            // The first limb that is not zero starts with its first digit that is not.
            while next < count, end == zeros {
                var rest = limbs[next]
                let length = digits(rest)
                for position in stride(from: end + length - 1, through: end, by: -1) {
                    output[position] = alphabet[Int(rest % 58)]
                    rest /= 58
                }
                (next, end) = (next + 1, end + length)
            }
            for index in next..<count {
                var rest = limbs[index] &* firstDigit
                for position in end..<(end + 5) {
                    output[position] = alphabet[Int(rest >> fraction)]
                    rest = (rest & (1 << fraction - 1)) &* 58
                }
                end += 5
            }
            return end
        }
    }

    // A limb over 58⁴ as a binary fraction shows its first digit before the point, and each product
    // with 58 the next one. The factor is rounded up: that adds less than 2²⁹·³ · 58⁴ / 2⁵⁷ < 0.06 to
    // the last digit, and less in proportion before.
    private static let fraction: UInt64 = 57
    private static let firstDigit: UInt64 = (1 << fraction) / 11_316_496 + 1

    /// How many digits a limb has; none if it is zero.
    private static func digits(_ limb: UInt64) -> Int {
        var (count, rest) = (0, limb)
        while rest > 0 { (count, rest) = (count + 1, rest / 58) }
        return count
    }

    // MARK: Matrices

    /// What each 32-bit word of 32 bytes stands for in base 58⁵, both most significant first.
    private static let matrix32 = matrix(
        InlineArray<8, InlineArray<9, UInt64>>(repeating: InlineArray(repeating: 0)))
    /// The same for 64 bytes.
    private static let matrix64 = matrix(
        InlineArray<16, InlineArray<18, UInt64>>(repeating: InlineArray(repeating: 0)))

    /// Powers of 2³², the last row being 1.
    private static func matrix<let rows: Int, let count: Int>(
        _ zero: InlineArray<rows, InlineArray<count, UInt64>>
    ) -> InlineArray<rows, InlineArray<count, UInt64>> {
        var matrix = zero
        var power = InlineArray<count, UInt64>(repeating: 0)
        power[count - 1] = 1
        for row in stride(from: rows - 1, through: 0, by: -1) {
            for index in 0..<count {
                matrix[row][index] = power[index]
                power[index] <<= 32
            }
            carry(&power)
        }
        return matrix
    }
}

extension FixedBytes {
    /// The bytes of a number of as many bits, whose least significant word stands first.
    fileprivate init<let words: Int>(bigEndian number: InlineArray<words, UInt64>) {
        var swapped = number
        for index in 0..<words { swapped[index] = number[words - 1 - index].bigEndian }
        // Any bytes are a value of this type, and the load checks its bounds.
        self = swapped.span.bytes.unsafeLoadUnaligned(as: Self.self)
    }
}
