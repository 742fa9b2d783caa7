import CSQLite
import Foundation
import Synchronization

/// SQLite's own file system, except that every write, sync, truncation and removal of a ledger's
/// files is also told to the disk that is attached at their directory.
///
/// Real files are not synced: what counts as durable is the disk's affair.
enum ForgetfulFileSystem {
    private struct Attached {
        var disks: [String: ForgetfulDisk] = [:]
        var files: [UInt: ForgetfulDisk.Handle] = [:]
        /// Changed methods by the address of the system's own.
        var methods: [UInt: UInt] = [:]
    }

    private static let attached = Mutex(Attached())
    /// Set once, while the file system is registered.
    nonisolated(unsafe) private static let system = sqlite3_vfs_find(nil)
    /// Writing and truncating are the same for every file; the rest differs by kind. Only
    /// changed within `attached.withLock`, before any file has the changed methods.
    nonisolated(unsafe) private static var original: sqlite3_io_methods?

    /// Makes the name known to SQLite, once.
    private static let isRegistered: Bool = {
        guard let system else { return false }
        let copy = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        copy.initialize(to: system.pointee)
        copy.pointee.zName = UnsafePointer(strdup(ForgetfulDisk.fileSystem))
        copy.pointee.pNext = nil
        copy.pointee.xOpen = { _, name, file, flags, outFlags in
            ForgetfulFileSystem.open(name, file, flags, outFlags)
        }
        copy.pointee.xDelete = { _, name, syncs in ForgetfulFileSystem.delete(name, syncs) }
        return sqlite3_vfs_register(copy, 0) == SQLITE_OK
    }()

    static func attach(_ disk: ForgetfulDisk) {
        precondition(isRegistered, "SQLite did not take the file system")
        attached.withLock { $0.disks[disk.directory] = disk }
    }

    static func detach(_ disk: ForgetfulDisk) {
        attached.withLock { attached in
            attached.disks[disk.directory] = nil
            attached.files = attached.files.filter { $0.value.disk !== disk }
        }
    }

    /// The disk and the name of a file.
    private static func place(_ path: String) -> (ForgetfulDisk, String)? {
        guard let slash = path.lastIndex(of: "/") else { return nil }
        let disk = attached.withLock { $0.disks[String(path[..<slash])] }
        return disk.map { ($0, String(path[path.index(after: slash)...])) }
    }

    private static func open(
        _ name: sqlite3_filename?, _ file: UnsafeMutablePointer<sqlite3_file>?, _ flags: Int32,
        _ outFlags: UnsafeMutablePointer<Int32>?
    ) -> Int32 {
        guard let system, let file else { return SQLITE_CANTOPEN }
        file.pointee.pMethods = nil
        let kept = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL
        guard let name, flags & kept != 0 else {
            return system.pointee.xOpen(system, name, file, flags, outFlags)
        }
        guard let (disk, own) = place(String(cString: name)),
            let handle = disk.open(
                own, isMain: flags & SQLITE_OPEN_MAIN_DB != 0,
                mayBeNew: flags & SQLITE_OPEN_CREATE != 0)
        else { return SQLITE_CANTOPEN }
        let result = system.pointee.xOpen(system, name, file, flags, outFlags)
        guard result == SQLITE_OK, let real = file.pointee.pMethods else { return result }
        let address = attached.withLock { attached in
            attached.files[UInt(bitPattern: file)] = handle
            if let known = attached.methods[UInt(bitPattern: real)] { return known }
            if original == nil { original = real.pointee }
            let changed = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
            changed.initialize(to: telling(real.pointee))
            attached.methods[UInt(bitPattern: real)] = UInt(bitPattern: changed)
            return UInt(bitPattern: changed)
        }
        file.pointee.pMethods = UnsafePointer(bitPattern: address)
        return result
    }

    private static func delete(_ name: UnsafePointer<CChar>?, _ syncs: Int32) -> Int32 {
        guard let system, let name, let (disk, own) = place(String(cString: name)),
            disk.remove(own, syncsDirectory: syncs != 0)
        else { return SQLITE_IOERR }
        return system.pointee.xDelete(system, name, 0)
    }

    private static func telling(_ methods: sqlite3_io_methods) -> sqlite3_io_methods {
        var methods = methods
        methods.xWrite = { file, bytes, count, offset in
            guard let bytes, let handle = ForgetfulFileSystem.handle(file) else {
                return SQLITE_IOERR
            }
            let data = [UInt8](UnsafeRawBufferPointer(start: bytes, count: Int(count)))
            guard handle.disk.change(handle, .write(at: Int(offset), data)) else {
                return SQLITE_IOERR
            }
            return ForgetfulFileSystem.original?.xWrite(file, bytes, count, offset) ?? SQLITE_IOERR
        }
        methods.xTruncate = { file, size in
            guard let handle = ForgetfulFileSystem.handle(file),
                handle.disk.change(handle, .resize(to: Int(size)))
            else { return SQLITE_IOERR }
            return ForgetfulFileSystem.original?.xTruncate(file, size) ?? SQLITE_IOERR
        }
        methods.xSync = { file, _ in
            guard let handle = ForgetfulFileSystem.handle(file), handle.disk.sync(handle) else {
                return SQLITE_IOERR
            }
            return SQLITE_OK
        }
        return methods
    }

    private static func handle(_ file: UnsafeMutablePointer<sqlite3_file>?) -> ForgetfulDisk.Handle?
    {
        attached.withLock { $0.files[UInt(bitPattern: file)] }
    }
}
