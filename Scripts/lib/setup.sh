# Installs what is missing, for Scripts/check and Scripts/demo. Sourced by them; needs $root.
# Nothing but these Debian packages, and one Python package in a venv under .build.

packages=(libsodium-dev libcurl4-openssl-dev libssl-dev libsqlite3-dev python3-venv)
solders=0.29.0
venv="$root/.build/venv"

say() { printf '\n\033[1m%s\033[0m\n' "$*" >&2; }

fail() {
    printf 'error: %s\nwhy:   %s\nnext:  %s\n' "$1" "$2" "$3" >&2
    exit 1
}

need_swift() {
    command -v swift >/dev/null || fail "Swift is not installed" \
        "there is no 'swift' on the PATH" "install Swift 6.3 from swift.org and run this again"
}

need_packages() {
    command -v dpkg-query >/dev/null || return 0 # not Debian: the build says what is missing
    local missing=() package
    for package in "${packages[@]}"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' \
            || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        sudo -n true 2>/dev/null || fail "packages are missing: ${missing[*]}" \
            "only root may install them" "sudo apt-get install ${missing[*]}"
        as_root=(sudo -n)
    fi
    say "Installing ${missing[*]} (apt-get)"
    "${as_root[@]}" apt-get update -q >&2
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q "${missing[@]}" >&2
}

need_venv() {
    [ -f "$venv/.solders-$solders" ] && return 0
    say "Installing solders $solders, the Solana VM for tests (pip, into .build/venv)"
    local python=/usr/bin/python3
    [ -x "$python" ] || python=python3
    mkdir -p "$root/.build"
    rm -rf "$venv"
    "$python" -m venv "$venv" >&2
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
        -r "$root/Tools/localnet/requirements.txt" >&2
    touch "$venv/.solders-$solders"
}

setup() {
    need_swift
    need_packages
    need_venv
}
