#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The target that the environment names.
private let target: FuzzTarget = {
    let name = getenv("FUZZ_TARGET").map { String(cString: $0) }
    guard let target = FuzzTarget.all.first(where: { $0.name == name }) else {
        let names = FuzzTarget.all.map(\.name).joined(separator: " ")
        fatalError("FUZZ_TARGET must be one of: \(names)")
    }
    return target
}()

/// What libFuzzer calls for each input.
@c(LLVMFuzzerTestOneInput)
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = [UInt8](UnsafeBufferPointer(start: start, count: count))
    do {
        try target.check(input)
    } catch {
        fatalError("\(target.name): \(error.property)")
    }
    return 0
}

/// What libFuzzer calls first: tells it how long an input is worth trying.
@c(LLVMFuzzerInitialize)
public func initialize(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> CInt {
    let given = UnsafeBufferPointer(start: arguments.pointee, count: Int(count.pointee))
    // Lives as long as the process, as the list that it replaces.
    let all = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: given.count + 2)
    for (index, argument) in given.enumerated() { all[index] = argument }
    all[given.count] = strdup("-max_len=\(target.longest)")
    all[given.count + 1] = nil
    arguments.pointee = all
    count.pointee += 1
    return 0
}
