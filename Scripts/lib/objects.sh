#!/usr/bin/env bash
# Rebuilds the objects that the linker's tests read, from the C files beside them in fixtures/sbf, and
# compares them with those that are kept. Another compiler writes other bytes; then nothing is said of
# them, and the tests decide.
#
#   Scripts/lib/objects.sh              compares
#   Scripts/lib/objects.sh --record     writes them anew
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root/fixtures/sbf"
source "$root/Scripts/lib/setup.sh"
source "$root/Scripts/lib/toolchain.sh"
find_toolchain

work=$(mktemp -d "${TMPDIR:-/tmp}/l5-objects.XXXXXX")
trap 'rm -rf "$work"' EXIT
for source in *.c; do
    name=${source%.c}
    flags=("${clang_flags[@]}")
    # Two of them hold on purpose what the linker refuses; the last option counts.
    case "$name" in
        narrow) flags+=(-mcpu=v3) ;;
        signed) flags+=(-mcpu=v4) ;;
    esac
    "$clang" "${flags[@]}" -c "$source" -o "$work/$name.o"
done

if [ "${1:-}" = --record ]; then
    cp "$work"/*.o .
    printf '%s\n' "$swift_version" >COMPILER
elif [ "$(cat COMPILER)" = "$swift_version" ]; then
    for object in "$work"/*.o; do
        cmp -s "$object" "$(basename "$object")" || fail "an object is not what its source gives" \
            "fixtures/sbf/$(basename "$object")" "Scripts/lib/objects.sh --record, if that is meant"
    done
    echo "the objects of the linker's tests are what their sources give"
else
    echo "the objects of the linker's tests were built by $(cat COMPILER)"
fi
