"""Install the locked packages into the running environment: uv first, pip where uv cannot.

Runs on a bare environment, so it uses the standard library only. uv does not read pip's
configuration; whatever index, mirror or wheel folder pip was told to use is handed on to it.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
SHIM = """#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/python" -m linli "$@"
"""


def pip_settings(listing: str) -> dict[str, str]:
    """What `pip config list` says, by plain option name; the environment outranks the files."""
    ranks = {"global": 0, "install": 1, ":env:": 2, "env": 2}
    found: dict[str, tuple[int, str]] = {}
    for line in listing.splitlines():
        name, _, quoted = line.partition("=")
        section, _, option = name.rpartition(".")
        rank = ranks.get(section.strip())
        if rank is None or rank < found.get(option, (0, ""))[0]:
            continue
        found[option] = (rank, str(ast.literal_eval(quoted)))
    return {option: value for option, (_, value) in found.items()}


def uv_environment(pip: dict[str, str]) -> dict[str, str]:
    """The same index, mirrors and certificates in uv's words. Every file is pinned by hash, so
    it does not matter which index it came from."""
    wanted = {
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_NO_CONFIG": "1",
    }
    names = {
        "index-url": ("UV_DEFAULT_INDEX", " "),
        "extra-index-url": ("UV_INDEX", " "),
        "find-links": ("UV_FIND_LINKS", ","),
        "trusted-host": ("UV_INSECURE_HOST", " "),
        "cert": ("SSL_CERT_FILE", " "),
        "no-index": ("UV_NO_INDEX", " "),
        "timeout": ("UV_HTTP_TIMEOUT", " "),
        "default-timeout": ("UV_HTTP_TIMEOUT", " "),
    }
    for option, (variable, joint) in names.items():
        if pip.get(option):
            wanted[variable] = joint.join(pip[option].split())
    return {name: value for name, value in wanted.items() if name not in os.environ}


def pinned(lock: str, name: str) -> str:
    """The lines of one package in a lock: the pin and its hashes."""
    lines: list[str] = []
    for line in lock.splitlines():
        if line.startswith(f"{name}==") or (lines and line.startswith("    ")):
            lines.append(line)
        elif lines:
            break
    return "\n".join(lines) + "\n"


def install_uv() -> bool:
    pin = pinned(LOCKS["dev"].read_text(), "uv")
    with tempfile.TemporaryDirectory() as folder:
        only_uv = Path(folder) / "uv.lock"
        only_uv.write_text(pin)
        command = [*PIP, "install", "--quiet", "--require-hashes", "-r", str(only_uv)]
        return subprocess.run(command, check=False, capture_output=True).returncode == 0


def install_by_uv(level: str) -> bool:
    if not install_uv():
        return False
    listing = subprocess.run(
        [*PIP, "config", "list"], check=False, capture_output=True, text=True
    ).stdout
    verb = ["pip", "sync"] if level == "dev" else ["pip", "install", "-r"]
    command = [sys.executable, "-m", "uv", *verb, str(LOCKS[level])]
    command += ["--quiet", "--require-hashes", "--python", sys.executable]
    environment = {**os.environ, **uv_environment(pip_settings(listing))}
    return subprocess.run(command, check=False, env=environment, cwd=ROOT).returncode == 0


def install_by_pip(level: str) -> bool:
    command = [*PIP, "install", "-qqq", "--require-hashes", "-r", str(LOCKS[level])]
    return subprocess.run(command, check=False).returncode == 0


def offer_linli() -> None:
    """Make `import linli` and the `linli` command work from this checkout, in any folder."""
    Path(sysconfig.get_path("purelib"), "linli.pth").write_text(f"{ROOT}\n")
    shim = Path(sysconfig.get_path("scripts"), "linli")
    shim.write_text(SHIM)
    shim.chmod(0o755)


def main(level: str) -> int:
    if not install_by_uv(level):
        print("Linli: uv could not install the packages here, trying pip")
        if not install_by_pip(level):
            print(f"Linli: the packages of {LOCKS[level].name} could not be installed; see above")
            return 1
    offer_linli()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "run"))
