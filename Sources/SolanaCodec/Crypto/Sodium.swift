internal import CSodium

/// libsodium must be initialised once before its allocator and random generator are used.
enum Sodium {
    /// Whether `sodium_init` succeeded, tried once.
    static let isReady = sodium_init() >= 0
}
