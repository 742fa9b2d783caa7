# Installs what is missing, for the other scripts. Sourced by them; needs $root.
# Nothing but these Debian packages, and one Python package in a venv under .build.

packages=(libsodium-dev libcurl4-openssl-dev libssl-dev libsqlite3-dev python3-venv)
postgresql_packages=(libpq-dev postgresql-15)
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

# need_packages NAMES…
need_packages() {
    command -v dpkg-query >/dev/null || return 0 # not Debian: the build says what is missing
    local missing=() package
    for package in "$@"; do
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

# PostgreSQL's programs and library. Debian makes a server of every new installation and starts it:
# a file of ours beside the administrator's settings forbids that while the package is installed.
need_postgresql() (
    folder=/etc/postgresql-common/createcluster.d
    as_root=()
    [ "$(id -u)" -eq 0 ] || as_root=(sudo -n)
    if command -v dpkg-query >/dev/null \
        && ! dpkg-query -W -f='${Status}' postgresql-15 2>/dev/null | grep -q 'ok installed' \
        && "${as_root[@]}" true 2>/dev/null; then
        trap '"${as_root[@]}" rm -f "$folder/l5-deposit.conf"' EXIT
        "${as_root[@]}" mkdir -p "$folder"
        echo 'create_main_cluster = false' \
            | "${as_root[@]}" tee "$folder/l5-deposit.conf" >/dev/null
    fi
    need_packages "${postgresql_packages[@]}"
)

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
    need_packages "${packages[@]}"
    need_venv
}
