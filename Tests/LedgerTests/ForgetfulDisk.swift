import Foundation
import Synchronization

/// A disk that forgets when the power fails: of everything that was not synced, a random part is
/// lost.
///
/// SQLite's own file system does the work, and what it is asked for is kept here: each write and
/// truncation of a file since the file's last sync, each name made or removed since the last sync
/// of the directory. A cut lets some of them survive. The rules are those of SQLite's file system
/// for Unix: the first sync of a new journal or write-ahead log syncs the directory, too; a removal
/// does if it is told to; nothing else does.
///
/// Sectors of 512 bytes are written whole or not at all, those of one write independently of each
/// other. Bytes beside a write stay as they are, as SQLite assumes by default
/// (`SQLITE_POWERSAFE_OVERWRITE`). Not modelled: a medium that damages what was synced, and names
/// that come back in another directory.
final class ForgetfulDisk: Sendable {
    static let fileSystem = "l5-forgetful"

    /// What becomes of what was not synced.
    enum Survival: CaseIterable {
        /// All of it is lost.
        case nothing
        /// None of it is lost, as if a process had been killed.
        case everything
        /// What came first survives; of the last write, some sectors.
        case beginning
        /// Each sector, truncation and name as chance decides.
        case anything
    }

    /// A file, whatever its name.
    struct Inode {
        enum Change {
            case write(at: Int, [UInt8])
            case resize(to: Int)
        }

        var durable: [UInt8] = []
        var changes: [Change] = []
        /// Whether its next sync is one of the directory, too.
        var syncsDirectory = false
    }

    fileprivate struct State {
        var inodes: [Inode] = []
        /// Names as the running system sees them, and as they are on the medium.
        var names: [String: Int] = [:]
        var durableNames: [String: Int] = [:]
        var nameChanges: [(name: String, inode: Int?)] = []
        var survival: Survival?
        var ignoresSyncs = false
        var calls = 0
        var callsLeft: Int
        var isStopped = false
        var generator: SeededSteps
    }

    let directory: String
    private let state: Mutex<State>

    /// A disk with these files, at a directory that is empty.
    ///
    /// - Parameters:
    ///   - call: everything stops before the call of this number, from 1.
    ///   - survival: what survives a power cut; `nil` leaves that to chance.
    ///   - ignoresSyncs: whether it lies about syncs.
    init(
        _ directory: String, image: [String: [UInt8]] = [:], stopsAt call: Int, seed: UInt64,
        survival: Survival? = nil, ignoresSyncs: Bool = false
    ) throws {
        self.directory = directory
        var state = State(
            survival: survival, ignoresSyncs: ignoresSyncs, callsLeft: call,
            generator: SeededSteps(state: seed))
        try Self.write(image, to: directory)
        for (name, bytes) in image {
            state.names[name] = state.inodes.count
            state.inodes.append(Inode(durable: bytes))
        }
        state.durableNames = state.names
        self.state = Mutex(state)
        ForgetfulFileSystem.attach(self)
    }

    /// Writes what is left to an empty directory.
    static func write(_ image: [String: [UInt8]], to directory: String) throws {
        for (name, bytes) in image {
            try Data(bytes).write(to: URL(filePath: directory + "/" + name))
        }
    }

    /// How many calls there were.
    var calls: Int { state.withLock { $0.calls } }

    /// Whether everything has stopped.
    var isStopped: Bool { state.withLock { $0.isStopped } }

    /// Goes on after a stop as after a kill: the system still knows what was written.
    func restart(stoppingAt call: Int) {
        state.withLock { state in
            state.isStopped = false
            state.callsLeft = call
        }
    }

    /// Cuts the power, and lets go of the directory.
    ///
    /// - Returns: what is left.
    func cut() -> [String: [UInt8]] {
        ForgetfulFileSystem.detach(self)
        return state.withLock { state in
            state.isStopped = true
            return state.draw()
        }
    }

    // MARK: What SQLite asks for

    /// A file of the disk.
    struct Handle {
        let disk: ForgetfulDisk
        let inode: Int
    }

    /// Takes note of an opened file.
    ///
    /// - Returns: `nil` if everything has stopped.
    func open(_ name: String, isMain: Bool, mayBeNew: Bool) -> Handle? {
        state.withLock { state in
            if let known = state.names[name] {
                guard !state.isStopped else { return nil }
                if !isMain && mayBeNew { state.inodes[known].syncsDirectory = true }
                return Handle(disk: self, inode: known)
            }
            guard state.goesOn() else { return nil }
            let inode = state.inodes.count
            state.inodes.append(Inode(syncsDirectory: !isMain))
            state.names[name] = inode
            if isMain {
                // The ledger made it, and has synced the directory.
                state.durableNames[name] = inode
            } else {
                state.nameChanges.append((name, inode))
            }
            return Handle(disk: self, inode: inode)
        }
    }

    /// Takes note of a write or truncation.
    ///
    /// - Returns: whether it takes place.
    func change(_ handle: Handle, _ change: Inode.Change) -> Bool {
        state.withLock { state in
            guard state.goesOn() else { return false }
            state.inodes[handle.inode].changes.append(change)
            return true
        }
    }

    /// Makes a file durable.
    ///
    /// - Returns: whether it takes place.
    func sync(_ handle: Handle) -> Bool {
        state.withLock { state in
            guard state.goesOn() else { return false }
            guard !state.ignoresSyncs else { return true }
            state.inodes[handle.inode].settle()
            if state.inodes[handle.inode].syncsDirectory {
                state.inodes[handle.inode].syncsDirectory = false
                state.settleNames()
            }
            return true
        }
    }

    /// Removes a name.
    ///
    /// - Returns: whether it takes place.
    func remove(_ name: String, syncsDirectory: Bool) -> Bool {
        state.withLock { state in
            guard state.goesOn() else { return false }
            guard state.names.removeValue(forKey: name) != nil else { return true }
            state.nameChanges.append((name, nil))
            if syncsDirectory && !state.ignoresSyncs { state.settleNames() }
            return true
        }
    }
}

extension ForgetfulDisk.State {
    /// Counts a call.
    ///
    /// - Returns: whether it takes place.
    fileprivate mutating func goesOn() -> Bool {
        guard !isStopped else { return false }
        calls += 1
        callsLeft -= 1
        isStopped = callsLeft <= 0
        return !isStopped
    }

    fileprivate mutating func settleNames() {
        for change in nameChanges { durableNames[change.name] = change.inode }
        nameChanges = []
    }

    /// What survives.
    fileprivate mutating func draw() -> [String: [UInt8]] {
        let survival = survival ?? ForgetfulDisk.Survival.allCases.randomElement(using: &generator)
        let survives = survival ?? .nothing
        var names = durableNames
        var stuck: Set<String> = []
        let first = Int.random(in: 0...nameChanges.count, using: &generator)
        for (number, change) in nameChanges.enumerated() {
            switch survives {
            case .nothing: stuck.insert(change.name)
            case .everything: break
            case .beginning: if number >= first { stuck.insert(change.name) }
            case .anything: if Bool.random(using: &generator) { stuck.insert(change.name) }
            }
            if !stuck.contains(change.name) { names[change.name] = change.inode }
        }
        return names.mapValues { inodes[$0].content(survives, using: &generator) }
    }
}

extension ForgetfulDisk.Inode {
    static let sector = 512

    mutating func settle() {
        for change in changes { Self.apply(change, to: &durable) }
        changes = []
    }

    func content(
        _ survival: ForgetfulDisk.Survival, using generator: inout SeededSteps
    ) -> [UInt8] {
        var bytes = durable
        let first = Int.random(in: 0...changes.count, using: &generator)
        // Of eight sectors, how many survive on average where chance decides.
        let eighths = Int.random(in: 1...7, using: &generator)
        for (number, change) in changes.enumerated() {
            switch survival {
            case .nothing: return durable
            case .everything: Self.apply(change, to: &bytes)
            case .beginning:
                guard number <= first else { return bytes }
                if number < first { Self.apply(change, to: &bytes) }
                if number == first { Self.tear(change, 4, &bytes, using: &generator) }
            case .anything: Self.tear(change, eighths, &bytes, using: &generator)
            }
        }
        return bytes
    }

    private static func apply(_ change: Change, to bytes: inout [UInt8]) {
        switch change {
        case .write(let offset, let data): place(data[...], at: offset, in: &bytes)
        case .resize(let size): resize(&bytes, to: size)
        }
    }

    /// Lets some sectors of a change survive; where a lost one made the file longer, anything may
    /// stand.
    private static func tear(
        _ change: Change, _ eighths: Int, _ bytes: inout [UInt8],
        using generator: inout SeededSteps
    ) {
        guard case .write(let offset, let data) = change else {
            if Int.random(in: 0..<8, using: &generator) < eighths { apply(change, to: &bytes) }
            return
        }
        var start = 0
        while start < data.count {
            let end = min(data.count, start + sector - (offset + start) % sector)
            let position = offset + start
            if Int.random(in: 0..<8, using: &generator) < eighths {
                place(data[start..<end], at: position, in: &bytes)
            } else if position >= bytes.count && Bool.random(using: &generator) {
                let garbage = (start..<end).map { _ in UInt8.random(in: 0...255, using: &generator)
                }
                place(garbage[...], at: position, in: &bytes)
            }
            start = end
        }
    }

    private static func place(_ data: ArraySlice<UInt8>, at offset: Int, in bytes: inout [UInt8]) {
        resize(&bytes, to: max(bytes.count, offset + data.count))
        bytes.withUnsafeMutableBytes { bytes in
            data.withUnsafeBytes {
                UnsafeMutableRawBufferPointer(rebasing: bytes[offset...])
                    .copyMemory(from: $0)
            }
        }
    }

    private static func resize(_ bytes: inout [UInt8], to size: Int) {
        if size < bytes.count {
            bytes.removeLast(bytes.count - size)
        } else {
            bytes.append(contentsOf: repeatElement(0, count: size - bytes.count))
        }
    }
}
