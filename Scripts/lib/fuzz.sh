#!/usr/bin/env bash
# Runs every fuzz target under libFuzzer, with the address sanitizer and in release form, and stops
# at the first finding. Targets: Tests/FuzzTargets; corpora: fixtures/fuzz.
#
#   Scripts/lib/fuzz.sh [RUNS [TARGET…]]     10,000,000 runs of all targets unless told otherwise
#
# FUZZ_SEED starts the same run again. New inputs that reach new code stay in .build/fuzz.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
runs=${1:-10000000}
shift || true
seed=${FUZZ_SEED:-$((RANDOM * 32768 + RANDOM + 1))}
work="$root/.build/fuzz"
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=($(ls -d "$root"/fixtures/fuzz/*/ | xargs -n 1 basename))

cd "$root/Fuzzing"
# The compiler takes the last option for all: SwiftPM's own brings the main function, ours coverage
# and addresses.
swift build -c release --product fuzz --scratch-path "$work/build" --sanitize fuzzer \
    -Xswiftc -sanitize=address,fuzzer
fuzzer="$work/build/release/fuzz"

# libFuzzer reports a trap itself; the backtracer would only stand in its way.
export SWIFT_BACKTRACE=enable=no
export ASAN_OPTIONS=detect_leaks=0

fuzz() {
    export FUZZ_TARGET=$1
    local found="$work/found/$1" log="$work/$1.log"
    mkdir -p "$found"
    rm -f "$found"/crash-* "$found"/timeout-* "$found"/oom-*
    if ! "$fuzzer" -runs="$runs" -seed="$seed" -len_control=0 -timeout=10 \
        -rss_limit_mb=4096 -artifact_prefix="$found/" -print_final_stats=1 \
        "$found" "$root/fixtures/fuzz/$1" > "$log" 2>&1; then
        grep -E "Fatal error|ERROR|SUMMARY" "$log" >&2 || tail -20 "$log" >&2
        local artifact
        for artifact in "$found"/crash-* "$found"/timeout-* "$found"/oom-*; do
            [ -f "$artifact" ] || continue
            echo "input: $artifact"
            echo "hex:   $(od -An -v -tx1 "$artifact" | tr -d ' \n')"
        done >&2
        echo "again: FUZZ_TARGET=$1 $fuzzer INPUT" >&2
        exit 1
    fi
    if grep -q "no interesting inputs were found" "$log"; then
        echo "error: $1 was built without coverage" >&2
        exit 1
    fi
}

for target in "${targets[@]}"; do
    start=$SECONDS
    fuzz "$target"
    covered=$(grep DONE "$work/$target.log" | sed 's/.*cov: \([0-9]*\).*/\1/')
    echo "$target: $runs runs, seed $seed, $covered edges, $((SECONDS - start)) s, nothing found"
done
