/// A node's answer to typed evidence, against simdjson and Foundation's JSONDecoder.
enum JSONRows {
    static let all: [Row] = []
}
