"""Ask a running server many times: CPU of its processes, p95 of the answers."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Sent:
    """One request; `body` None is a GET. `kind` is the content type of the body.

    `address` is where it comes from, for limits that count by network address.
    """

    path: str
    body: bytes | None = None
    kind: str = "application/json"
    cookie: str = ""
    address: str = ""

    @property
    def headers(self) -> dict[str, str]:
        named = {
            "Content-Type": self.kind,
            "Accept-Language": "zh-CN",
            "Cookie": self.cookie,
            "X-Forwarded-For": self.address,
        }
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True)
class Measured:
    """CPU ms per request (server, and apart the database), p95 wall ms, requests a second."""

    cpu: float
    database_cpu: float
    p95: float
    rate: float
    status: int


@contextmanager
def server(words: list[str], env: dict[str, str]) -> Iterator[tuple[int, int]]:
    """A server process group: (its port, its process id)."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    child = subprocess.Popen(  # noqa: S603  our own interpreter
        [sys.executable, *(word.replace("{port}", str(port)) for word in words)],
        env=os.environ | env,
        start_new_session=True,
    )
    try:
        _wait(port)
        yield port, child.pid
    finally:
        os.killpg(child.pid, signal.SIGTERM)
        child.wait(timeout=20)


def _wait(port: int) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("the server did not start")


def family(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            parts = each.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(parts[1]) in found and int(each.parent.name) not in found:
            found.append(int(each.parent.name))
    return found


def _families(pids: list[int]) -> list[int]:
    return list({each for pid in pids for each in family(pid)})


def cpu_seconds(pids: list[int]) -> float:
    total = 0
    for pid in pids:
        try:
            parts = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        total += int(parts[11]) + int(parts[12])
    return total / TICK


def peak_memory(pid: int) -> float:
    """Largest resident set of one process of the family, MiB."""
    peaks = []
    for each in family(pid):
        for line in Path(f"/proc/{each}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                peaks.append(int(line.split()[1]) / 1024)
    return max(peaks, default=0.0)


def measure(
    port: int,
    pid: int,
    make: Callable[[int], Sent],
    *,
    times: int,
    database: list[int],
    connections: int = 1,
) -> Measured:
    """`times` requests after a warm-up, over keep-alive connections in parallel."""
    _send_all(port, make, range(10), [], [])
    # Looked up only now: the database makes a process for each connection.
    before, base = cpu_seconds(family(pid)), cpu_seconds(_families(database))
    walls: list[float] = []
    statuses: list[int] = []
    began = time.perf_counter()
    threads = [
        threading.Thread(
            target=_send_all,
            args=(port, make, range(10 + part, 10 + times, connections), walls, statuses),
        )
        for part in range(connections)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    return Measured(
        cpu=(cpu_seconds(family(pid)) - before) / times * 1000,
        database_cpu=(cpu_seconds(_families(database)) - base) / times * 1000,
        p95=sorted(walls)[int(len(walls) * 0.95) - 1] * 1000,
        rate=times / took,
        status=max(statuses),
    )


def _send_all(
    port: int, make: Callable[[int], Sent], numbers: range, walls: list[float], seen: list[int]
) -> None:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for number in numbers:
        one = make(number)
        start = time.perf_counter()
        link.request("GET" if one.body is None else "POST", one.path, one.body, one.headers)
        answer = link.getresponse()
        answer.read()
        walls.append(time.perf_counter() - start)
        seen.append(answer.status)
    link.close()


def form(fields: dict[str, str]) -> bytes:
    return urllib.parse.urlencode(fields).encode()
