#!/usr/bin/env bash
# Builds the documentation of the libraries that have a catalogue from the debug build, warnings as errors,
# into .build/docs; and makes sure that it is whole. Needs nothing but the toolchain and Python.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
docs=.build/docs
read -ra swift_options <<<"${L5_SWIFT_OPTIONS:-}"
modules="$(swift build "${swift_options[@]}" --show-bin-path)/Modules"
target=$(swift -print-target-info | sed -n 's/.*"triple": "\(.*\)".*/\1/p' | head -1)
rm -rf "$docs"

# document MODULE FOLDER EXAMPLES…: the module whose sources are in FOLDER; code in its catalogue is a
# part of the files in EXAMPLES, which something else compiles and runs.
document() {
    local module=$1 catalogue="$2/$1.docc" symbols="$docs/symbols/$1"
    shift 2
    mkdir -p "$symbols"
    swift symbolgraph-extract -module-name "$module" -minimum-access-level public \
        -I "$modules" -I Sources/CSodium -I Sources/CLinux -target "$target" -output-dir "$symbols"
    python3 Scripts/lib/docs.py "$symbols/$module.symbols.json" "$catalogue" "$@"
    # Comments say what a parameter's name does not, so not every parameter has a line; docs.py checks
    # those that are there. Without a template (DOCC_HTML_DIR) the archive holds no pages to look at.
    docc convert "$catalogue" --additional-symbol-graph-dir "$symbols" \
        --output-path "$docs/$module.doccarchive" --warnings-as-errors \
        --disable-parameters-and-returns-validation \
        --fallback-display-name "$module" --fallback-bundle-identifier "l5-deposit.$module"
}

document SolanaCodec Sources/SolanaCodec Snippets
document DepositVerifier Sources/DepositVerifier Snippets
document SolanaProgram Contract/SolanaProgram Contract/Examples/TipJar Contract/Tests
