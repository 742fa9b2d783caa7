import SolanaCodec

/// A two-element array of JSON.
struct Pair<First: Decodable, Second: Decodable>: Decodable {
    var first: First
    var second: Second

    init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        first = try list.decode(First.self)
        second = try list.decode(Second.self)
    }
}

/// Seeds in hex and what they derive.
struct ProgramAddressRow: Decodable {
    var program: String
    var seeds: [String]
    var address: String
    var bump: UInt8?
}

/// A compiled instruction with accounts and data in hex.
struct InstructionRow: Decodable {
    var program: UInt8
    var accounts: String
    var data: String

    var compiled: CompiledInstruction {
        get throws {
            CompiledInstruction(
                programIndex: program, accountIndices: try hex(accounts), data: try hex(data))
        }
    }
}
