import CSQLite
import Foundation
import Synchronization

/// SQLite's own file system, except that one chosen call goes wrong.
///
/// It replaces some methods of every file that it opens and counts their calls. One plan serves
/// the whole process, so the tests that use it run one after the other.
enum FaultyFileSystem {
    static let name = "l5-faulty"
    /// Without faults, but opens every file for reading only, as a read-only medium would.
    static let readOnlyName = "l5-read-only"

    enum Fault: String, CaseIterable, Codable, Sendable {
        /// The medium fails once; half of a write arrives.
        case inputOutput
        /// The medium fails twice in a row; half of each write arrives.
        case inputOutputTwice
        /// No space from then on; half of the first write arrives.
        case full
        /// The process is killed; half of a write arrives.
        case killBefore
        /// The process is killed after the call.
        case killAfter

        /// How many calls go wrong, one after the other.
        var length: Int {
            switch self {
            case .inputOutput, .killBefore, .killAfter: 1
            case .inputOutputTwice: 2
            case .full: .max
            }
        }
    }

    /// When a full disk refuses a call.
    enum Space {
        /// Whenever it is full: new bytes, new files.
        case always
        /// If the call is the first to find it full: bytes that wait to be given a place.
        case first
        /// Never: what frees space.
        case never
    }

    /// Which calls are counted.
    enum Kind: String, CaseIterable, Codable, Sendable {
        /// Writes, syncs, truncations, new files, removals.
        case changes
        /// Reads, asking for a size, locking.
        case looks
    }

    private struct Plan {
        var fault: Fault
        var kind: Kind
        var callsLeft: Int
        var strikes = 0
    }

    private static let plan = Mutex<Plan?>(nil)
    /// Set once, while the file system is registered.
    nonisolated(unsafe) private static let system = sqlite3_vfs_find(nil)
    /// Reading, writing and syncing are the same for every file; the rest differs by kind (lock or none).
    /// Only changed within `copies.withLock`, before any file has the changed methods.
    nonisolated(unsafe) private static var original: sqlite3_io_methods?
    /// Changed methods by the address of the system's own.
    private static let copies = Mutex<[UInt: UInt]>([:])

    /// Makes the name known to SQLite, once.
    static let isRegistered: Bool = {
        register(name) { _, name, file, flags, outFlags in
            FaultyFileSystem.open(name, file, flags, outFlags)
        }
            && register(readOnlyName) { _, name, file, flags, outFlags in
                guard let system else { return SQLITE_CANTOPEN }
                let reading =
                    flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) | SQLITE_OPEN_READONLY
                return system.pointee.xOpen(system, name, file, reading, outFlags)
            }
    }()

    private typealias Open =
        @convention(c) (
            UnsafeMutablePointer<sqlite3_vfs>?, sqlite3_filename?,
            UnsafeMutablePointer<sqlite3_file>?, Int32, UnsafeMutablePointer<Int32>?
        ) -> Int32

    private static func register(_ name: String, open: @escaping Open) -> Bool {
        guard let system else { return false }
        let copy = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        copy.initialize(to: system.pointee)
        copy.pointee.zName = UnsafePointer(strdup(name))
        copy.pointee.pNext = nil
        copy.pointee.xOpen = open
        copy.pointee.xDelete = { _, name, syncs in
            FaultyFileSystem.strike(.changes, takesSpace: .never) {
                guard let system = FaultyFileSystem.system else { return SQLITE_IOERR }
                return system.pointee.xDelete(system, name, syncs)
            }
        }
        return sqlite3_vfs_register(copy, 0) == SQLITE_OK
    }

    /// Lets the call with this number (from 1) go wrong.
    static func arm(_ fault: Fault, at call: Int, of kind: Kind = .changes) {
        plan.withLock { $0 = Plan(fault: fault, kind: kind, callsLeft: call) }
    }

    /// Ends the trouble.
    ///
    /// - Returns: whether there was any.
    @discardableResult
    static func disarm() -> Bool {
        plan.withLock { plan in
            defer { plan = nil }
            return (plan?.strikes ?? 0) > 0
        }
    }

    private static func open(
        _ name: sqlite3_filename?, _ file: UnsafeMutablePointer<sqlite3_file>?, _ flags: Int32,
        _ outFlags: UnsafeMutablePointer<Int32>?
    ) -> Int32 {
        guard let system, let file else { return SQLITE_CANTOPEN }
        file.pointee.pMethods = nil
        // The file of the books is there already; what SQLite makes are its logs.
        let isNew = flags & SQLITE_OPEN_CREATE != 0 && name.map { access($0, F_OK) != 0 } == true
        let open = { system.pointee.xOpen(system, name, file, flags, outFlags) }
        let result = isNew ? strike(.changes, failure: SQLITE_CANTOPEN, open) : open()
        guard result == SQLITE_OK, let real = file.pointee.pMethods else { return result }
        let address = copies.withLock { copies in
            if let known = copies[UInt(bitPattern: real)] { return known }
            if original == nil { original = real.pointee }
            let changed = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
            changed.initialize(to: faulty(real.pointee))
            copies[UInt(bitPattern: real)] = UInt(bitPattern: changed)
            return UInt(bitPattern: changed)
        }
        file.pointee.pMethods = UnsafePointer(bitPattern: address)
        return result
    }

    private static func faulty(_ methods: sqlite3_io_methods) -> sqlite3_io_methods {
        var methods = methods
        methods.xWrite = { file, bytes, count, offset in
            FaultyFileSystem.strike(.changes) {
                FaultyFileSystem.original?.xWrite(file, bytes, count, offset)
            } torn: {
                FaultyFileSystem.original?.xWrite(file, bytes, count / 2, offset)
            }
        }
        methods.xSync = { file, flags in
            FaultyFileSystem.strike(.changes, takesSpace: .first) {
                FaultyFileSystem.original?.xSync(file, flags)
            }
        }
        methods.xTruncate = { file, size in
            FaultyFileSystem.strike(.changes, takesSpace: .never) {
                FaultyFileSystem.original?.xTruncate(file, size)
            }
        }
        methods.xRead = { file, bytes, count, offset in
            FaultyFileSystem.strike(.looks) {
                FaultyFileSystem.original?.xRead(file, bytes, count, offset)
            }
        }
        methods.xFileSize = { file, size in
            FaultyFileSystem.strike(.looks) {
                FaultyFileSystem.original?.xFileSize(file, size)
            }
        }
        // Only the file of the books is locked, and it was the first to be opened.
        methods.xLock = { file, level in
            FaultyFileSystem.strike(.looks) {
                FaultyFileSystem.original?.xLock(file, level)
            }
        }
        return methods
    }

    private static func strike(
        _ kind: Kind, failure: Int32 = SQLITE_IOERR, takesSpace space: Space = .always,
        _ whole: () -> Int32?, torn: () -> Int32? = { nil }
    ) -> Int32 {
        let fault: (kind: Fault, isFirst: Bool)? = plan.withLock { plan in
            guard var current = plan, current.kind == kind,
                current.fault != .full || space == .always
                    || space == .first && current.strikes == 0
            else { return nil }
            current.callsLeft -= 1
            if current.callsLeft <= 0 && current.strikes < current.fault.length {
                current.strikes += 1
                plan = current
                return (current.fault, current.strikes == 1)
            }
            plan = current
            return nil
        }
        guard let fault else { return whole() ?? failure }
        switch fault.kind {
        case .inputOutput, .inputOutputTwice:
            _ = torn()
            return failure
        case .full:
            if fault.isFirst { _ = torn() }
            return SQLITE_FULL
        case .killBefore:
            _ = torn()
        case .killAfter:
            _ = whole()
        }
        kill(getpid(), SIGKILL)
        return SQLITE_IOERR
    }
}
