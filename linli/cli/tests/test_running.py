"""`linli run` as a process: one clear line for what is in the way, and Ctrl-C stops all."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
WHILE = 60.0


@pytest.fixture
def plain(tmp_path: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LINLI_", "DATABASE_URL"))}
    return {
        **kept,
        "LINLI_DATA": str(tmp_path / "data"),
        "LINLI_KEY_FILE": str(tmp_path / "keys/linli.json"),
        "PYTHONUNBUFFERED": "1",
    }


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Running:
    """A `linli run` with its own session, so that a test can see whether anyone is left of it."""

    def __init__(self, plain: dict[str, str], folder: Path, *words: str) -> None:
        self.port = free_port()
        self.said = folder / "said.txt"
        with self.said.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "linli", "run", "--port", str(self.port), *words],
                cwd=ROOT,
                env=plain,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_until_said(self, words: str) -> None:
        until = time.monotonic() + WHILE
        while words not in self.said.read_text():
            assert time.monotonic() < until, self.said.read_text()
            assert self.process.poll() is None, self.said.read_text()
            time.sleep(0.1)

    def children(self) -> list[int]:
        mine = f"PPid:\t{self.process.pid}\n"
        found = []
        for status in Path("/proc").glob("[0-9]*/status"):
            with suppress(OSError):
                found += [int(status.parent.name)] if mine in status.read_text() else []
        return found

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=20)


@pytest.fixture
def stop_all() -> Iterator[list[Running]]:
    started: list[Running] = []
    yield started
    for one in started:
        for pid in [*one.children(), one.process.pid]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as found:
            return bool(found.status == 200)
    except OSError:
        return False


def alive(pids: list[int]) -> list[int]:
    return [pid for pid in pids if Path(f"/proc/{pid}").exists()]


def linli(plain: dict[str, str], *words: str) -> tuple[int, str]:
    ended = subprocess.run(
        [sys.executable, "-m", "linli", *words],
        cwd=ROOT,
        env=plain,
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, ended.stdout + ended.stderr


def test_a_busy_port_gets_one_line(plain: dict[str, str]) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = int(taken.getsockname()[1])
        assert linli(plain, "run", "--port", str(port)) == (
            1,
            f"linli run: port {port} is taken. Use another: PORT={port + 1} make run\n",
        )


def test_a_data_folder_that_cannot_be_made_gets_one_line(plain: dict[str, str]) -> None:
    plain["LINLI_DATA"] = "/dev/null/data"
    assert linli(plain, "run", "--port", str(free_port())) == (
        1,
        "linli run: the data folder /dev/null/data cannot be made (Not a directory). "
        "Set LINLI_DATA.\n",
    )


def test_the_demo_is_refused_in_production(plain: dict[str, str]) -> None:
    linli({**plain, "LINLI_ENV": "development"}, "init", "--keys")
    plain |= {
        "LINLI_ENV": "production",
        "LINLI_BASE_URL": "https://linli.example.org",
        "LINLI_HOSTS": "linli.example.org",
    }
    assert linli(plain, "demo") == (
        1,
        "linli demo: the demonstration is never loaded in production.\n",
    )


@pytest.mark.long
def test_ctrl_c_stops_web_and_worker(
    plain: dict[str, str], tmp_path: Path, stop_all: list[Running]
) -> None:
    running = Running(plain, tmp_path, "--no-demo")
    stop_all.append(running)
    running.wait_until_said("Linli 邻里 is at")
    children = running.children()
    assert (len(children), answers(running.port)) == (2, True)
    assert running.interrupt() == 0
    assert (alive(children), answers(running.port)) == ([], False)


@pytest.mark.long
def test_ctrl_c_while_the_demo_loads_stops_it_too_and_the_next_start_goes_on(
    plain: dict[str, str], tmp_path: Path, stop_all: list[Running]
) -> None:
    first = Running(plain, tmp_path)
    stop_all.append(first)
    first.wait_until_said("is loading")
    assert answers(first.port)
    time.sleep(4)
    children = first.children()
    assert first.interrupt() == 0
    assert alive(children) == []
    second = Running(plain, tmp_path)
    stop_all.append(second)
    second.wait_until_said("is loading")
    time.sleep(2)
    assert "Traceback" not in second.said.read_text()
    assert second.interrupt() == 0
