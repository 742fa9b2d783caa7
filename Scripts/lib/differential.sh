#!/usr/bin/env bash
# Compares this library with solders (the Rust SDK) over random and broken transactions, points and
# signatures, and stops at the first difference.
#
#   Scripts/lib/differential.sh [COUNT]     1,000,000 inputs of each kind unless told otherwise
#
# Signatures cost a hundred times as much: they get a tenth. DIFFERENTIAL_SEED starts the same run
# again.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
count=${1:-1000000}
seed=${DIFFERENTIAL_SEED:-$((RANDOM * 32768 + RANDOM))}
build="$root/.build/differential"

cd "$root/Fuzzing"
swift build -c release --product differential --scratch-path "$build"

compare() {
    echo "$1: $2 inputs, seed $seed"
    "$root/.build/venv/bin/python" "$root/Tests/Oracle/differential.py" "$1" "$2" "$seed" \
        | SWIFT_BACKTRACE=enable=no "$build/release/differential" "$1"
}

compare transactions "$count"
compare curve "$count"
compare signatures "$((count / 10))"
