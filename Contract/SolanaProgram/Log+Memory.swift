extension Log {
    /// A line of text that stands anywhere in memory, such as in the instruction's data.
    @inline(__always)
    public static func text(_ start: UnsafeRawPointer, length: Int) {
        sol_log_(start.assumingMemoryBound(to: UInt8.self), UInt64(truncatingIfNeeded: length))
    }

    /// An event that stands anywhere in memory.
    @inline(__always)
    public static func data(_ start: UnsafeRawPointer, length: Int) {
        withUnsafePointer(to: Seed(start, count: length)) { sol_log_data(UnsafeRawPointer($0), 1) }
    }
}
