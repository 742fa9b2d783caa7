// swift-tools-version: 6.2
import PackageDescription

/// Measures the libraries against anchors that anybody can install. Nobody who uses the libraries
/// resolves this package. `Benchmarks/run` installs the anchors, then builds and runs it.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v26)],
    dependencies: [.package(name: "l5-deposit", path: "..", traits: ["PostgreSQL"])],
    targets: [
        // Anchors behind a C interface: GMP and libsodium in C, bs58 in Rust (Anchors/bs58.rs)
        .target(
            name: "CAnchors",
            linkerSettings: [
                .linkedLibrary("gmp"), .linkedLibrary("sodium"),
                .unsafeFlags(["-L\(Context.packageDirectory)/.build/anchors"]),
                .linkedLibrary("bs58_anchor"), .linkedLibrary("gcc_s"),
            ]),
        // simdjson picks its On-Demand kernel at compile time: give it this machine's.
        .target(
            name: "CSimdjsonAnchor",
            cxxSettings: [.unsafeFlags(["-O3", "-march=native"])],
            linkerSettings: [.linkedLibrary("simdjson")]),
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "CAnchors", "CSimdjsonAnchor",
                .product(name: "SolanaCodec", package: "l5-deposit"),
                .product(name: "DepositVerifier", package: "l5-deposit"),
            ],
            swiftSettings: strict),
        // Whole books (Ledger/measure.py), and what tells the statements that SQLite was given
        .target(name: "CSQLiteTrace", linkerSettings: [.linkedLibrary("sqlite3")]),
        .executableTarget(
            name: "LedgerBenchmark",
            dependencies: [
                "CSQLiteTrace",
                .product(name: "SolanaCodec", package: "l5-deposit"),
                .product(name: "DepositProgram", package: "l5-deposit"),
                .product(name: "DepositVerifier", package: "l5-deposit"),
                .product(name: "LedgerSQLite", package: "l5-deposit"),
                .product(name: "LedgerPostgreSQL", package: "l5-deposit"),
            ],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
