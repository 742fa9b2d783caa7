#!/usr/bin/env bash
# Builds the documentation of SolanaCodec from the debug build, warnings as errors, into .build/docs;
# and makes sure that it is whole. Needs nothing but the toolchain and Python.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
catalogue=Sources/SolanaCodec/SolanaCodec.docc
docs=.build/docs
rm -rf "$docs"
mkdir -p "$docs/symbols"

swift symbolgraph-extract -module-name SolanaCodec -minimum-access-level public \
    -I "$(swift build --show-bin-path)/Modules" -I Sources/CSodium \
    -target "$(swift -print-target-info | sed -n 's/.*"triple": "\(.*\)".*/\1/p' | head -1)" \
    -output-dir "$docs/symbols"
python3 Scripts/lib/docs.py "$docs/symbols/SolanaCodec.symbols.json" "$catalogue" Snippets
# Comments say what a parameter's name does not, so not every parameter has a line; docs.py checks
# those that are there. Without a template (DOCC_HTML_DIR) the archive holds no pages to look at.
docc convert "$catalogue" --additional-symbol-graph-dir "$docs/symbols" \
    --output-path "$docs/SolanaCodec.doccarchive" --warnings-as-errors \
    --disable-parameters-and-returns-validation \
    --fallback-display-name SolanaCodec --fallback-bundle-identifier l5-deposit.SolanaCodec
