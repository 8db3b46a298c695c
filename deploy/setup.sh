#!/bin/sh
# Prepares this checkout. Usage: deploy/setup.sh runtime | dev | system
#   runtime  .venv with what running leaksim needs (requirements.lock)
#   dev      .venv with what its tests need as well (requirements-dev.lock)
#   system   what the tests need from the operating system: Chromium, a Japanese font, PostgreSQL's programs
# A stamp in .venv makes the next call immediate until a lock, pyproject.toml or the folder's place changes.
# PYTHON=/path/to/python chooses the interpreter.
set -eu
cd "$(dirname "$0")/.."
here=$(pwd -P)
venv="$here/.venv"

say() { printf '== %s\n' "$*" >&2; }
die() { printf 'leaksim: %s\n' "$*" >&2; exit 1; }

# apt_install PACKAGE...: true when installed; false where apt or the right to use it is missing.
apt_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    if [ "$(id -u)" = 0 ]; then as_root="env"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then as_root="sudo -n env"
    else return 1
    fi
    if [ -z "${apt_updated:-}" ]; then
        $as_root apt-get update -qq </dev/null >&2 || say "apt-get update failed; going on with the lists at hand"
        apt_updated=yes
    fi
    say "Installing with apt: $*"
    $as_root DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        -o DPkg::Lock::Timeout=300 "$@" </dev/null >/dev/null
}

supported='import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))'
can_make_venv='import ensurepip, venv'

# choose_python: sets $python to a supported interpreter, preferring one that can already make environments.
choose_python() {
    python=""
    found=""
    without_venv=""
    for name in ${PYTHON:-python3.13 python3.12 python3.11 python3}; do
        path=$(command -v "$name" 2>/dev/null) || continue
        version=$("$path" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
        found="$found $path ($version)"
        "$path" -c "$supported" 2>/dev/null || continue
        if "$path" -c "$can_make_venv" 2>/dev/null; then python=$path; return 0; fi
        without_venv="$without_venv $path"
    done
    for path in $without_venv; do
        version=$("$path" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        apt_install "python$version-venv" || continue
        if "$path" -c "$can_make_venv" 2>/dev/null; then python=$path; return 0; fi
    done
    [ -z "$without_venv" ] || die "Python is here ($without_venv ) but its venv module is not, and it could not be \
installed from here. Run: sudo apt-get install python3-venv   then try again."
    die "Python 3.11, 3.12 or 3.13 is needed and was not found (seen:${found:- none}). Install one of them, or name \
it: make setup PYTHON=/path/to/python3.12"
}

# A moved or copied environment still runs, but its scripts point to the old place.
venv_usable() {
    [ -x "$venv/bin/python" ] && [ -f "$venv/bin/activate" ] \
        && grep -qF "$venv" "$venv/bin/activate" \
        && "$venv/bin/python" -c "$supported" 2>/dev/null \
        && "$venv/bin/python" -m pip --version >/dev/null 2>&1
}

# fingerprint LOCK: changes whenever the environment has to be brought up to date.
fingerprint() {
    printf '%s %s' "$venv" "$(cat "$1" pyproject.toml | cksum)"
}

# install_environment LOCK STAMP...
install_environment() {
    lock=$1
    shift
    wanted=$(fingerprint "$lock")
    if [ -x "$venv/bin/leaksim" ] && "$venv/bin/python" -c "" 2>/dev/null \
        && [ "$(cat "$venv/$1" 2>/dev/null)" = "$wanted" ]; then return 0; fi
    if ! venv_usable; then
        choose_python
        say "Creating .venv with $python"
        rm -rf "$venv"
        "$python" -m venv "$venv" || die "$python could not create $venv (its own message is above)."
    fi
    rm -f "$venv/$1"
    say "Installing libraries into .venv from $lock (a minute or two the first time)"
    "$venv/bin/python" -m pip install -qq --no-input --disable-pip-version-check --no-compile --require-hashes -r "$lock" \
        </dev/null >&2 || die "the libraries in $lock could not be installed (pip's message is above). \
Is the package index reachable?"
    # pip would compile them one after the other; a few hold templates that are no Python, which it passes over as well
    "$venv/bin/python" -m compileall -q -j 0 "$venv/lib" >/dev/null 2>&1 || true
    "$venv/bin/python" -m pip install -qq --no-input --disable-pip-version-check --no-deps -e . \
        </dev/null >&2 || die "leaksim itself could not be installed into .venv (pip's message is above)."
    # The stamps come last, so that an interrupted installation is done again.
    printf '%s' "$wanted" >"$venv/$1"
    [ $# -lt 2 ] || fingerprint requirements.lock >"$venv/$2"
}

has_chromium() {
    if [ -n "${LEAKSIM_CHROMIUM:-}" ]; then [ -x "$LEAKSIM_CHROMIUM" ]; return; fi
    for name in chromium-headless-shell chromium google-chrome google-chrome-stable; do
        if command -v "$name" >/dev/null 2>&1; then return 0; fi
    done
    [ -x "$venv/bin/python" ] && "$venv/bin/python" - 2>/dev/null <<'EOF'
import os, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    sys.exit(not os.path.exists(playwright.chromium.executable_path))
EOF
}

install_chromium() {
    # Ubuntu's chromium package is only a pointer to a snap, which cannot see the tests' temporary folders.
    if [ -r /etc/os-release ] && grep -qx 'ID=ubuntu' /etc/os-release; then
        say "Installing Playwright's Chromium"
        "$venv/bin/playwright" install --with-deps chromium </dev/null >&2
    else
        apt_install chromium-headless-shell || apt_install chromium
    fi
}

has_japanese_font() {
    command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=ja family 2>/dev/null)" ]
}

has_postgresql() {
    command -v initdb >/dev/null 2>&1 && return 0
    for folder in /usr/lib/postgresql/*/bin; do
        if [ -x "$folder/initdb" ]; then return 0; fi
    done
    return 1
}

prepare_system() {
    has_chromium || install_chromium || true
    has_chromium || die "the browser tests need Chromium, which is not here and could not be installed. \
Install it (Debian: sudo apt-get install chromium) or set LEAKSIM_CHROMIUM to a Chromium or Chrome program."
    has_japanese_font || apt_install fontconfig fonts-noto-cjk || apt_install fontconfig fonts-ipafont-gothic || true
    has_japanese_font || die "the browser tests need a Japanese font, and none could be installed. \
Install one (Debian, Ubuntu: sudo apt-get install fontconfig fonts-noto-cjk)."
    has_postgresql || apt_install postgresql || true
    has_postgresql || die "the integration tests need PostgreSQL's programs (initdb, pg_ctl), and they could not be \
installed. Install them (Debian, Ubuntu: sudo apt-get install postgresql)."
}

# Every page and every command is a process of its own, and where PYTHONDONTWRITEBYTECODE is set, as it often is in
# containers, each would compile all of leaksim again. pip compiles the libraries, but not what stands in a checkout.
compile_leaksim() {
    "$venv/bin/python" -m compileall -q leaksim >/dev/null 2>&1 || true # a folder that cannot be written to runs too
}

case "${1:-}" in
    runtime) install_environment requirements.lock .leaksim-runtime; compile_leaksim ;;
    dev) install_environment requirements-dev.lock .leaksim-dev .leaksim-runtime; compile_leaksim ;;
    system) prepare_system ;;
    *) die "usage: deploy/setup.sh runtime | dev | system" ;;
esac
