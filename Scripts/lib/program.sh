#!/usr/bin/env bash
# Builds all programs of this repository for the chain, and makes sure of what was promised: how
# large they are, that the same bytes come out of any directory and of an operator's constants, and
# that they are the bytes that were recorded.
#
#   Scripts/lib/program.sh              checks
#   Scripts/lib/program.sh --record     writes down the test build as it is now
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
source Scripts/lib/setup.sh
source Scripts/lib/toolchain.sh
find_toolchain
record=Contract/test-build.json

# The largest program, in bytes; its rent is 0.08 SOL.
largest=16384
# Who receives in the test build.
treasury=9hSR6S7WPtxmTojgo6GG3k4yDPecgJY292j7xrsUGWBu
usdc=EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v

work=$(mktemp -d "${TMPDIR:-/tmp}/l5 programs.XXXXXX")
trap 'rm -rf "$work"' EXIT

# build NAME ARGUMENT…: a program, small enough.
build() {
    local output="$work/$1.so"
    shift
    Scripts/build-program "$@" -o "$output" >"$work/log"
    local size
    size=$(($(wc -c <"$output")))
    [ "$size" -le "$largest" ] || fail "a program is too large" \
        "$(basename "$output") has $size bytes, $largest are the limit" "make it smaller"
    echo "$(basename "$output"): $size bytes, SHA-256 $(sha256 "$output")"
}

same() {
    cmp -s "$1" "$2" || fail "two builds of the same sources differ" "$3" \
        "find what the compiler puts into its output: a path, a time, an order"
}

Scripts/lib/objects.sh
build deposit --test
for folder in Contract/Proxy Contract/Examples/*/; do
    [ ! -d "$folder" ] || build "$(basename "$folder")" --module "$folder"
done

# What the case folders run.
same "$work/deposit.so" fixtures/cases/programs/deposit.so "the one of the case folders"
same "$work/Proxy.so" fixtures/cases/programs/proxy.so "the one of the case folders"

# A copy in a folder of another name, with a blank in it, as if just fetched.
mkdir -p "$work/a copy/.build/programs" "$work/a copy/Sources"
cp -Rp Contract Scripts "$work/a copy/"
cp -Rp Sources/SBFLinker Sources/sbf-link "$work/a copy/Sources/"
cp -p .build/programs/sbf-link .build/programs/sbf-link.toolchain "$work/a copy/.build/programs/"
(cd / && "$work/a copy/Scripts/build-program" --test -o "$work/copy.so" >/dev/null)
same "$work/deposit.so" "$work/copy.so" "one of them in another directory"

# Nothing of the caller's own settings takes part.
unset L5_RPC_URL L5_WS_URL L5_KEYPAIR L5_COMMITMENT L5_DEPOSIT_CODE L5_GATEWAY_URL L5_TREASURY
XDG_CONFIG_HOME="$work" Scripts/build-program --treasury "$treasury" --mint "$usdc" \
    -o "$work/constants.so" >/dev/null
same "$work/deposit.so" "$work/constants.so" "one of them from constants on the command line"

hash=$(sha256 "$work/deposit.so")
size=$(($(wc -c <"$work/deposit.so")))
if [ "${1:-}" = --record ]; then
    printf '{\n  "compiler": "%s",\n  "bytes": %s,\n  "sha256": "%s"\n}\n' "$swift_version" \
        "$size" "$hash" >"$record"
    echo "recorded in $record"
    exit
fi
recorded() { sed -n "s/.*\"$1\": \"\{0,1\}\([^\",]*\)\"\{0,1\},\{0,1\}$/\1/p" "$record"; }
if [ "$(recorded sha256)" = "$hash" ]; then
    echo "the test build is the recorded one"
elif [ "$(recorded compiler)" = "$swift_version" ]; then
    fail "the test build is not the recorded one" \
        "SHA-256 $hash, $record says $(recorded sha256)" \
        "look at what changed in Contract, then run Scripts/lib/program.sh --record"
else
    echo "the test build differs from the recorded one, as it may: it is $size bytes by" \
        "$swift_version, $(recorded bytes) bytes by $(recorded compiler) were recorded;" \
        "the behaviour tests decide"
fi
