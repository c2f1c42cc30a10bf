#!/bin/sh
# Prints a Python of at least 3.11 with venv, or says in one line what is missing.
# LINLI_PYTHON chooses one by hand.
newest=""
for name in "${LINLI_PYTHON:-}" python3.11 python3.12 python3.13 python3 python; do
    [ -n "$name" ] && path=$(command -v "$name" 2>/dev/null) || continue
    version=$("$path" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
    newest=${newest:-"$path is $version"}
    "$path" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
    if "$path" -c 'import venv, ensurepip' 2>/dev/null; then
        echo "$path"
        exit 0
    fi
    echo "Linli: $path ($version) lacks venv; install it, on Debian: apt install python3-venv" >&2
    exit 1
done
echo "Linli needs Python 3.11 or newer (found: ${newest:-none}); on Debian: apt install python3 python3-venv" >&2
exit 1
