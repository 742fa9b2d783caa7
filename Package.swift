// swift-tools-version: 6.2
import PackageDescription

/// The settings of every Swift target: the language's strictest, and no warning survives.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "l5-deposit",
    platforms: [.macOS(.v26)],
    products: [
        .library(name: "SolanaCodec", targets: ["SolanaCodec"]),
        .library(name: "DepositProgram", targets: ["DepositProgram"]),
        .library(name: "DepositVerifier", targets: ["DepositVerifier"]),
        .library(name: "SolanaProgram", targets: ["SolanaProgram"]),
        .library(name: "TransportCurl", targets: ["TransportCurl"]),
        .library(name: "LedgerSQLite", targets: ["LedgerSQLite"]),
        .library(name: "LedgerPostgreSQL", targets: ["LedgerPostgreSQL"]),
        .library(name: "SBFLinker", targets: ["SBFLinker"]),
        .executable(name: "sbf-link", targets: ["sbf-link"]),
        .executable(name: "l5-deposit", targets: ["l5-deposit"]),
    ],
    traits: [
        .trait(name: "CLI", description: "The l5-deposit command; needs swift-argument-parser."),
        .trait(name: "PostgreSQL", description: "Books in PostgreSQL; needs libpq."),
        .default(enabledTraits: ["CLI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: [
        // C libraries of the system
        .systemLibrary(
            name: "CSodium", pkgConfig: "libsodium",
            providers: [.apt(["libsodium-dev"]), .brew(["libsodium"])]),
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
        .systemLibrary(
            name: "CLibPQ", pkgConfig: "libpq",
            providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),

        // Declarations alone
        .systemLibrary(name: "CLinux"),

        // The pure core
        .target(name: "SolanaCodec", dependencies: ["CSodium"], swiftSettings: strict),
        .target(
            name: "DepositProgram", dependencies: ["SolanaCodec", "DepositLayouts"],
            swiftSettings: strict),
        .target(
            name: "DepositVerifier",
            dependencies: [
                "SolanaCodec", "DepositProgram",
                .target(name: "CLinux", condition: .when(platforms: [.linux])),
            ],
            swiftSettings: strict),
        .target(
            name: "DepositCases",
            dependencies: ["SolanaCodec", "DepositProgram", "DepositVerifier"],
            swiftSettings: strict),

        // The chain's own code, compiled here for tests; Scripts/build-program compiles it for Solana
        .target(
            name: "DepositLayouts", path: "Contract/DepositLayouts", swiftSettings: strict),
        .target(
            name: "SolanaProgram", path: "Contract/SolanaProgram", swiftSettings: strict),
        .target(
            name: "DepositContract", dependencies: ["SolanaProgram", "DepositLayouts"],
            path: "Contract/Deposit", exclude: ["idl.json"], swiftSettings: strict),

        // What makes a Solana program of an object file
        .target(name: "SBFLinker", swiftSettings: strict),
        .executableTarget(
            name: "sbf-link", dependencies: ["SBFLinker"], swiftSettings: strict),

        // Adapters: one foreign dependency each
        .target(
            name: "TransportCurl", dependencies: ["CCurl", "DepositVerifier"],
            swiftSettings: strict),
        .target(
            name: "LedgerSQLite",
            dependencies: ["CSQLite", "DepositVerifier", "DepositProgram", "SolanaCodec"],
            swiftSettings: strict),
        // Empty without the trait, so that nobody needs libpq who does not ask for it
        .target(
            name: "LedgerPostgreSQL",
            dependencies: [
                .target(name: "CLibPQ", condition: .when(traits: ["PostgreSQL"])),
                "DepositVerifier", "DepositProgram", "SolanaCodec",
            ],
            swiftSettings: strict),

        // The program
        .executableTarget(
            name: "l5-deposit",
            dependencies: [
                "SolanaCodec", "DepositProgram", "DepositVerifier", "DepositCases",
                "TransportCurl", "LedgerSQLite",
                .target(name: "LedgerPostgreSQL", condition: .when(traits: ["PostgreSQL"])),
                .product(
                    name: "ArgumentParser", package: "swift-argument-parser",
                    condition: .when(traits: ["CLI"])),
            ],
            swiftSettings: strict),

        // Tests mirror Sources path by path
        .target(
            name: "TestSupport",
            dependencies: [
                "SolanaCodec", "SolanaProgram", "DepositProgram", "DepositVerifier",
                "TransportCurl",
            ],
            path: "Tests/TestSupport", swiftSettings: strict),
        .target(
            name: "FuzzTargets", dependencies: ["SolanaCodec", "DepositVerifier", "SBFLinker"],
            path: "Tests/FuzzTargets", swiftSettings: strict),
        .testTarget(
            name: "FuzzTargetsTests", dependencies: ["FuzzTargets", "SolanaCodec", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "SolanaCodecTests", dependencies: ["SolanaCodec", "TestSupport", "CSodium"],
            swiftSettings: strict),
        .testTarget(
            name: "SBFLinkerTests", dependencies: ["SBFLinker", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "SolanaProgramTests",
            dependencies: ["SolanaProgram", "SolanaCodec", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "DepositContractTests",
            dependencies: [
                "DepositContract", "DepositLayouts", "SolanaProgram", "SolanaCodec", "TestSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "DepositProgramTests", dependencies: ["DepositProgram", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "DepositVerifierTests",
            dependencies: [
                "SolanaCodec", "DepositProgram", "DepositVerifier", "TransportCurl", "TestSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "DepositCasesTests",
            dependencies: ["SolanaCodec", "DepositVerifier", "DepositCases", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "TransportCurlTests", dependencies: ["TransportCurl", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "LedgerTests",
            dependencies: [
                "LedgerSQLite", "TestSupport",
                .target(name: "LedgerPostgreSQL", condition: .when(traits: ["PostgreSQL"])),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "l5-deposit", "SolanaCodec", "DepositProgram", "DepositVerifier", "DepositCases",
                "TransportCurl", "LedgerSQLite", "TestSupport",
            ],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
