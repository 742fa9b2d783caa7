import SolanaCodec
import TestSupport
import Testing

@Suite struct DecodingFailureTests {
    private func bytes(_ vector: Golden.Vector) throws -> [UInt8] {
        try #require(Base64.decode(vector.base64))
    }

    private func refusal(of bytes: [UInt8]) -> DecodingFailure? {
        do throws(DecodingFailure) {
            _ = try Transaction(locating: bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test func `reads what the plain decoder reads`() throws {
        for vector in [Golden.legacy, Golden.v0, Golden.v1] {
            let bytes = try bytes(vector)
            #expect(try Transaction(locating: bytes) == Transaction(decoding: bytes))
        }
    }

    @Test func `places the end of a cut transaction inside what is there`() throws {
        for vector in [Golden.legacy, Golden.v0, Golden.v1] {
            let bytes = try bytes(vector)
            for count in 0..<bytes.count {
                let failure = try #require(refusal(of: Array(bytes.prefix(count))))
                #expect((0...count).contains(failure.offset))
                guard case .truncated = failure.error else {
                    Issue.record("\(count): \(failure)")
                    continue
                }
            }
        }
    }

    @Test func `places trailing bytes at the first of them`() throws {
        for vector in [Golden.legacy, Golden.v0, Golden.v1] {
            let bytes = try bytes(vector)
            #expect(
                refusal(of: bytes + [0, 0])
                    == DecodingFailure(error: .trailingBytes(count: 2), offset: bytes.count))
        }
    }

    // Offsets counted by hand in the golden vectors: one signature (65 bytes with its count), in v0
    // a version byte, header 3, one byte of address count, 11 addresses, blockhash, one byte of
    // instruction count; the first instruction has 8 bytes (program, 0 accounts, 5 of data).
    @Test func `places a repeated address at its second place`() throws {
        var legacy = try bytes(Golden.legacy)
        let first = 65 + 3 + 1
        legacy.replaceSubrange((first + 32)..<(first + 64), with: legacy[first..<(first + 32)])
        #expect(
            refusal(of: legacy)
                == DecodingFailure(error: .duplicateAccount(index: 1), offset: first + 32))
        var v1 = try bytes(Golden.v1)
        v1.replaceSubrange(74..<106, with: v1[42..<74])
        #expect(refusal(of: v1) == DecodingFailure(error: .duplicateAccount(index: 1), offset: 74))
    }

    @Test func `places a bad index at its instruction`() throws {
        var v0 = try bytes(Golden.v0)
        let instructions = 65 + 1 + 3 + 1 + 11 * 32 + 32 + 1
        v0[instructions + 8] = 200
        #expect(
            refusal(of: v0)
                == DecodingFailure(
                    error: .indexOutOfRange(instruction: 1, index: 200), offset: instructions + 8))
        var v1 = try bytes(Golden.v1)
        let headers = 42 + 10 * 32 + 16
        v1[headers + 4] = 0
        #expect(
            refusal(of: v1)
                == DecodingFailure(
                    error: .indexOutOfRange(instruction: 1, index: 0), offset: headers + 4))
    }

    @Test func `places header, mask and version`() throws {
        var legacy = try bytes(Golden.legacy)
        legacy[66] = 1
        #expect(refusal(of: legacy) == DecodingFailure(error: .inconsistentHeader, offset: 65))
        var v1 = try bytes(Golden.v1)
        v1[4] = 0x0D
        #expect(refusal(of: v1) == DecodingFailure(error: .invalidConfigMask(0x0D), offset: 4))
        v1[0] = 0x82
        #expect(refusal(of: v1) == DecodingFailure(error: .unsupportedVersion(2), offset: 0))
        var v0 = try bytes(Golden.v0)
        v0[65] = 0x83
        #expect(refusal(of: v0) == DecodingFailure(error: .unsupportedVersion(3), offset: 65))
        var two = try bytes(Golden.legacy)
        two[65] = 2
        two[66] = 0
        #expect(
            refusal(of: two)
                == DecodingFailure(error: .signatureCount(found: 1, required: 2), offset: 0))
    }
}
