#!/usr/bin/env bash
# Builds a package that uses this one as a library with `traits: []`, and makes sure that nothing
# else is resolved for it.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
consumer="$root/.build/consumer"
mkdir -p "$consumer/Sources/Consumer"
cat > "$consumer/Package.swift" <<MANIFEST
// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Consumer",
    platforms: [.macOS(.v26)],
    dependencies: [.package(name: "l5-deposit", path: "../..", traits: [])],
    targets: [
        .executableTarget(
            name: "Consumer",
            dependencies: [
                .product(name: "SolanaCodec", package: "l5-deposit"),
                .product(name: "DepositProgram", package: "l5-deposit"),
                .product(name: "DepositVerifier", package: "l5-deposit"),
                .product(name: "TransportCurl", package: "l5-deposit"),
                .product(name: "LedgerSQLite", package: "l5-deposit"),
                .product(name: "SBFLinker", package: "l5-deposit"),
                .product(name: "SolanaProgram", package: "l5-deposit"),
            ])
    ])
MANIFEST
cp "$root/Snippets/VerifyDeposit.swift" "$consumer/Sources/Consumer/main.swift"
cd "$consumer"
rm -f Package.resolved
# Nothing reads its index or its debug information.
swift build --disable-index-store -debug-info-format none 2>&1 | tail -3
if [ -f Package.resolved ] && grep -q '"identity"' Package.resolved; then
    echo "error: a library user resolves other packages" >&2
    cat Package.resolved >&2
    exit 1
fi
echo "resolved nothing else"
