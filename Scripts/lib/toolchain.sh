# Finds the Swift toolchain's own compilers, for programs on chain. Sourced; needs `fail`.
#
# The text that swiftc writes for LLVM is read by the clang beside it, and by no other: the two are
# of one version only there.

# The oldest version that these sources compile with.
oldest_swift=6.3

# Swift without a runtime or a heap, for a machine with the data layout of BPF; no stack protector,
# for which Solana has no function. The language is as strict as that of the package.
swift_flags=(-target riscv64-none-none-eabi -enable-experimental-feature Embedded
    -enable-experimental-feature Extern -no-allocations -wmo -parse-as-library -O
    -Xfrontend -disable-stack-protector -swift-version 6 -warnings-as-errors)
for feature in ExistentialAny MemberImportVisibility InternalImportsByDefault \
    NonisolatedNonsendingByDefault; do
    swift_flags+=(-enable-upcoming-feature "$feature")
done

# -mcpu=v2: the virtual machine's 32-bit arithmetic is not that of newer versions.
clang_flags=(-target bpfel -mcpu=v2 -O2 -ffunction-sections -fdata-sections
    -mllvm -bpf-stack-size=4096)

# Sets swiftc, clang, swift_version and swift_library.
find_toolchain() {
    need_swift
    swiftc=$(command -v swiftc) || fail "the Swift compiler is missing" \
        "there is a swift on the PATH, but no swiftc" "install Swift $oldest_swift from swift.org"
    local info number
    info=$("$swiftc" -print-target-info)
    swift_version=$(sed -n 's/.*"compilerVersion": "\(.*\)",\{0,1\}$/\1/p' <<< "$info")
    number=$(sed -n 's/.*Swift version \([^ ]*\).*/\1/p' <<< "$swift_version")
    [ "$(printf '%s\n' "$oldest_swift" "$number" | sort -V | head -1)" = "$oldest_swift" ] \
        || fail "Swift is too old" "$swiftc is ${swift_version:-of an unknown version}" \
            "install Swift $oldest_swift from swift.org"
    # swiftc on the PATH may only be a launcher; its library knows where the toolchain is.
    swift_library=$(sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p' <<< "$info")
    clang="$swift_library/../../bin/clang"
    [ -x "$clang" ] || fail "the toolchain has no clang" "there is none at $clang" \
        "install the whole toolchain of Swift $oldest_swift from swift.org"
    "$clang" -print-targets | grep -qw bpfel || fail "the toolchain's clang knows no BPF" "$clang" \
        "install the toolchain of Swift $oldest_swift from swift.org"
    [ -d "$swift_library/embedded/Swift.swiftmodule" ] || fail "the toolchain has no Embedded Swift" \
        "there is no $swift_library/embedded/Swift.swiftmodule" \
        "install the toolchain of Swift $oldest_swift from swift.org"
}

# The SHA-256 of a file, in hexadecimal.
sha256() {
    if command -v sha256sum >/dev/null; then sha256sum < "$1"; else shasum -a 256 < "$1"; fi \
        | cut -d' ' -f1
}
