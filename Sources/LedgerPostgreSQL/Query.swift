#if PostgreSQL
/// One statement and what is bound to its parameters, in PostgreSQL's binary form.
struct Query {
    var sql: String
    var values: [Value] = []

    init(_ sql: String, _ values: [Value] = []) {
        self.sql = sql
        self.values = values
    }

    /// An UPDATE of so many rows, which the transaction holds: it fails if it finds others.
    static func updating(_ count: Int, _ update: String, _ values: [Value]) -> Query {
        Query(
            """
            WITH changed AS (\(update) RETURNING 1)
            SELECT l5_expect(count(*), $\(values.count + 1)) FROM changed
            """, values + [.integer(Int64(count))])
    }

    /// What may be bound.
    enum Value {
        case integer(Int64)
        case text(String)
        case blob([UInt8])
        case integers([Int64?])
        case texts([String?])
        case blobs([[UInt8]?])

        /// PostgreSQL's number for the type (`pg_type.dat`).
        var type: UInt32 {
            switch self {
            case .integer: Self.int8
            case .text: Self.textType
            case .blob: Self.bytea
            case .integers: 1016
            case .texts: 1009
            case .blobs: 1001
            }
        }

        static let bytea: UInt32 = 17
        static let int8: UInt32 = 20
        static let textType: UInt32 = 25

        /// Appends the value as the server receives it.
        func append(to output: inout [UInt8]) {
            switch self {
            case .integer(let number): Self.append(number, to: &output)
            case .text(let text): output += text.utf8
            case .blob(let bytes): output += bytes
            case .integers(let numbers):
                Self.append(numbers, of: Self.int8, to: &output) { number, output in
                    Self.append(number, to: &output)
                }
            case .texts(let texts):
                Self.append(texts, of: Self.textType, to: &output) { text, output in
                    output += text.utf8
                }
            case .blobs(let blobs):
                Self.append(blobs, of: Self.bytea, to: &output) { bytes, output in
                    output += bytes
                }
            }
        }

        /// Appends a number, big-endian.
        @inline(__always)
        private static func append<Number: FixedWidthInteger>(
            _ number: Number, to output: inout [UInt8]
        ) {
            withUnsafeBytes(of: number.bigEndian) { output.append(contentsOf: $0) }
        }

        /// Shape: dimensions, whether one is NULL, type; elements, lower bound; each with its length.
        /// Source: PostgreSQL 15, src/backend/utils/adt/arrayfuncs.c, `array_recv`.
        @inline(__always)
        private static func append<Element>(
            _ elements: [Element?], of type: UInt32, to output: inout [UInt8],
            each: (Element, inout [UInt8]) -> Void
        ) {
            append(Int32(elements.isEmpty ? 0 : 1), to: &output)
            append(Int32(elements.contains { $0 == nil } ? 1 : 0), to: &output)
            append(type, to: &output)
            guard !elements.isEmpty else { return }
            append(Int32(clamping: elements.count), to: &output)
            append(Int32(1), to: &output)
            for element in elements {
                guard let element else {
                    append(Int32(-1), to: &output)
                    continue
                }
                // The length comes first, and is known last.
                let place = output.count
                append(Int32(0), to: &output)
                each(element, &output)
                let length = Int32(clamping: output.count - place - MemoryLayout<Int32>.size)
                withUnsafeBytes(of: length.bigEndian) { bytes in
                    output.replaceSubrange(place..<(place + bytes.count), with: bytes)
                }
            }
        }
    }
}
#endif
