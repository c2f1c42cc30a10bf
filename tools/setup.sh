#!/usr/bin/env bash
# Brings .venv to the locked packages, and the catalogues to their compiled form.
# Usage: tools/setup.sh run|dev. Does nothing, in milliseconds, when nothing changed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

level=${1:-run}
venv=.venv
lock=requirements.lock
[ "$level" = dev ] && lock=requirements-dev.lock

stamp_of() { echo "$venv/.stamp-$1-$({ echo "$PWD"; cat "$2" tools/install.py; } | cksum | cut -d' ' -f1)"; }
run_stamp=$(stamp_of run requirements.lock)
dev_stamp=$(stamp_of dev requirements-dev.lock)

install_packages() {
    if [ ! -x "$venv/bin/python" ] || ! "$venv/bin/python" -c '' 2>/dev/null; then
        local python
        python=$(sh tools/find_python.sh)
        echo "Linli: making the environment in $venv with $python"
        rm -rf "$venv"
        "$python" -m venv "$venv"
    fi
    echo "Linli: installing the locked packages ($lock)"
    "$venv/bin/python" tools/install.py "$level"
    rm -f "$venv/.stamp-$level-"*
    [ "$level" = dev ] && rm -f "$venv/.stamp-run-"* && touch "$run_stamp"
    touch "$1"
}

compile_messages() {
    local stamp=$venv/.stamp-messages
    [ -e "$stamp" ] && [ -z "$(find linli -name '*.po' -newer "$stamp" -print -quit)" ] && return
    "$venv/bin/python" -m tools.messages compile
    touch "$stamp"
}

case $level in
    run) [ -e "$run_stamp" ] || install_packages "$run_stamp" ;;
    dev) [ -e "$dev_stamp" ] || install_packages "$dev_stamp" ;;
    *) echo "tools/setup.sh: run or dev, not $level" >&2; exit 2 ;;
esac
compile_messages
