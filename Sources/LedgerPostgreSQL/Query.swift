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

        /// The value as the server receives it.
        var bytes: [UInt8] {
            switch self {
            case .integer(let number): Self.bigEndian(number)
            case .text(let text): Array(text.utf8)
            case .blob(let bytes): bytes
            case .integers(let numbers):
                Self.array(of: Self.int8, numbers.map { $0.map(Self.bigEndian) })
            case .texts(let texts):
                Self.array(of: Self.textType, texts.map { $0.map { Array($0.utf8) } })
            case .blobs(let blobs): Self.array(of: Self.bytea, blobs)
            }
        }

        private static func bigEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
            withUnsafeBytes(of: number.bigEndian) { Array($0) }
        }

        /// Shape: dimensions, whether one is NULL, type; elements, lower bound; each with its length.
        /// Source: PostgreSQL 15, src/backend/utils/adt/arrayfuncs.c, `array_recv`.
        private static func array(of type: UInt32, _ elements: [[UInt8]?]) -> [UInt8] {
            var bytes: [UInt8] = []
            bytes += bigEndian(Int32(elements.isEmpty ? 0 : 1))
            bytes += bigEndian(Int32(elements.contains { $0 == nil } ? 1 : 0))
            bytes += bigEndian(type)
            guard !elements.isEmpty else { return bytes }
            bytes += bigEndian(Int32(clamping: elements.count))
            bytes += bigEndian(Int32(1))
            for element in elements {
                guard let element else {
                    bytes += bigEndian(Int32(-1))
                    continue
                }
                bytes += bigEndian(Int32(clamping: element.count))
                bytes += element
            }
            return bytes
        }
    }
}
#endif
