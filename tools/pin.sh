#!/usr/bin/env bash
# Resolves pyproject.toml again into the two locks. The locks hold versions and hashes only: no
# address of an index, so that they install from whatever mirror a machine is told to use.
# Usage: tools/pin.sh [--upgrade]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
compile() {
    .venv/bin/python -m uv pip compile pyproject.toml --universal --python-version 3.11 --quiet \
        --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate "$@"
}
compile "$@" -o requirements.lock
compile "$@" --group dev -c requirements.lock -o requirements-dev.lock
.venv/bin/python -m tools.pins
