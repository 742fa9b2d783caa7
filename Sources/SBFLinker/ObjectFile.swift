/// A relocatable object as the compiler writes it.
///
/// Shape: ELF64, little-endian, type 1 (relocatable), machine 247 (BPF); one symbol table; addends
/// stand in place (`REL`). Source: System V gABI, chapters 4 and 5; LLVM, BPFELFObjectWriter.
struct ObjectFile {
    /// All of its bytes; sections and names are parts of them.
    let bytes: [UInt8]
    var sections: [Section]
    var symbols: [Symbol]

    /// A piece of the program, or something about it.
    struct Section {
        var name: ArraySlice<UInt8>
        var type: UInt32
        var flags: UInt64
        var alignment: UInt64
        /// Where its bytes stand in the file; empty if it takes no room there.
        var range: Range<Int>
        /// What refers to other places from here.
        var relocations: [Relocation] = []

        static let progBits: UInt32 = 1
        static let symbolTable: UInt32 = 2
        static let stringTable: UInt32 = 3
        static let rela: UInt32 = 4
        static let noBits: UInt32 = 8
        static let rel: UInt32 = 9

        var isWritable: Bool { flags & 0x1 != 0 }
        var isInMemory: Bool { flags & 0x2 != 0 }
        var isCode: Bool { flags & 0x4 != 0 }
        var isThreadLocal: Bool { flags & 0x400 != 0 }
        var isCompressed: Bool { flags & 0x800 != 0 }

        /// Its name for people.
        var text: String { String(decoding: name, as: UTF8.self) }
    }

    /// A named place.
    struct Symbol {
        var name: ArraySlice<UInt8>
        var type: UInt8
        var place: Place
        var value: UInt64
        var size: UInt64

        /// Where it is defined.
        enum Place: Hashable {
            case undefined
            case section(Int)
            /// An absolute value, or common storage.
            case other
        }

        static let function: UInt8 = 2

        /// Its name for people.
        var text: String { String(decoding: name, as: UTF8.self) }
    }

    /// A place that depends on where something else comes to lie.
    struct Relocation {
        var offset: UInt64
        var type: UInt32
        var symbol: Int
    }
}
