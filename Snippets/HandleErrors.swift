// Where malformed input is refused, and how to say so.
import SolanaCodec

/// A line about bytes that may be a transaction.
func report(_ bytes: [UInt8]) -> String {
    do throws(DecodingFailure) {
        let transaction = try Transaction(locating: bytes)
        return "\(transaction.signature)"
    } catch {
        switch error.error {
        case .unsupportedVersion(let version): return "version \(version) is not known yet"
        case .trailingBytes(let count): return "\(count) bytes too many"
        default: return "byte \(error.offset): \(error.error)"
        }
    }
}

/// A line about a text that may be an address.
func report(_ text: String) -> String {
    do throws(Base58Error) {
        return "\(try Address(parsing: text))"
    } catch {
        switch error {
        case .empty: return "nothing there"
        case .tooLong(let count, let limit): return "\(count) characters, at most \(limit)"
        case .invalidCharacter(_, let offset): return "no base58 at character \(offset + 1)"
        case .wrongLength(let found, let expected): return "\(found) bytes, not \(expected)"
        }
    }
}

print(report([0x82]))
print(report("EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"))
print(report("0xdeadbeef"))
