// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who uses the library ever sees it.
let package = Package(
    name: "Fuzzing",
    platforms: [.macOS(.v26)],
    dependencies: [.package(name: "l5-deposit", path: "..", traits: [])],
    targets: [
        // Built by Scripts/lib/fuzz.sh with `-sanitize=fuzzer`, which brings the main function.
        // Sources/fuzz/FuzzTargets is a link to the targets that the tests run too.
        .executableTarget(
            name: "fuzz",
            dependencies: [
                .product(name: "SolanaCodec", package: "l5-deposit"),
                .product(name: "DepositVerifier", package: "l5-deposit"),
                .product(name: "SBFLinker", package: "l5-deposit"),
            ]),
        // Reads what Tests/Oracle/differential.py writes; built without a sanitizer.
        .executableTarget(
            name: "differential",
            dependencies: [.product(name: "SolanaCodec", package: "l5-deposit")]),
    ]
)
