#!/bin/sh
# Makes this checkout ready: setup.sh run|test|package [display]
#   run      .venv with the locked dependencies and the program
#   test     the same and the tools that `make test` needs, with the programs that make its real files
#   package  the same as run and what builds a package of it
#   display  also the system libraries that Qt needs to open a window
# Asks for nothing and returns at once when everything is there.
set -eu
cd "$(dirname "$0")/.."

purpose=${1:-}
display=${2:-}

say() { printf '%s\n' "$*"; }
fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# ---- packages of the system ------------------------------------------------------------------------

install_system() { # names of Debian packages
    line="apt-get install -y --no-install-recommends $*"
    command -v apt-get >/dev/null 2>&1 ||
        fail "These are missing: $*. They are Debian's names; please install them with your system's package tool and call make again."
    if [ "$(id -u)" = 0 ]; then
        root=
    elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        root=sudo
    else
        fail "Some system packages are missing. As root, run this and call make again:
    apt-get update && $line"
    fi
    say "Installing system packages: $*"
    $root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    # shellcheck disable=SC2086
    $root env DEBIAN_FRONTEND=noninteractive $line -qq >/dev/null
}

missing_libraries() { # lines of "library package" on standard input
    while read -r library package; do
        case $known in
            *"$library "*) ;;
            *) printf '%s ' "$package" ;;
        esac
    done
}

qt_libraries() {
    cat <<'END'
libEGL.so.1 libegl1
libGL.so.1 libgl1
libxkbcommon.so.0 libxkbcommon0
libfontconfig.so.1 libfontconfig1
libdbus-1.so.3 libdbus-1-3
libglib-2.0.so.0 libglib2.0-0
END
    if [ "$display" = display ] && [ -n "${DISPLAY:-}" ]; then
        cat <<'END'
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-shape.so.0 libxcb-shape0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
END
    fi
    if [ "$display" = display ] && [ -n "${WAYLAND_DISPLAY:-}" ]; then
        cat <<'END'
libwayland-client.so.0 libwayland-client0
libwayland-cursor.so.0 libwayland-cursor0
libwayland-egl.so.1 libwayland-egl1
END
    fi
}

has_a_font() { # patterns of file names, any of which will do
    for folder in /usr/share/fonts /usr/local/share/fonts "${HOME:-/nowhere}/.local/share/fonts" \
        "${HOME:-/nowhere}/.fonts"; do
        [ -d "$folder" ] || continue
        for pattern in "$@"; do
            [ -z "$(find -L "$folder" -name "$pattern" -print 2>/dev/null | head -n 1)" ] || return 0
        done
    done
    return 1
}

office_and_browser() { # Debian packages of the programs that make real files for the tests, where they are missing
    command -v soffice >/dev/null 2>&1 || printf 'libreoffice-writer-nogui '
    has_a_font 'NotoNaskhArabic*' || printf 'fonts-noto-core '
    has_a_font 'NotoSerifCJK*' || printf 'fonts-noto-cjk '
    has_a_font 'NotoColorEmoji*' || printf 'fonts-noto-color-emoji '
    for browser in chromium chromium-browser google-chrome google-chrome-stable; do
        ! command -v "$browser" >/dev/null 2>&1 || return 0
    done
    # Ubuntu has Chromium as a snap alone, which cannot be had everywhere.
    ! grep -qs '^ID=debian' /etc/os-release || printf 'chromium '
}

system_ready() {
    [ "$(uname)" = Linux ] || return 0
    ldconfig=$(PATH="$PATH:/sbin:/usr/sbin" command -v ldconfig) || return 0
    known=$("$ldconfig" -p)
    wanted=$(qt_libraries | missing_libraries)
    has_a_font '*.[ot]t[fc]' || wanted="${wanted}fonts-dejavu-core"
    # shellcheck disable=SC2086
    [ -z "$wanted" ] || install_system $wanted
    [ "$purpose" = test ] || return 0
    makers=$(office_and_browser)
    # shellcheck disable=SC2086
    [ -z "$makers" ] || (install_system $makers) ||
        say "Without $makers the tests on files made by them are skipped."
}

# ---- Python ----------------------------------------------------------------------------------------

good_python() { "$1" -c 'import sys, sqlite3, ssl; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    for name in ${PYTHON:-python3.13 python3.12 python3.11 python3}; do
        if good_python "$name"; then
            printf '%s\n' "$name"
            return 0
        fi
    done
    return 1
}

make_venv() {
    if [ -x .venv/bin/python ] && good_python .venv/bin/python && .venv/bin/python -c 'import pip' 2>/dev/null; then
        return 0
    fi
    python=$(find_python) || {
        [ -z "${PYTHON:-}" ] || fail "$PYTHON is not a Python 3.11 or newer with sqlite3 and ssl."
        install_system python3 python3-venv
        python=$(find_python) || fail "Counterpoint needs Python 3.11 or newer. Install it, or name it: PYTHON=/path/to/python make run"
    }
    "$python" -c 'import venv, ensurepip' 2>/dev/null ||
        install_system "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    say "Making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
}

install_packages() { # lock file
    say "Installing the locked dependencies ($1)"
    unset PIP_USER PIP_TARGET PIP_PREFIX PIP_NO_COMPILE PIP_NO_BINARY
    pip="env PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 .venv/bin/python -m pip install --quiet --compile"
    $pip --require-hashes --only-binary :all: --requirement "$1"
    $pip --no-deps --no-build-isolation --editable .
}

compile_program() {
    # Python itself may have been told to write no bytecode, and without any each start takes half a second more.
    stamp=.venv/.compiled
    if [ -e "$stamp" ] && [ -z "$(find desktop/counterpoint -name '*.py' -newer "$stamp" -print | head -n 1)" ]; then
        return 0
    fi
    : >"$stamp.new"
    .venv/bin/python -m compileall -q desktop/counterpoint && mv "$stamp.new" "$stamp"
}

# ---- the whole -------------------------------------------------------------------------------------

case $purpose in
    run) lock=packaging/requirements.lock ;;
    test) lock=packaging/requirements-dev.lock ;;
    package) lock=packaging/requirements-package.lock ;;
    *) fail "usage: packaging/setup.sh run|test|package [display]" ;;
esac
system_ready
base=$({
    pwd
    cat packaging/setup.sh packaging/requirements.lock pyproject.toml
} | cksum)
ready="$purpose: $base, $(cksum <"$lock")"
if [ -x .venv/bin/python ] && grep -qsxF "$ready" .venv/.ready; then
    compile_program
    exit 0
fi
make_venv
others=$(grep -sF ": $base, " .venv/.ready || true) # still true, for the locks agree in what they share
rm -f .venv/.ready .venv/.compiled
install_packages "$lock"
compile_program
printf '%s\n' "$others" "$ready" "run: $base, $(cksum <packaging/requirements.lock)" >.venv/.ready
say "Ready."
