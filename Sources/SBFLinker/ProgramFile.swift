/// A linked program, ready for Solana: sBPF version 3.
///
/// There is no output for older versions: SIMD-0500 ends their deployment, and every cluster runs this
/// one.
public struct ProgramFile: Hashable, Sendable {
    /// Constants, from address 0. The first 8 bytes are no part of any constant.
    public let constants: [UInt8]
    /// Instructions, from address 2^32.
    public let code: [UInt8]
    /// The address of the first instruction to execute.
    public let entry: UInt64
    /// The names of functions and constants, for debuggers.
    public let symbols: [Symbol]

    /// A name of something in a program.
    public struct Symbol: Hashable, Sendable {
        /// As in the object: mangled.
        public var name: String
        /// Where it begins in memory.
        public var address: UInt64
        /// Its bytes; 0 if unknown.
        public var size: UInt64
        /// Whether it is a function, not a constant.
        public var isFunction: Bool
    }

    /// The largest object that is linked, in bytes.
    public static let largestObject = ObjectFile.longest

    /// BPF, in the header of an ELF file.
    static let machine: UInt16 = 247
    /// The function that the loader calls.
    static let entryPoint: StaticString = "entrypoint"

    /// Links one relocatable object, which is the output of a compiler or anything else.
    ///
    /// - Throws: `LinkError`.
    public init(linking object: [UInt8]) throws(LinkError) {
        let object = try ObjectFile(decoding: object)
        let (section, offset) = try Self.entry(object)
        let layout = try Layout(object, entry: section)
        let relocator = Relocator(object: object, layout: layout)
        var constants = [UInt8](repeating: 0, count: layout.dataSize)
        for index in layout.data {
            let bytes = try relocator.bytes(of: index)
            let start = Int(layout.addresses[index] ?? 0)
            constants.replaceSubrange(start..<start + bytes.count, with: bytes)
        }
        var code: [UInt8] = []
        for index in layout.code {
            let bytes = try relocator.bytes(of: index)
            try Instruction.check(bytes) { offset, reason in
                LinkError(
                    reason, section: object.sections[index].text, offset: UInt64(offset),
                    symbol: object.function(in: index, at: offset))
            }
            code += bytes
        }
        self.constants = constants
        self.code = code
        entry = Layout.codeStart + offset
        symbols = object.symbols.compactMap { symbol in
            guard case .section(let index) = symbol.place, !symbol.name.isEmpty,
                let address = layout.addresses[index]
            else { return nil }
            return Symbol(
                name: symbol.text, address: address + symbol.value, size: symbol.size,
                isFunction: object.sections[index].isCode)
        }
    }

    /// The section of the entry point, and where in it.
    private static func entry(
        _ object: ObjectFile
    ) throws(LinkError) -> (section: Int, offset: UInt64) {
        let name = String(describing: entryPoint)
        let all = object.symbols.filter {
            $0.place != .undefined && $0.name.elementsEqual(name.utf8)
        }
        guard all.count <= 1 else { throw LinkError(.severalEntryPoints, symbol: name) }
        guard let symbol = all.first, case .section(let index) = symbol.place,
            object.sections[index].isCode, symbol.value % UInt64(Instruction.size) == 0,
            symbol.value < object.sections[index].range.count
        else { throw LinkError(.noEntryPoint, symbol: name) }
        return (index, symbol.value)
    }
}

extension ObjectFile {
    /// The name of the function that an instruction belongs to.
    func function(in section: Int, at offset: Int) -> String? {
        symbols.filter {
            $0.place == .section(section) && !$0.name.isEmpty && $0.value <= UInt64(offset)
        }.max { $0.value < $1.value }?.text
    }
}
