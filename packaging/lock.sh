#!/bin/sh
# Writes packaging/requirements.lock (what `make run` installs), requirements-dev.lock (what `make test` adds) and
# requirements-package.lock (what `make package` adds): exact versions and hashes for Linux, macOS and Windows,
# Python 3.11 and later, and no addresses. Existing versions are kept where they still fit; UPGRADE=1 takes the
# newest.
set -eu
cd "$(dirname "$0")/.."

# What this machine's own settings say about packages must not reach the files.
for name in $(env | sed -n 's/^\(\(PIP\|UV\)_[A-Z_]*\)=.*/\1/p'); do
    case $name in
        *CERT* | *TIMEOUT*) ;;
        *) unset "$name" ;;
    esac
done

tools=build/lock-tools
if [ ! -x "$tools/bin/uv" ]; then
    .venv/bin/python -m venv "$tools"
    "$tools/bin/pip" install --quiet uv
fi

compile() {
    output=$1
    shift
    "$tools/bin/uv" --no-config pip compile pyproject.toml --quiet --universal --python-version 3.11 \
        --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --no-sources \
        ${UPGRADE:+--upgrade} --group build "$@" --output-file "$output"
}

compile packaging/requirements.lock
compile packaging/requirements-dev.lock --group dev --constraints packaging/requirements.lock
compile packaging/requirements-package.lock --group package --constraints packaging/requirements.lock
